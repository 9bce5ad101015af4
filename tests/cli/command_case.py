# SPDX-License-Identifier: Apache-2.0
"""What the tests of the command share: a folder of their own, and the program run in it.

usage of the tests: TEST.py PROGRAM SOURCE_FOLDER CLASS
"""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM, SOURCE, CLASS = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
NORTH_SEA = SOURCE / "scenarios" / "north_sea.yaml"
LAB = SOURCE / "scenarios" / "lab"
# HDF5 1.10 loses memory when it fails to open or to close a file.
os.environ["LSAN_OPTIONS"] = f"print_suppressions=0:suppressions='{SOURCE / 'tests/cli/leaks.txt'}'"


class CommandCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="wäter bed ")
        self.addCleanup(self.folder.cleanup)

    def waterbed(self, *words, program=PROGRAM, **environment):
        return subprocess.run([str(program), *map(str, words)], cwd=self.folder.name, capture_output=True, text=True,
                              env={**os.environ, **environment}, check=False)

    def path(self, name):
        return Path(self.folder.name) / name

    def names(self):
        return sorted(os.listdir(self.folder.name))

    def write(self, name, text):
        self.path(name).write_text(text, encoding="utf-8")
        return self.path(name)

    def run_scenario(self, scenario, output, *words, **settings):
        answer = self.waterbed("run", scenario, "-o", output, "--no-timing", "--quiet", *words, **settings)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return self.path(output)

    def digests(self, file):
        import h5py
        with h5py.File(file) as result:
            return result["run_digest"][...].tolist()
