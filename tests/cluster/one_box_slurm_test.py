#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the Slurm that other tests use: arrays, ends and starts of its daemons, pre-emption, and that it leaves
nothing behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import slurm_processes
from one_box_slurm import OneBoxSlurm

LEFT_ALONE = ("import sys, time; sys.path.insert(0, sys.argv[1]); from one_box_slurm import OneBoxSlurm\n"
              "slurm = OneBoxSlurm(sys.argv[2], nodes=1).__enter__()\n"
              "slurm.run('sbatch', '--output=/dev/null', '--wrap=sleep 100')\n"
              "slurm.wait_until(slurm.batch_shells, 10, 'the job runs')\n"
              "print(slurm.env['SLURM_CONF'], flush=True); time.sleep(100)\n")


class OneBoxSlurmTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.outer = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.folder = Path(cls.outer) / "ein Häufchen"
        cls.slurm = cls.enterClassContext(OneBoxSlurm(cls.folder))
        cls.small = cls.enterClassContext(OneBoxSlurm(Path(cls.outer) / "small", nodes=1))
        cls.begin_preemption()

    @classmethod
    def begin_preemption(cls):
        script = "n=${SLURM_RESTART_COUNT:-0}; echo run$n >>runs; [ $n -gt 0 ] || sleep 100"
        cls.put_back = cls.submit(script, "--output=/dev/null", slurm=cls.small)
        cls.small.wait_until(cls.small.batch_shells, 10, "the task runs")
        cls.urgent = cls.submit("true", "--partition=urgent", "--output=/dev/null", slurm=cls.small)

    @classmethod
    def submit(cls, script: str, *options, slurm=None) -> str:
        ran = (slurm or cls.slurm).run("sbatch", "--parsable", f"--chdir={cls.folder}", *options, f"--wrap={script}")
        if ran.returncode != 0:
            raise AssertionError(ran.stderr)
        return ran.stdout.strip()

    def wait_states(self, job: str, wanted: set, seconds: float = 20, slurm=None):
        slurm = slurm or self.slurm
        slurm.wait_until(lambda: set(slurm.states(job).values()) == wanted, seconds, f"{job} {wanted}")

    def test_array_runs_on_all_nodes(self):
        self.slurm.wait_idle()
        job = self.submit("sleep 0.5; echo $SLURMD_NODENAME $SLURM_CPUS_ON_NODE", "--array=0-7",
                          "--output=told_%a.txt")
        self.wait_states(job, {"COMPLETED"})
        told = [path.read_text().split() for path in self.folder.glob("told_*.txt")]
        self.assertEqual(len(told), 8)
        self.assertEqual({node for node, _ in told}, set(self.slurm.nodes))
        self.assertEqual({cpus for _, cpus in told}, {"1"})

    def test_finds_processes_of_a_task(self):
        self.slurm.wait_idle()
        job = self.submit("sleep 100 & wait", "--array=0-1", "--output=/dev/null")
        self.slurm.wait_until(lambda: len(self.slurm.processes_of(job)) == 4, 10, "two scripts, two children")
        self.assertEqual(len(self.slurm.batch_shells()), 2)
        task = self.slurm.processes_of(f"{job}_1")
        self.assertEqual(len(task), 2)
        self.assertTrue(set(task) & set(self.slurm.batch_shells()))
        self.slurm.run("scancel", job)
        self.slurm.wait_until(lambda: not self.slurm.processes_of(job), 15, "no process of the job")
        self.wait_states(job, {"CANCELLED"})

    def test_node_comes_back(self):
        self.slurm.wait_idle()
        before = self.started("n2")
        time.sleep(1)  # Slurm tells times in whole seconds
        self.slurm.kill_node("n2")
        self.slurm.start_node("n2")
        self.slurm.wait_until(lambda: self.started("n2") != before, 20, "the controller knows the new slurmd")
        self.slurm.wait_idle(["n2"])

    def started(self, node: str) -> str:
        words = self.slurm.run("scontrol", "show", "node", node).stdout.split()
        return next(word for word in words if word.startswith("SlurmdStartTime="))

    def test_controller_keeps_the_queue(self):
        self.slurm.wait_idle()
        held = self.submit("true", "--hold", "--output=/dev/null")
        self.slurm.wait_saved()
        self.slurm.kill_controller()
        self.assertEqual(self.slurm.states(held), {})
        self.slurm.start_controller()
        self.assertEqual(self.slurm.states(held), {held: "PENDING"})
        self.slurm.wait_idle()
        self.slurm.run("scontrol", "release", held)
        self.wait_states(held, {"COMPLETED"})

    def test_urgent_put_a_task_back(self):
        """It has waited since the start, as Slurm takes up to 30 s for it."""
        self.wait_states(self.urgent, {"COMPLETED"}, 60, self.small)
        self.wait_states(self.put_back, {"COMPLETED"}, 30, self.small)
        self.assertEqual((self.folder / "runs").read_text().split(), ["run0", "run1"])

    def test_nothing_stays(self):
        for number in (signal.SIGTERM, signal.SIGKILL, signal.SIGINT):
            with self.subTest(number=number):
                self.check_left_alone(number)

    def check_left_alone(self, number: int):
        words = [sys.executable, "-c", LEFT_ALONE, str(Path(__file__).parent), f"{self.outer}/{number}"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
            home = os.path.dirname(program.stdout.readline().strip())
            started = [process.pid for process in slurm_processes.of_slurm(home)]
            self.assertGreater(len(started), 4)
            program.send_signal(number)
        self.slurm.wait_until(lambda: all(map(slurm_processes.has_ended, started)), 15, "all ended")
        self.slurm.wait_until(lambda: not os.path.lexists(home), 5, "the link is gone")
        self.assertEqual(slurm_processes.of_slurm(home), [])


class StopTest(unittest.TestCase):
    def test_stop_ends_all_soon(self):
        with tempfile.TemporaryDirectory() as folder:
            slurm = OneBoxSlurm(folder, nodes=2, cpus=2)
            with slurm:
                slurm.run("sbatch", "--array=0-3", "--output=/dev/null", "--wrap=trap '' TERM; sleep 100 & wait; wait")
                slurm.wait_until(lambda: len(slurm.batch_shells()) == 4, 10, "four tasks run")
                home = os.path.dirname(slurm.env["SLURM_CONF"])
                started = [process.pid for process in slurm_processes.of_slurm(home)]
                since = time.monotonic()
            self.assertLess(time.monotonic() - since, 8)
            self.assertTrue(all(map(slurm_processes.has_ended, started)))
            self.assertFalse(os.path.lexists(home))


if __name__ == "__main__":
    unittest.main()
