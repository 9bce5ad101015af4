# SPDX-License-Identifier: Apache-2.0
"""What the tests of sweeps on clusters share: a Slurm of their own, a small design, and what is told of its tasks.

usage of the tests: TEST.py PROGRAM SOURCE_FOLDER CLASS RUNS ODD_NODE_LIBRARY
"""
import json
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
from command_case import LAB, PROGRAM, CommandCase  # noqa: E402
from one_box_slurm import OneBoxSlurm  # noqa: E402
from slurm_config import user_name  # noqa: E402

REPLICATES = 2


class ClusterCase(CommandCase):
    NODES = 4
    slurm = None

    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory(prefix="slurm ")
        cls.slurm = OneBoxSlurm(cls.home.name, nodes=cls.NODES)
        cls.slurm.start()

    @classmethod
    def tearDownClass(cls):
        cls.slurm.stop()
        cls.home.cleanup()

    def tearDown(self):
        self.slurm.run("scancel", f"--user={user_name()}")

    def design(self, points, weeks, name="d.yaml"):
        return self.write(name, f"waterbed_design: 1\nscenario: {LAB / 'no_deterrence.yaml'}\ndesign: sobol\n"
                                f"points: {points}\nweeks: {weeks}\nreplicates: {REPLICATES}\nlevers:\n"
                                "  choice.eta: {low: 0, high: 1}\n  choice.nu: {low: 0.1, high: 1}\n").name

    def sweep(self, action, *words, **environment):
        return self.slurm.run(PROGRAM, "sweep", action, *words, cwd=self.folder.name,
                              env={**self.slurm.env, **environment}, timeout=600)

    def succeed(self, action, *words, **environment):
        answer = self.sweep(action, *words, **environment)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return answer

    def submit(self, design, *words):
        """Numbers of the jobs: the array's, and that of the merge."""
        answer = self.succeed("submit", design, "--cores", 1, *words)
        return [int(job) for job in re.search(r"submitted: job (\d+), then (\d+) makes", answer.stdout).groups()]

    def tables(self, design):
        return json.loads(self.succeed("status", design, "--format", "json").stdout)

    def counts(self, design, table="status", column="replicates"):
        return {row["state"]: row[column] for row in self.tables(design)[table]}

    def tasks(self, design):
        return self.counts(design, "tasks", "tasks")

    def wait_for(self, condition, what, seconds=300):
        return self.slurm.wait_until(condition, seconds, what)

    def is_queue_empty(self):
        answer = self.slurm.run("squeue", "--noheader")
        return answer.returncode == 0 and not answer.stdout.strip()

    def wait_for_the_end(self, seconds=300):
        self.wait_for(self.is_queue_empty, "the queue is empty", seconds)

    def undisturbed(self, design):
        self.succeed("run", design, "--store", "whole.sweep", "--threads", 1, "--quiet", WATERBED_ISA="plain")
        self.succeed("merge", design, "--store", "whole.sweep", "-o", "whole.h5", "--quiet")
        return self.path("whole.h5").read_bytes()

    def log(self, task, submission=1):
        return self.path(f"d.sweep/submitted_{submission:04}/task_{task}.log").read_text(encoding="utf-8")
