#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The programs that measure run in tiny sizes and print what they should. Never how long anything took.

usage: bench_test.py BUILD_FOLDER SOURCE_FOLDER
"""
import csv
import json
import re
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BUILD, SOURCE = Path(sys.argv[1]), Path(sys.argv[2])
BENCH = SOURCE / "tests/bench"
K1_BENCH = BUILD / "tests/bench/k1_bench"
START_BENCH = BUILD / "tests/bench/start_bench"
WATERBED = BUILD / "waterbed"
TINY = ("--organisations", 20, "--weeks", 8, "--rounds", 1)


def side(program, *words):
    """What `compare` takes apart again, whatever the folder is called."""
    return shlex.join([str(program), *map(str, words)])


class BenchCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="bench ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def answer(self, *words):
        return subprocess.run([str(word) for word in words], cwd=self.folder, capture_output=True, text=True,
                              check=False)

    def output(self, *words):
        answer = self.answer(*words)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return answer.stdout

    def rows(self, *words):
        return list(csv.DictReader(self.output(K1_BENCH, "--csv", *words).splitlines()))


class K1Bench(BenchCase):
    def test_it_runs_what_the_scenario_runs(self):
        row, = self.rows("--organisations", 30, "--rounds", 1)
        import h5py
        self.output(WATERBED, "run", SOURCE / "scenarios/lab/k1.yaml", "--set", "organisations.count=30", "--quiet",
                    "-o", "k1.h5")
        with h5py.File(self.folder / "k1.h5") as result:
            self.assertEqual("0x" + result["run_digest"][0, 0].decode(), row["digest"])

    def test_threads_and_rounds_change_no_result(self):
        words = ("--organisations", 20, "--weeks", 8, "--replicates", 3, "--arms", 2)
        rows = self.rows(*words, "--rounds", 2) + self.rows(*words, "--rounds", 1, "--threads", 2)
        self.assertEqual(len(rows), 3)
        self.assertEqual(len({row["digest"] for row in rows}), 1)

    def test_every_size_changes_the_work(self):
        base = self.rows(*TINY)[0]["digest"]
        for option, size in (("--organisations", 21), ("--lanes", 16), ("--lanes", 256), ("--weeks", 9),
                             ("--replicates", 2), ("--arms", 2)):
            with self.subTest(option=option, size=size):
                self.assertNotEqual(self.rows(*TINY, option, size)[0]["digest"], base)

    def test_it_says_what_it_does_not_understand(self):
        for words in (("--lane", 3), ("--lanes", "many"), ("--lanes", 0), ("--lanes",), ("--organisations", 0)):
            answer = self.answer(K1_BENCH, *words)
            self.assertEqual(answer.returncode, 2, words)
            self.assertIn("usage: k1_bench", answer.stderr)

    def test_it_prints_for_people(self):
        self.assertRegex(self.output(K1_BENCH, *TINY),
                         r"^round 1: engine [0-9.]+ ns, [0-9.]+ s, peak memory [0-9.]+ MB\nmedian: engine [0-9.]+ ns of the "
                         r"processor per organisation x lane x week \(1 threads, instruction set default\)\n$")


class Start(BenchCase):
    def test_the_stages_come_one_after_the_other(self):
        first, second = self.output(START_BENCH, SOURCE / "scenarios/lab/two_ports.yaml", 0).splitlines()
        self.assertEqual(first, "loaded_ms,read_ms,ready_ms,first_week_ms,ready_cpu_ms")
        times = [float(word) for word in second.split(",")[:4]]
        self.assertEqual(times, sorted(times))
        self.assertGreater(times[0], 0)

    def test_a_wrong_scenario_is_told(self):
        (self.folder / "wrong.yaml").write_text("waterbed: 1\n", encoding="utf-8")
        answer = self.answer(START_BENCH, "wrong.yaml", 0)
        self.assertEqual(answer.returncode, 1)
        self.assertIn("wrong.yaml", answer.stderr)

    def test_it_prints_all_stages(self):
        text = self.output(BENCH / "start.py", "--rounds", 2, "--build", BUILD,
                           SOURCE / "scenarios/lab/two_ports.yaml")
        self.assertRegex(text, r"machine: .+\n2 rounds;.*\n( +[0-9.]+ \([0-9.]+ to [0-9.]+\) +[a-z].*\n){5}$")


class Compare(BenchCase):
    def test_a_program_is_compared_with_itself_and_makes_equal_results(self):
        text = self.output(BENCH / "compare", side(WATERBED, "--threads", 1), side(BUILD, "--threads", 2), "--rounds", 2, "--csv",
                           "a.csv", "--json", "a.json", "--", "run", SOURCE / "scenarios/lab/two_ports.yaml",
                           "--weeks", 4, "--replicates", 2)
        self.assertIn("result files: equal to the byte", text)
        self.assertEqual(len(re.findall(r"^  first / second +[0-9.]+ \([0-9.]+ to [0-9.]+\)$", text, re.M)), 3)
        with open(self.folder / "a.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(row["round"], row["side"]) for row in rows],
                         [("1", "one"), ("1", "other"), ("2", "one"), ("2", "other")])
        said = json.loads((self.folder / "a.json").read_text(encoding="utf-8"))
        self.assertEqual(said["result_files"], "equal to the byte")
        self.assertLessEqual(said["ratio"]["low"], said["ratio"]["median"])
        self.assertLessEqual(said["ratio"]["median"], said["ratio"]["high"])

    def test_different_results_are_told(self):
        text = self.output(BENCH / "compare", side(WATERBED, "--seed", 1), side(WATERBED, "--seed", 2), "--rounds", 1, "--", "run",
                           SOURCE / "scenarios/lab/two_ports.yaml", "--weeks", 4, "--replicates", 1)
        self.assertIn("result files: DIFFERENT", text)

    def test_a_column_of_a_program_is_compared(self):
        # The same number of lanes in every round: their ratio is known.
        text = self.output(BENCH / "compare", side(K1_BENCH, "--lanes", 8), side(K1_BENCH, "--lanes", 2), "--rounds", 1,
                           "--column", "lanes", "--", "--csv", *TINY)
        self.assertRegex(text, r"lanes\n.*\n.*\n  first / second +4\.00 \(4\.00 to 4\.00\)\n")

    def test_what_cannot_be_run_is_told(self):
        for words in (("no_such_program", side(WATERBED), "--", "list"), (side(WATERBED), "--", "list"),
                      (side(WATERBED), side(WATERBED))):
            answer = self.answer(BENCH / "compare", *words)
            self.assertNotEqual(answer.returncode, 0, words)
            self.assertIn("compare:", answer.stderr)
        answer = self.answer(BENCH / "compare", side(WATERBED), side(WATERBED), "--", "run", "none.yaml")
        self.assertIn("exit code 2 from", answer.stderr)


class Series(BenchCase):
    def test_scaling_writes_every_series(self):
        self.output(BENCH / "scaling", "--tiny", "--rounds", 1, "--build", BUILD, "s.csv")
        with open(self.folder / "s.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(list(dict.fromkeys(row["series"] for row in rows)),
                         ["organisations", "lanes", "weeks", "replicates", "arms", "threads, one run"])
        self.assertEqual([row["lanes"] for row in rows if row["series"] == "lanes"], ["2", "8"])
        for row in rows:
            self.assertGreater(float(row["seconds"]), 0)

    def test_the_table_has_every_line_and_goes_between_the_markers(self):
        (self.folder / "p.md").write_text("before\n<!-- figures -->\nold\n<!-- end of figures -->\nbehind\n",
                                          encoding="utf-8")
        text = self.output(BENCH / "performance", "--tiny", "--rounds", 1, "--build", BUILD, "--write", "p.md")
        for line in ("K1, plain, 1 thread", "one organisation's week with 16 lanes", "a line through 16, 64 and 256",
                     "1,000,000 organisations", "peak memory of K1", "what one more lane takes", "until ready"):
            self.assertIn(line, text)
        self.assertEqual((self.folder / "p.md").read_text(encoding="utf-8"),
                         f"before\n<!-- figures -->\n{text}<!-- end of figures -->\nbehind\n")


unittest.main(argv=sys.argv[:1] + sys.argv[3:])
