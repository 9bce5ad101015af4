#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""How much narrower common luck makes the intervals of north_sea.yaml, against independent arms of as many runs.

usage: precision_test.py PROGRAM SOURCE_FOLDER CLASS
"""
import json
import sys
import unittest

from command_case import CLASS, NORTH_SEA, CommandCase


class Precision(CommandCase):
    # With 8 replicates a factor on the width is known to a third or so; with 16 and all arms it was 7.4, 3.8, 7.3
    # and 9.3.
    def test_common_luck_makes_intervals_several_times_narrower_and_never_more_than_can_be(self):
        self.run_scenario(NORTH_SEA, "r.h5", "--replicates", 8, "--arms", "as_of_2021,rotterdam")
        answer = self.waterbed("compare", "r.h5", "--table", "precision", "--format", "json")
        rows = json.loads(answer.stdout)
        for name, least in [("total_landed", 4), ("treated", 1.5), ("destination", 2.5), ("displaced_share", 4)]:
            row = rows[name]
            self.assertGreaterEqual(row["times_narrower"], least, name)
            self.assertLessEqual(row["times_narrower"], row["times_narrower_at_most"], name)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], CLASS])
