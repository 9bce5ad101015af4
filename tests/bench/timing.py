# SPDX-License-Identifier: Apache-2.0
"""What the programs of this folder share: running a command with its time and memory, medians with their spread, the
machine in one line."""

import csv
import io
import math
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).resolve().parents[2]
RELEASE = SOURCE / "build" / "release"


class Ran(NamedTuple):
    seconds: float
    cpu_seconds: float
    peak_mb: float
    output: str


def run(words, environment=None, folder=None) -> Ran:
    """Runs a command to its end; ends this program with the command's own message if it fails."""
    words = [str(word) for word in words]
    start = time.monotonic()
    try:
        process = subprocess.Popen(words, cwd=folder, env={**os.environ, **(environment or {})}, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except OSError as problem:
        sys.exit(f"cannot run {words[0]}: {problem.strerror}")
    output, message = process.stdout.read(), process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    process.stderr.close()
    if process.returncode != 0:
        sys.exit(f"exit code {process.returncode} from: {' '.join(words)}\n{message.strip()}")
    return Ran(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1.024e-3, output)


def rows(text: str) -> list[dict]:
    """The rows of a table in CSV; numbers are read as such."""
    return [{key: number_or_text(value) for key, value in row.items()} for row in csv.DictReader(io.StringIO(text))]


def number_or_text(text: str):
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


class Spread(NamedTuple):
    """Of several rounds: never a single figure without how far they lie apart."""
    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values):
        values = list(values)
        return cls(statistics.median(values), min(values), max(values))

    def text(self, digits: int = 3) -> str:
        return f"{short(self.median, digits)} ({short(self.low, digits)} to {short(self.high, digits)})"


def short(value: float, digits: int = 3) -> str:
    """With so many digits that count, without an exponent."""
    if value == 0:
        return "0"
    size = math.floor(math.log10(abs(value)))  # of the first digit
    return f"{value:,.{max(0, digits - 1 - size)}f}"


def k1(build: Path, words, environment=None) -> dict:
    """One round of k1_bench."""
    return rows(run([build / "tests/bench/k1_bench", "--csv", "--rounds", "1", *words], environment).output)[0]


def machine() -> str:
    """Processor, threads that may be used, memory and system."""
    fields = {}
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        fields.setdefault(name.strip(), value.strip())
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    sets = [name for name in ("avx2", "avx512f") if name in fields.get("flags", "").split()]
    return (f"{fields.get('model name', 'unknown processor')}, {len(os.sched_getaffinity(0))} threads, "
            f"{'+'.join(sets) or 'no AVX2'}, {memory_gb:.0f} GB, {os.uname().sysname} {os.uname().release}")


def instruction_sets(build: Path) -> list[str]:
    """Those that this build has and this processor can run, best last."""
    tiny = [str(build / "tests/bench/k1_bench"), "--rounds", "1", "--organisations", "1", "--lanes", "1", "--weeks", "2"]
    return [name for name in ("plain", "avx2", "avx512")
            if subprocess.run(tiny, env={**os.environ, "WATERBED_ISA": name}, capture_output=True,
                              check=False).returncode == 0]
