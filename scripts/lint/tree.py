# SPDX-License-Identifier: Apache-2.0
"""What the lints share: the files of a source tree, their text without comments, and how a finding is told."""

import os
import re
import sys
from pathlib import Path

SKIPPED_FOLDERS = {".git", "build", "__pycache__", "node_modules"}

# Comments, raw strings, strings, characters (but not the ' inside 1'000).
NOT_CODE = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)"""
    r"""|(?P<text>R"(?P<mark>[^(\s"]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+')""",
    re.DOTALL,
)

ALLOW = re.compile(r"//\s*lint: allow (\w+): \w")


def root_argument() -> Path:
    """The folder to check: the first argument, or the project itself."""
    own = Path(__file__).resolve().parents[2]
    return Path(sys.argv[1]) if len(sys.argv) > 1 else own


def all_files(root: Path) -> list[Path]:
    """Every file, relative to `root`, in a fixed order, without what is built."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - SKIPPED_FOLDERS)
        found += [Path(folder, name).relative_to(root) for name in sorted(names)]
    return found


def cpp_files(root: Path, *folders: str) -> list[Path]:
    """The C++ files of some top folders."""
    return [path for path in all_files(root) if path.suffix in (".hpp", ".cpp") and path.parts[0] in folders]


def read(root: Path, path: Path) -> str:
    return (root / path).read_text(encoding="utf-8", errors="replace")


def without_comments(text: str, keep_strings: bool = False) -> str:
    """The code of `text`, on the same lines as before."""

    def blank(found: re.Match) -> str:
        if keep_strings and found["text"] is not None:
            return found[0]
        return '""' * (found["text"] is not None) + "\n" * found[0].count("\n")

    return NOT_CODE.sub(blank, text)


def allowed_in(lines: list[str]) -> set[str]:
    """The rules that these lines ask to be spared, each with a reason."""
    return {found[1] for found in map(ALLOW.search, lines) if found}


def tell(findings: list[tuple[Path, int, str, str]]) -> int:
    """Prints findings (file, line, rule, reason); the exit code is 1 if there are any."""
    for path, line, rule, reason in findings:
        print(f"{path}:{line}: {rule}: {reason}", file=sys.stderr)
    return 1 if findings else 0
