#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`waterbed compare` as its users see it.

usage: compare_test.py PROGRAM SOURCE_FOLDER CLASS
"""
import csv
import json
import subprocess
import sys
import unittest

from command_case import CLASS, LAB, PROGRAM, CommandCase

PEOPLE = ["comparison", "findings", "displacement", "moves", "precision"]  # two ports have no control place
TERMS = ["kept_out", "displaced", "deterred", "intercepted", "diffusion", "really_gone", "recorded"]
EVALUATIONS = ["before_after_change", "weighted_displacement_quotient", "offset", "relative_net_effect", "total_net_effect"]


class Compare(CommandCase):
    def setUp(self):
        super().setUp()
        self.write("two_ports.yaml", (LAB / "two_ports.yaml").read_text(encoding="utf-8"))
        self.run_scenario("two_ports.yaml", "r.h5", "--replicates", 4, "--set", "choice.eta=0.4")

    def compare(self, *words):
        answer = self.waterbed("compare", "r.h5", *words)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return answer

    def tables(self, *words):
        return json.loads(self.compare(*words, "--format", "json").stdout)

    def refused(self, *words, saying):
        answer = self.waterbed("compare", "r.h5", *words)
        self.assertEqual((answer.returncode, answer.stdout), (2, ""), answer.stderr)
        self.assertIn(saying, answer.stderr)

    def test_people_see_the_accounts_and_are_told_of_other_tables(self):
        answer = self.compare("--arm", "tighter_first")
        for title in ("Findings\n", "Where it went", "Largest net moves", "How sure"):
            self.assertIn(title, answer.stdout)
        self.assertNotIn("Flows per place", answer.stdout)
        self.assertIn("there are also the tables places, lanes, money: --all, or --table NAME", answer.stderr)
        self.assertLessEqual(max(map(len, answer.stdout.splitlines())), 100)

    def test_all_tables_are_printed_on_demand(self):
        answer = self.compare("--arm", "tighter_first", "--all")
        for title in ("Findings\n", "Flows per place", "Flows per lane", "Money"):
            self.assertIn(title, answer.stdout)
        self.assertEqual(answer.stderr, "")
        self.assertLessEqual(max(map(len, answer.stdout.splitlines())), 100)

    def test_programs_get_all_tables_by_their_names(self):
        tables = self.tables("--arm", "tighter_first")
        self.assertEqual(list(tables), [*PEOPLE, "places", "lanes", "money"])
        for term in TERMS:
            self.assertIn("t_per_year", tables["displacement"][term], term)
        terms = tables["displacement"]
        self.assertAlmostEqual(
            terms["kept_out"]["t_per_year"],
            sum(terms[term]["t_per_year"] for term in
                ("displaced", "moved_and_stopped", "deterred", "intercepted", "under_way")), places=6)
        self.assertAlmostEqual(
            terms["really_gone"]["t_per_year"], terms["kept_out"]["t_per_year"] - terms["displaced"]["t_per_year"]
            + terms["diffusion"]["t_per_year"], places=6)

    def test_one_table_is_printed_alone(self):
        answer = self.compare("--arm", "tighter_first", "--table", "displacement")
        self.assertTrue(answer.stdout.startswith("Where it went"), answer.stdout)
        self.assertEqual(answer.stderr, "")
        terms = self.tables("--arm", "tighter_first", "--table", "displacement")
        self.assertEqual([term for term in TERMS if term in terms], TERMS)
        rows = list(csv.DictReader(
            self.compare("--arm", "tighter_first", "--table", "displacement", "--format", "csv").stdout.splitlines()))
        self.assertEqual([row["term"] for row in rows], list(terms))
        self.assertEqual(float(rows[0]["t_per_year"]), terms["kept_out"]["t_per_year"])

    def test_a_table_that_is_not_there_is_refused_with_those_that_are(self):
        self.refused("--arm", "tighter_first", "--table", "flows",
                     saying="there is no table flows; there are " + ", ".join(PEOPLE))
        # That it was not tallied is why it is not there.
        self.refused("--reference", "sharing", "--arm", "strike", "--table", "displacement",
                     saying="sharing and strike are not compared consignment by consignment here")

    def test_evaluations_have_a_control_place(self):
        text = self.path("two_ports.yaml").read_text(encoding="utf-8")
        for old, new in (("  second: {latitude_deg: 51, longitude_deg: 4}\n",
                          "  second: {latitude_deg: 51, longitude_deg: 4}\n  third: {latitude_deg: 36, longitude_deg: -5, recorded: 1}\n"),
                         ("passages:\n", "passages:\n  origin_west/third: {sea_days: 2}\n  origin_east/third: {sea_days: 2}\n"),
                         ("strata:\n", "strata:\n  origin_west/third/containers: {legal_units_per_week: 2000}\n"
                          "  origin_east/third/containers: {legal_units_per_week: 2000}\n"),
                         ("instruments:\n", "instruments:\n  third: {kind: rate, places: [third], probability: 0.3}\n")):
            self.assertIn(old, text)
            text = text.replace(old, new)
        self.run_scenario(self.write("three_ports.yaml", text), "r.h5", "--replicates", 4)
        self.assertIn("control third", self.compare("--arm", "tighter_first", "--table", "seizures").stdout)
        tables = self.tables("--arm", "tighter_first", "--control", "second")
        self.assertEqual(list(tables["seizures"]), EVALUATIONS)
        self.assertIn("second as control", json.dumps(tables["findings"]))
        self.refused("--arm", "tighter_first", "--control", "first", saying="control place first is touched by the measures")
        self.refused("--arm", "tighter_first", "--control", "atlantis", saying="control place atlantis is no entry place")

    def test_a_pair_that_was_not_tallied_is_told_with_the_command_that_tallies_it(self):
        words = ("--reference", "sharing", "--arm", "tighter_first")
        answer = self.compare(*words)
        self.assertIn("Flows per place", answer.stdout)  # what marginals allow
        self.assertNotIn("Findings", answer.stdout)
        command = answer.stderr.split("to tally them: ")[1].strip()
        digests = self.digests(self.path("r.h5"))
        run = subprocess.run(["bash", "-c", command.replace("waterbed", '"$0"', 1) + " -o r.h5 --quiet", str(PROGRAM)],
                             cwd=self.folder.name, capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 0, command + "\n" + run.stderr)
        self.assertEqual(self.digests(self.path("r.h5")), digests)
        self.assertEqual(list(self.tables(*words))[:len(PEOPLE)], PEOPLE)
        self.assertIn("displacement", self.tables("--arm", "tighter_first"))  # nothing is lost

    def test_a_pair_the_other_way_round_is_told(self):
        answer = self.compare("--reference", "tighter_first", "--arm", "as_it_is")
        self.assertIn("they are the other way round: --reference as_it_is --arm tighter_first", answer.stderr)
        there = self.tables("--arm", "tighter_first", "--from", "2000-07-17")["places"][-1]["difference_t_per_year"]
        back = self.tables("--reference", "tighter_first", "--arm", "as_it_is", "--from", "2000-07-17")["places"][-1]
        self.assertAlmostEqual(back["difference_t_per_year"], -there)

    def test_an_arm_is_not_compared_with_itself(self):
        for words in (["--arm", "as_it_is"], ["--reference", "strike", "--arm", "strike"]):
            self.refused(*words, saying="reference and arm are the same")

    def test_quiet_says_nothing_on_standard_error(self):
        for words in (["--arm", "tighter_first"], ["--reference", "sharing", "--arm", "strike"],
                      ["--arm", "strike", "--from", "2000-07-05"]):
            self.assertEqual(self.compare(*words, "--quiet").stderr, "")
            self.assertNotEqual(self.compare(*words).stderr, "")

    def test_time_begins_where_the_arms_begin_to_differ(self):
        # Four weeks each from 2000-01-03: the measures come into force on 2000-07-03, two weeks into one.
        rows = {row["item"]: row["value"] for row in self.tables("--arm", "tighter_first")["comparison"]}
        self.assertEqual((rows["from"], rows["until"], rows["replicates"]), ("2000-06-19", "2002-12-30", 4))

    def test_show_says_which_pairs_there_are_and_what_their_measures_touch(self):
        pairs = json.loads(self.waterbed("show", "r.h5", "--format", "json").stdout)["pairs"]
        self.assertEqual(len(pairs), 7)
        of = {pair["arm"]: pair for pair in pairs}
        self.assertEqual(of["strike"], {"reference": "as_it_is", "arm": "strike", "touched": "first",
                                        "from": "2000-07-03", "until": "2000-09-25"})
        self.assertEqual(of["sharing"]["touched"], "all routes")
        self.assertIsNone(of["sharing"]["until"])

    def test_one_replicate_gives_no_interval_and_no_share(self):
        self.run_scenario("two_ports.yaml", "r.h5", "--replicates", 1)
        terms = self.tables("--arm", "tighter_first")["displacement"]
        self.assertIsNone(terms["kept_out"]["low"])
        self.assertIsNone(terms["displaced"]["share_percent"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], CLASS], verbosity=1)
