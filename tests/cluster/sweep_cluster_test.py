#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Sweeps as jobs of a real Slurm on this machine: whatever is killed, the result is that of one undisturbed process.

usage: sweep_cluster_test.py PROGRAM SOURCE_FOLDER CLASS RUNS ODD_NODE_LIBRARY [SEED]
"""
import os
import random
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from cluster_case import REPLICATES, ClusterCase
from command_case import CLASS, PROGRAM

RUNS, ODD_NODE = int(sys.argv[4]), sys.argv[5]
# Nodes of different processors; what a processor does not have is refused, so only what all have.
OTHER_PROCESSORS = 'if [[ $SLURMD_NODENAME = n[24] ]]; then export WATERBED_ISA=plain; fi'


class Kills(ClusterCase):
    """Many tasks while workers, shells and nodes are killed, and the controller is started again."""

    def disturb(self, luck, design):
        kind = luck.choice(["worker", "worker", "worker", "shell", "node", "put back", "twice"])
        if kind == "node":
            name = luck.choice(self.slurm.nodes)
            self.slurm.kill_node(name)
            time.sleep(luck.uniform(0, 2))
            self.slurm.start_node(name)
            return kind
        shells = self.slurm.batch_shells()
        if not shells:
            return None
        shell = luck.choice(shells)
        if kind == "shell":
            return kind if self.kill(shell) else None
        if kind == "worker":
            workers = subprocess.run(["pgrep", "--parent", str(shell), "waterbed"], capture_output=True, text=True,
                                     check=False).stdout.split()
            return kind if workers and self.kill(int(workers[0])) else None
        task = self.task_of(shell)
        if task is None:
            return None
        if kind == "put back":
            self.slurm.run("scontrol", "requeue", f"{task[0]}_{task[1]}")
            return kind
        answer = self.sweep("run", design, "--submission", 1, "--task", task[1], "--threads", 1)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return kind

    @staticmethod
    def kill(process):
        try:
            os.kill(process, signal.SIGKILL)
            return True
        except ProcessLookupError:
            return False

    @staticmethod
    def task_of(shell):
        try:
            words = Path(f"/proc/{shell}/environ").read_bytes().split(b"\0")
        except OSError:
            return None
        variables = dict(word.split(b"=", 1) for word in words if b"=" in word)
        if b"SLURM_ARRAY_JOB_ID" not in variables:
            return None
        return int(variables[b"SLURM_ARRAY_JOB_ID"]), int(variables[b"SLURM_ARRAY_TASK_ID"])

    def test_whatever_is_killed_the_file_is_that_of_one_undisturbed_process(self):
        seed = int(sys.argv[6]) if len(sys.argv) > 6 else int.from_bytes(os.urandom(4), "little")
        luck = random.Random(seed)
        design = self.design(RUNS // REPLICATES, 1560)
        whole = self.undisturbed(design)
        tasks = max(8, RUNS // 25)
        disturbances = max(8, RUNS // 40)
        self.submit(design, "--tasks", tasks, "--setup", OTHER_PROCESSORS)
        self.slurm.wait_saved()
        self.slurm.kill_controller()
        self.slurm.start_controller()
        met = []
        while len(met) < disturbances and not self.is_queue_empty():
            time.sleep(luck.uniform(0.05, 0.5))
            kind = self.disturb(luck, design)
            met += [kind] if kind else []
        print(f"seed {seed}, disturbed by: {', '.join(f'{met.count(kind)} x {kind}' for kind in sorted(set(met)))}")
        self.wait_for_the_end(600)
        rounds = 0
        while self.counts(design)["planned"] > 0:  # as a user would
            rounds += 1
            self.assertLess(rounds, 4, f"seed {seed}: {self.slurm.state()}")
            self.submit(design, "--tasks", 4)
            self.wait_for_the_end(600)
        counts = self.counts(design)
        self.assertEqual(counts, {"planned": 0, "running": 0, "done": RUNS, "failed": 0}, f"seed {seed}")
        self.assertEqual(self.path("d.h5").read_bytes(), whole, f"seed {seed}")
        self.assertGreater(len(met), 2, f"seed {seed}")


class Queue(ClusterCase):
    def test_a_sweep_waits_runs_and_is_merged(self):
        design = self.design(8, 26)
        whole = self.undisturbed(design)
        jobs = self.submit(design, "--tasks", 4, "--sbatch=--hold")
        self.assertEqual(self.counts(design), {"planned": 16, "running": 0, "done": 0, "failed": 0})
        self.assertEqual(self.tasks(design),
                         {"waiting": 4, "running": 0, "done": 0, "ended early": 0, "merge": None})
        answer = self.succeed("status", design)
        self.assertRegex(answer.stdout, r"waiting +4 +JobHeldUser \(held: scontrol release\): 4\n")
        answer = self.succeed("submit", design)
        self.assertIn("16 replicates in the queue already", answer.stderr)
        self.assertIn("nothing else is missing", answer.stderr)
        merge = next(row["note"] for row in self.tables(design)["tasks"] if row["state"] == "merge")
        self.assertEqual(merge, "PENDING (JobHeldUser)")
        for job in jobs:
            self.slurm.run("scontrol", "release", job)
        self.wait_for_the_end()
        self.assertEqual(self.tasks(design), {"waiting": 0, "running": 0, "done": 4, "ended early": 0, "merge": None})
        self.assertEqual(self.path("d.h5").read_bytes(), whole)
        self.assertIn("nothing is missing", self.succeed("submit", design).stderr)

    def has_ended_a_run(self, begun):
        """Whether a task has two runs one after the other; `begun` remembers them by task."""
        for file in self.path("d.sweep").glob("running_*[0-9]"):
            begun.setdefault(file.name, set()).update(file.read_text(encoding="utf-8").splitlines())
        return any(len(runs) > 1 for runs in begun.values())

    def test_what_is_cancelled_keeps_what_is_finished_and_only_the_rest_is_sent_again(self):
        design = self.design(40, 2600)
        whole = self.undisturbed(design)
        self.submit(design, "--tasks", 6)
        begun = {}
        self.wait_for(lambda: self.has_ended_a_run(begun), "a run has ended")
        # Perhaps nothing is in a block yet; and a design that cannot be read is no reason to let it go on.
        self.path(design).rename(self.path("away.yaml"))
        answer = self.succeed("cancel", design)
        self.path("away.yaml").rename(self.path(design))
        self.assertRegex(answer.stderr, r"\d tasks? cancelled; what is finished is kept in d\.sweep")
        self.wait_for_the_end()
        done = self.counts(design)["done"]
        self.assertGreater(done, 0)
        self.assertLess(done, 80)
        self.assertGreater(self.tasks(design)["ended early"], 0)
        self.assertIn("no task was in the queue", self.succeed("cancel", design).stderr)
        answer = self.succeed("submit", design, "--cores", 1, "--tasks", 4)
        self.assertIn(f"{80 - done} replicates in 4 tasks", answer.stderr)
        self.wait_for_the_end()
        self.assertEqual(self.path("d.h5").read_bytes(), whole)

    def test_a_task_whose_time_is_up_goes_on_later(self):
        design = self.design(20, 5200)
        whole = self.undisturbed(design)
        job, _ = self.submit(design, "--tasks", 1)
        self.wait_for(lambda: self.counts(design)["done"] > 0, "some runs are done")
        status = self.tables(design)["tasks"]
        self.assertEqual(next(row["tasks"] for row in status if row["state"] == "running"), 1)
        self.assertRegex(str(status), r"expected end \d{4}-\d\d-\d\d \d\d:\d\d UTC")
        # What Slurm sends some time before the limit.
        self.slurm.run("scancel", "--batch", "--signal=USR1", f"{job}_0")
        self.wait_for(lambda: "the worker was ended by the time limit on node" in self.log(0), "the worker has ended")
        self.wait_for_the_end()
        self.assertEqual(self.counts(design)["done"], 40)
        self.assertEqual(self.path("d.h5").read_bytes(), whole)

    def test_a_task_that_is_pre_empted_goes_on_later(self):
        design = self.design(40, 3900)
        whole = self.undisturbed(design)
        self.submit(design, "--tasks", 4)
        self.wait_for(lambda: self.tasks(design)["running"] == 4, "all tasks run")
        urgent = self.write("urgent.sh", "#!/bin/bash\nsleep 1\n")
        answer = self.slurm.run("sbatch", "--partition=urgent", "--output=/dev/null", urgent)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.wait_for_the_end()
        self.assertEqual(self.counts(design)["done"], 80)
        self.assertEqual(self.path("d.h5").read_bytes(), whole)

    def test_tasks_of_a_changed_design_refuse_and_what_is_missing_is_sent_again(self):
        design = self.design(4, 26)
        jobs = self.submit(design, "--tasks", 2, "--sbatch=--hold")
        self.path("d.h5").write_text("an older file", encoding="utf-8")
        self.design(8, 26)
        self.assertEqual(self.tasks(design)["of a changed design"], 2)
        for job in jobs:
            self.slurm.run("scontrol", "release", job)
        self.wait_for_the_end()
        refusal = "waterbed: the design or its scenario was changed since it was submitted: submit it again\n"
        self.assertEqual(self.log(0), refusal)
        merge = self.path("d.sweep/submitted_0001/merge.log")
        self.assertEqual(merge.read_text(encoding="utf-8"), refusal)
        self.assertEqual(self.path("d.h5").read_text(encoding="utf-8"), "an older file")
        answer = self.succeed("submit", design, "--cores", 1, "--tasks", 2)
        self.assertIn("16 replicates in 2 tasks", answer.stderr)
        self.wait_for_the_end()
        self.assertEqual(self.counts(design), {"planned": 0, "running": 0, "done": 16, "failed": 0})


class Troubles(ClusterCase):
    NODES = 1

    def refused(self, code, line, *words, **environment):
        answer = self.sweep("submit", self.design(4, 26), "--quiet", "--cores", 1, *words, **environment)
        self.assertEqual(answer.returncode, code, answer.stderr)
        self.assertRegex(answer.stderr, rf"\Awaterbed: {line}\n\Z")
        self.assertFalse(list(self.path("d.sweep").glob("submitted_*")))

    def ended_early(self, line, *words):
        """One task ended early, with this line, and nothing else is said."""
        design = self.design(4, 26)
        self.submit(design, "--tasks", 1, "--rounds", 0, *words, "--setup", "set -e; pause_s=0")
        self.wait_for_the_end()
        self.assertRegex(self.log(0), rf"\Awaterbed: {line}\n\Z")
        tables = self.tables(design)
        self.assertEqual(self.tasks(design)["ended early"], 1)
        self.assertEqual(len(tables["ended_early"]), 1)
        self.assertRegex(tables["ended_early"][0]["reason"], rf"\A{line} \(FAILED\)\Z")
        self.assertRegex(self.succeed("status", design).stdout.replace("\n", " "), r"waterbed sweep submit sends")

    def test_a_partition_that_does_not_exist(self):
        self.refused(2, r"Slurm refuses the job: Invalid partition name specified \(there are: main, short, urgent\)",
                     "--partition", "nope")

    def test_what_the_scripts_need_themselves(self):
        for option in ("--array=0-3", "--arr=0-3", "-o/dev/null", "--outp=x", "--test-only"):
            self.refused(2, f"--sbatch={option} cannot be had: the scripts need that option themselves",
                         f"--sbatch={option}")
        self.refused(2, "options of sbatch cannot have blanks: --comment=x --array=0-5",
                     "--sbatch=--comment=x --array=0-5")

    def test_a_folder_that_slurm_cannot_have(self):
        self.refused(2, r"Slurm cannot have %[^\n]*d%a\.sweep \(--store\)", "--store", "d%a.sweep")

    def test_more_memory_than_any_node_has(self):
        self.refused(2, "Slurm refuses the job: no node there has so many processors and so much memory",
                     "--memory", 1000000)

    def test_no_slurm(self):
        self.refused(3, "there is no sbatch here: sweeps are submitted where Slurm's commands are, as on a login node",
                     PATH="/nowhere")

    def test_a_controller_that_does_not_answer(self):
        self.slurm.wait_saved()
        self.slurm.kill_controller()
        try:
            self.refused(3, r"Slurm does not answer: Unable to contact slurm controller[^\n]*")
        finally:
            self.slurm.start_controller()

    def test_a_quota_that_is_full(self):
        self.ended_early(r"cannot write [^\n]*/d\.sweep/block_[^\n]*: Disk quota exceeded",
                         "--setup", f"export LD_PRELOAD='{ODD_NODE}' WATERBED_QUOTA=full")

    def test_a_program_that_is_missing_on_the_node(self):
        self.ended_early("there is no program /nowhere/waterbed on node n1", "--setup", "waterbed=/nowhere/waterbed")

    def test_a_store_that_the_node_does_not_see(self):
        self.ended_early("there is no /nowhere/d.sweep on node n1", "--setup", "store=/nowhere/d.sweep")

    def test_a_clock_that_is_wrong(self):
        design = self.design(4, 26)
        self.submit(design, "--tasks", 1, "--setup", f"export LD_PRELOAD='{ODD_NODE}' WATERBED_CLOCK_AHEAD_S=-7200")
        self.wait_for_the_end()
        line = (r"the clock of node n1 is 7[12]\d\d s behind that of the store's file system: times in the manifest "
                r"are wrong, results are not touched")
        self.assertRegex(self.log(0), rf"\Awaterbed: {line}\n\Z")
        self.assertEqual(self.tasks(design)["done"], 1)
        self.assertRegex(self.tables(design)["remarks"][0]["remark"], rf"\A{line}\Z")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], CLASS])
