#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Runs of a sweep are not lost: kills, interrupts, machines that fail, and what is told of them.

usage: sweep_store_test.py PROGRAM SOURCE_FOLDER CLASS TRIALS
"""
import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
import unittest

from command_case import CLASS, LAB, PROGRAM, SOURCE, CommandCase

TRIALS = int(sys.argv[4])
RUNS = 128  # of the design `many`: 64 points x 2 replicates
SLOW_RUNS = 8
SCENARIO = (LAB / "no_deterrence.yaml").read_text(encoding="utf-8").replace("from: 2001-01-01", "from: 2000-01-24")


class SweepStoreCase(CommandCase):
    def setUp(self):
        super().setUp()
        self.write("scenario.yaml", SCENARIO)

    def design(self, name, points, weeks, organisations=10, replicates=1):
        return self.write(f"{name}.yaml", f"waterbed_design: 1\nscenario: scenario.yaml\ndesign: sobol\n"
                                          f"points: {points}\nweeks: {weeks}\nreplicates: {replicates}\n"
                                          f"set: {{organisations.count: {organisations}}}\nlevers:\n"
                                          "  choice.eta: {low: 0, high: 1}\n  choice.nu: {low: 0.1, high: 1}\n").name

    def many(self):
        return self.design("many", RUNS // 2, 26, replicates=2)

    def sweep(self, action, design, *words):
        return self.waterbed("sweep", action, design, *words)

    def succeed(self, action, design, *words):
        answer = self.sweep(action, design, *words)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return answer

    def start(self, action, design, *words):
        return subprocess.Popen([str(PROGRAM), "sweep", action, design, *map(str, words)], cwd=self.folder.name,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def start_and_wait_for_a_block(self, design, *words):
        process = self.start("run", design, *words)
        end = time.monotonic() + 120
        while not list(self.store(design).glob("block_*[0-9]")) and time.monotonic() < end:
            self.assertIsNone(process.poll(), "it ended too early")
            time.sleep(0.005)
        return process

    def store(self, design):
        return self.path(design.replace(".yaml", ".sweep"))

    def undisturbed(self, design):
        """The bytes of the merged file of a sweep in a folder of its own, and how long its runs and the merge took."""
        times = [time.monotonic()]
        for words in (["run", design], ["merge", design, "-o", "whole.h5"]):
            self.succeed(*words, "--store", "whole.sweep", "--quiet")
            times.append(time.monotonic())
        return self.path("whole.h5").read_bytes(), times[1] - times[0], times[2] - times[1]

    def merged(self, design):
        self.succeed("merge", design, "-o", "merged.h5", "--quiet")
        return self.path("merged.h5").read_bytes()

    def manifest(self, design):
        with open(self.store(design) / "manifest.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def states(self, design):
        rows = json.loads(self.succeed("status", design, "--format", "json").stdout)["status"]
        return {row["state"]: row["replicates"] for row in rows}


class Kills(SweepStoreCase):
    def kill_after(self, seconds, *words):
        """Whether it was killed before it ended of its own accord."""
        process = self.start(*words)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        message = process.communicate()[1]
        self.assertIn(process.returncode, (0, -signal.SIGKILL), message)
        return process.returncode != 0

    def kill_often(self, luck, seconds, *words):
        """How often it was killed before it ended; at last nothing disturbs it."""
        kills = 0
        while luck.random() < 0.75 and self.kill_after(luck.uniform(0, 1.1 * seconds), *words):
            kills += 1
            self.assertEqual(sum(self.states(words[1]).values()), RUNS)
        self.assertFalse(self.kill_after(600, *words))
        return kills

    def test_a_sweep_that_is_killed_goes_on_to_the_same_file(self):
        seed = int.from_bytes(os.urandom(4), "little")
        luck = random.Random(seed)
        design = self.many()
        whole, seconds, seconds_of_merge = self.undisturbed(design)
        files = ["many.sweep", "many.yaml", "merged.h5", "scenario.yaml", "whole.h5", "whole.sweep"]
        kills = 0
        for trial in range(TRIALS):
            kills += self.kill_often(luck, seconds, "run", design, "--resume", "--quiet")
            kills += self.kill_often(luck, seconds_of_merge, "merge", design, "-o", "merged.h5", "--quiet")
            self.assertEqual(self.path("merged.h5").read_bytes(), whole, f"trial {trial} of seed {seed}")
            self.assertEqual(self.names(), files, f"trial {trial} of seed {seed}")
            for path in [*self.store(design).iterdir(), self.path("merged.h5")]:
                path.unlink()
        self.assertGreater(kills, 0)


class Machine(SweepStoreCase):
    def test_an_interrupted_sweep_keeps_what_is_finished_and_says_how_to_go_on(self):
        design = self.many()
        whole, *_ = self.undisturbed(design)
        process = self.start_and_wait_for_a_block(design)
        process.send_signal(signal.SIGINT)
        message = process.communicate()[1]
        self.assertEqual(process.returncode, 130, message)
        self.assertRegex(message, rf"interrupted with \d+ of {RUNS} replicates finished")
        self.assertIn("is kept in many.sweep: the same command with --resume goes on", message)
        answer = self.sweep("run", design)
        self.assertEqual(answer.returncode, 2, answer.stderr)
        self.assertIn("many.sweep holds runs of an earlier command: --resume goes on with them", answer.stderr)
        answer = self.succeed("run", design, "--resume")
        self.assertRegex(answer.stderr, rf"\d+ of {RUNS} replicates, \d+ from before")
        self.assertEqual(self.merged(design), whole)

    def test_two_commands_do_not_write_into_one_folder(self):
        design = self.many()
        whole, *_ = self.undisturbed(design)
        first = self.start_and_wait_for_a_block(design)
        answer = self.sweep("run", design, "--resume")
        self.assertEqual(answer.returncode, 3, answer.stderr)
        self.assertRegex(answer.stderr, r"\Awaterbed: [^\n]*many\.sweep[^\n]*another command[^\n]*\n\Z")
        message = first.communicate()[1]
        self.assertEqual(first.returncode, 0, message)
        self.assertEqual(self.merged(design), whole)

    def test_a_folder_of_other_files_is_no_store(self):
        design = self.design("few", 2, 26)
        self.write("notes.tmp", "mine")
        names = self.names()
        answer = self.sweep("run", design, "--store", ".")
        self.assertEqual(answer.returncode, 2, answer.stderr)
        self.assertIn(". is not empty and holds no runs: name another folder (--store)", answer.stderr)
        self.assertEqual(self.names(), names)

    def limited(self, kilobytes, *words):
        return subprocess.run(["bash", "-c", f'ulimit -f {kilobytes}; exec "$0" sweep "$@"', str(PROGRAM), *words],
                              cwd=self.folder.name, capture_output=True, text=True, check=False)

    def test_a_disk_that_is_full_keeps_what_is_finished(self):
        design = self.many()
        whole, *_ = self.undisturbed(design)
        for kilobytes in (0, 4, 40, 80):  # a block of one run needs more than 4; what has room depends on the machine
            answer = self.limited(kilobytes, "run", design, "--resume")
            self.assertIn(answer.returncode, (0, 3) if kilobytes > 4 else (3,), answer.stderr)
            if answer.returncode == 3:
                self.assertIn("many.sweep", answer.stderr)
                self.assertEqual("--resume goes on" in answer.stderr, "many.sweep" in self.names(), answer.stderr)
            self.assertEqual(sum(self.states(design).values()), RUNS)
        self.succeed("run", design, "--resume", "--quiet")
        self.path("merged.h5").write_text("an older file", encoding="utf-8")
        for kilobytes in (0, 8, len(whole) // 2048, len(whole) // 1024 - 1):
            answer = self.limited(kilobytes, "merge", design, "-o", "merged.h5")
            self.assertEqual(answer.returncode, 3, f"{kilobytes}: {answer.stderr}")
            self.assertIn("merged.h5", answer.stderr)
            self.assertEqual(self.path("merged.h5").read_text(encoding="utf-8"), "an older file")
        self.assertEqual(self.merged(design), whole)
        self.assertNotIn("merged.h5.tmp", self.names())


class Status(SweepStoreCase):
    def test_runs_are_planned_then_running_then_done(self):
        # What is under way is told once a second, so a run takes some tenths of one.
        design = self.design("slow", SLOW_RUNS, 156, organisations=10000)
        self.assertEqual(self.states(design), {"planned": SLOW_RUNS, "running": 0, "done": 0, "failed": 0})
        process = self.start_and_wait_for_a_block(design, "--threads", 1)
        met = set()
        while process.poll() is None:
            states = self.states(design)
            self.assertEqual(sum(states.values()), SLOW_RUNS)
            of_manifest = [row["state"] for row in self.manifest(design)]
            if set(of_manifest) == {"done"}:
                continue  # perhaps written by the other process, as its last deed
            self.assertEqual({state: of_manifest.count(state) for state in states},
                             {state: 2 * count for state, count in states.items()})  # of two arms
            met |= {state for state, count in states.items() if count > 0 and state in of_manifest}
        message = process.communicate()[1]
        self.assertEqual(process.returncode, 0, message)
        self.assertEqual(met, {"planned", "running", "done"})
        self.assertEqual(self.states(design), {"planned": 0, "running": 0, "done": SLOW_RUNS, "failed": 0})

    def test_the_manifest_is_told_by_the_blocks_alone(self):
        design = self.many()
        process = self.start_and_wait_for_a_block(design)
        process.kill()
        process.communicate()
        self.succeed("run", design, "--resume", "--quiet")
        path = self.store(design) / "manifest.csv"
        written = path.read_bytes()
        path.unlink()
        self.succeed("status", design)
        self.assertEqual(path.read_bytes(), written)
        rows = self.manifest(design)
        self.assertEqual(len(rows), 2 * RUNS)  # a row for each arm
        self.succeed("run", design, "--store", "whole.sweep", "--quiet")
        self.store("many.yaml").rename(self.path("other.sweep"))
        self.path("whole.sweep").rename(self.store("many.yaml"))
        for one, other in zip(rows, self.manifest(design), strict=True):
            for times in ("ended", "seconds"):
                self.assertTrue(one.pop(times) and other.pop(times))
            self.assertEqual(one, other)
            self.assertRegex(one["digest"], r"\A[0-9a-f]{16}\Z")

    def test_runs_that_cannot_be_prepared_fail_with_their_reason_and_the_others_are_done(self):
        # Only the first 300 points of a list are looked at before anything runs.
        self.write("table.csv", "choice.eta\n" + "".join(f"{row / 1000}\n" for row in range(300)) + "-1\n0.5\n")
        design = self.write("odd.yaml", "waterbed_design: 1\nscenario: scenario.yaml\ndesign: list\ntable: table.csv\n"
                                        "weeks: 5\nset: {organisations.count: 10}\n").name
        for words in ((), ("--resume",), ("--retry-failed",)):
            answer = self.sweep("run", design, *words)
            self.assertEqual(answer.returncode, 1, answer.stderr)
            self.assertRegex(answer.stdout, r"\n +2 +prepare: choice.eta = -1 is outside")  # in both arms
            self.assertEqual(self.states(design), {"planned": 0, "running": 0, "done": 301, "failed": 1})
        rows = self.manifest(design)
        failed = [row for row in rows if row["state"] == "failed"]
        self.assertEqual({row["state"] for row in rows if row not in failed}, {"done"})
        self.assertEqual([(row["point"], row["stage"], row["digest"]) for row in failed], [("300", "prepare", "")] * 2)
        self.assertTrue(all(row["message"].startswith("choice.eta = -1 is outside") for row in failed), failed)
        answer = self.sweep("merge", design)
        self.assertEqual(answer.returncode, 1, answer.stderr)
        self.assertIn("Results: odd.h5", answer.stderr)


    def test_what_a_damaged_block_held_is_told_and_counts_as_planned(self):
        design = self.design("few", 1, 5)
        self.succeed("run", design, "--quiet")
        block, = self.store(design).glob("block_*")
        data = bytearray(block.read_bytes())
        data[len(data) // 2] ^= 1
        block.write_bytes(data)
        answer = self.succeed("status", design)
        self.assertRegex(answer.stderr, rf"\Awaterbed: [^\n]*few\.sweep/{block.name}: [^\n]*counts as not run\n\Z")
        self.assertEqual(self.succeed("status", design, "--quiet").stderr, "")
        self.assertEqual(self.states(design), {"planned": 1, "running": 0, "done": 0, "failed": 0})


class Merged(SweepStoreCase):
    def test_a_merge_of_a_part_says_what_is_missing(self):
        self.succeed("run", self.design("few", 4, 26), "--store", "s", "--quiet")
        answer = self.sweep("merge", self.design("more", 8, 26), "--store", "s")
        self.assertEqual(answer.returncode, 1, answer.stderr)
        self.assertIn("4 of 8 replicates are not made and missing in the file", answer.stderr)
        answer = self.sweep("merge", "more.yaml", "--store", "nowhere")
        self.assertEqual(answer.returncode, 2, answer.stderr)
        self.assertIn("nowhere holds no run of this design", answer.stderr)
        self.assertEqual(self.names(), ["few.yaml", "more.h5", "more.yaml", "s", "scenario.yaml"])

    def test_the_merged_file_is_not_taken_for_that_of_one_scenario(self):
        design = self.design("few", 2, 26)
        self.succeed("run", design, "--quiet")
        self.succeed("merge", design, "--quiet")
        before = self.path("few.h5").read_bytes()
        for command in ("show", "compare", "verify"):
            answer = self.waterbed(command, "few.h5")
            self.assertEqual((answer.returncode, answer.stdout), (2, ""), answer.stderr)
            self.assertIn("few.h5 is the merged file of a sweep of 2 points", answer.stderr)
        answer = self.waterbed("run", "scenario.yaml", "--weeks", 26, "--set", "organisations.count=10", "-o", "few.h5",
                               "--resume")
        self.assertEqual(answer.returncode, 2, answer.stderr)
        self.assertIn("is the merged file of a sweep", answer.stderr)
        self.assertEqual(self.path("few.h5").read_bytes(), before)

    # A text and a path with a slash are factors, too; the last point is not made.
    def test_the_merged_file_opens_in_every_reader(self):
        rows = "choice.eta,beliefs.rule,passages.origin/first.sea_days\n0.1,learned,7\n0.2,frozen,14\n"
        table = self.write("table.csv", rows)
        design = self.write("mixed.yaml", "waterbed_design: 1\nscenario: scenario.yaml\ndesign: list\n"
                                          "table: table.csv\nweeks: 26\nreplicates: 2\n").name
        self.succeed("run", design, "--quiet")
        table.write_text(rows + "0.3,learned,21\n", encoding="utf-8")
        self.assertEqual(self.sweep("merge", design).returncode, 1)
        answer = subprocess.run(["/usr/bin/python3", SOURCE / "tests/output/readers_test.py", self.path("mixed.h5")],
                                capture_output=True, text=True, check=False)
        self.assertEqual(answer.returncode, 0, answer.stdout + answer.stderr)


class Memory(SweepStoreCase):
    """Not for sanitizers, which need memory of their own."""

    def peak_kb(self, *words):
        process = self.start(*words, "--quiet")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual((process.returncode, process.stderr.read()), (0, ""))
        process.stderr.close()
        return usage.ru_maxrss

    def test_memory_does_not_grow_with_the_number_of_runs(self):
        few, many = self.design("few", 128, 5), self.design("large", 2560, 5)
        for action in ("run", "merge"):
            peaks = self.peak_kb(action, few), self.peak_kb(action, many)
            # Thread stacks and the writer's queue differ by some percent with the load of the machine; what is
            # known of each run takes some tens of bytes.
            self.assertLess(peaks[1], 1.25 * peaks[0], (action, peaks))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], CLASS], verbosity=1)
