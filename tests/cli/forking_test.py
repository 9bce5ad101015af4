#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Arms that are computed once until they differ, and what --profile tells of it.

usage: forking_test.py PROGRAM SOURCE_FOLDER CLASS
"""
import filecmp
import json
import sys
import unittest

from command_case import CLASS, LAB, NORTH_SEA, CommandCase


class Forking(CommandCase):
    def test_files_are_byte_equal_whether_equal_arms_are_computed_once_or_each(self):
        weeks = ("--replicates", 4, "--weeks", 13, "--set", "start=2021-12-06", "--set", "warm_up_weeks=13")
        forked = self.run_scenario(NORTH_SEA, "forked.h5", *weeks)
        each = self.run_scenario(NORTH_SEA, "each.h5", *weeks, "--no-fork")
        self.assertTrue(filecmp.cmp(forked, each, shallow=False))
        self.assertGreater(len({tuple(arm) for arm in self.digests(forked)}), 1)  # arms differ before the end

    def test_a_profile_tells_time_by_step_and_what_was_computed(self):
        words = ("run", LAB / "two_ports.yaml", "--weeks", 30, "--replicates", 3, "--no-timing", "--quiet")
        self.assertEqual(self.waterbed(*words, "-o", "plain.h5").returncode, 0)
        tables = json.loads(self.waterbed(*words, "-o", "profiled.h5", "--profile", "--format", "json").stdout)
        self.assertTrue(filecmp.cmp(self.path("plain.h5"), self.path("profiled.h5"), shallow=False))
        self.assertEqual(list(tables), ["summary", "profile", "computed"])
        steps = json.loads(self.waterbed("list", "steps", "--format", "json").stdout)
        names = [row["step"] for row in tables["profile"]]
        self.assertEqual(names[:2] + names[-5:], ["replicate/start", "replicate/fork", "pairs/account",
                                                  "replicate/finish", "file/pack", "file/write", "all"])
        self.assertEqual(names[2:-5], [row["step"] for row in steps])
        # Seven of the eight arms are one for 52 weeks of warm-up and 26 of the 30, until all of their measures begin.
        computed = {row["what"]: row["number"] for row in tables["computed"]}
        self.assertEqual(computed["replicates"], 3)
        self.assertEqual(computed["weeks computed"] + computed["weeks saved by forking"], 3 * 8 * 82)
        self.assertEqual(computed["weeks computed"], 3 * (2 * 78 + 8 * 4))
        each = json.loads(self.waterbed(*words, "-o", "each.h5", "--no-fork", "--profile", "--format", "json").stdout)
        computed = {row["what"]: row["number"] for row in each["computed"]}
        self.assertEqual((computed["weeks computed"], computed["weeks saved by forking"]), (3 * 8 * 82, 0))
        self.assertIn("consignments decided", self.waterbed(*words, "--profile", "--format", "csv").stdout)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], CLASS])
