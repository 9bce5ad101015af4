#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Sweeps on a cluster with the program in a container, by the wrapper of scripts/cluster."""
import sys
import unittest

from cluster_case import ClusterCase
from command_case import CLASS, PROGRAM, SOURCE

# As Apptainer starts a program: within, there are none of Slurm's commands and nothing is set for them.
APPTAINER = """#!/bin/bash
[[ $1 = exec ]] || exit 9
shift
while [[ $1 = --* ]]; do shift 2; done
unset SLURM_CONF
export PATH=${APPTAINERENV_PREPEND_PATH:+$APPTAINERENV_PREPEND_PATH:}'%s'
shift
exec "$@"
"""


class Container(ClusterCase):
    """The wrapper of scripts/cluster around a program that sees no Slurm."""
    NODES = 2

    def setUp(self):
        super().setUp()
        within = self.path("within")
        within.mkdir()
        (within / "cat").symlink_to("/bin/cat")
        (within / "waterbed").symlink_to(PROGRAM.resolve())
        self.script("apptainer", APPTAINER % within)
        self.wrapper = self.script("waterbed", (SOURCE / "scripts/cluster/waterbed.sh").read_text(encoding="utf-8"))

    def script(self, name, text):
        path = self.path("bin") / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return path

    def sweep(self, action, *words, **environment):
        settings = {**self.slurm.env, "WATERBED_CONTAINER": str(self.path("bin/apptainer")),
                    "TMPDIR": self.folder.name, **environment}
        return self.slurm.run(self.wrapper, "sweep", action, *words, cwd=self.folder.name, env=settings, timeout=600)

    def test_what_the_merge_job_submits_again_starts_the_wrapper_too(self):
        design = self.design(8, 26)
        whole = self.undisturbed(design)
        once = f'if [[ ${{SLURM_ARRAY_TASK_ID:-}} = 0 ]] && mkdir "{self.path("once")}" 2>/dev/null; then exit 9; fi'
        self.submit(design, "--tasks", 2, "--program", "bin/waterbed", "--setup", once)
        self.wait_for_the_end()
        self.assertIn(str(self.wrapper), self.path("d.sweep/submitted_0002/tasks.sh").read_text(encoding="utf-8"))
        self.assertEqual(self.counts(design), {"planned": 0, "running": 0, "done": 16, "failed": 0})
        self.assertEqual(self.path("d.h5").read_bytes(), whole)

    def test_codes_of_the_program_are_those_of_the_wrapper(self):
        answer = self.sweep("submit", self.design(4, 26), "--partition", "nope")
        self.assertEqual(answer.returncode, 2)
        self.assertIn("Invalid partition name specified (there are: main, short, urgent)", answer.stderr)
        self.assertFalse(list(self.path(".").glob("waterbed.*")))

    def test_status_and_cancel_reach_slurm(self):
        design = self.design(8, 26)
        self.submit(design, "--tasks", 2, "--program", self.wrapper, "--sbatch=--hold")
        self.assertEqual(self.tasks(design)["waiting"], 2)
        self.assertIn("2 tasks cancelled", self.succeed("cancel", design).stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], CLASS])
