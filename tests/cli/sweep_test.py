# SPDX-License-Identifier: Apache-2.0
"""`waterbed sweep`: designs, their points, and what outputs tell."""
import csv
import json
import math
import sys
import unittest

from command_case import CLASS, LAB, CommandCase

G_WEIGHTS = [0, 1, 4.5, 9, 99, 99, 99, 99]
FACTORS = ["choice.eta", "choice.gamma", "choice.omega_per_1000_km", "beliefs.prior_mean", "beliefs.tie_weight",
           "beliefs.news_weight", "beliefs.spill", "organisations.size_sigma"]
TOP = 0.9  # of the range of every factor


def ishigami(point):
    angles = [(2 * value / TOP - 1) * math.pi for value in point]
    return math.sin(angles[0]) + 7 * math.sin(angles[1]) ** 2 + 0.1 * angles[2] ** 4 * math.sin(angles[0])


def g_function(point):
    return math.prod((abs(4 * value / TOP - 2) + weight) / (1 + weight) for value, weight in zip(point, G_WEIGHTS))


def g_indices():
    own = [1 / (3 * (1 + weight) ** 2) for weight in G_WEIGHTS]
    product = math.prod(1 + value for value in own)
    return ([value / (product - 1) for value in own],
            [value * product / (1 + value) / (product - 1) for value in own])


class Sweep(CommandCase):
    def design(self, kind, size, factors, name="design.yaml"):
        ranges = "".join(f"  {factor}: {{low: 0, high: {TOP}}}\n" for factor in factors)
        return self.write(name, f"waterbed_design: 1\nscenario: {LAB / 'two_ports.yaml'}\ndesign: {kind}\n{size}\n"
                                f"seed: 5\nuncertainties:\n{ranges}")

    def points(self, design):
        answer = self.waterbed("sweep", "plan", design, "--points", "points.csv", "--format", "json")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        with open(self.path("points.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        return json.loads(answer.stdout), rows[0][1:], [[float(value) for value in row[1:]] for row in rows[1:]]

    def analysed(self, design, lines):
        self.write("values.csv", "\n".join(lines) + "\n")
        answer = self.waterbed("sweep", "analyse", design, "--values", "values.csv", "--format", "json")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return json.loads(answer.stdout)

    # MODEL, case 12, from the design to the indices. Intervals of 95 % are asked to hold all values at once, so
    # they are widened by half.
    def expect_indices(self, function, count, blocks, first, total):
        design = self.design("saltelli", f"blocks: {blocks}", FACTORS[:count])
        plan, names, points = self.points(design)
        self.assertEqual(names, FACTORS[:count])
        self.assertEqual(len(points), blocks * (count + 2))
        self.assertEqual(plan["would_run"][0]["value"], len(points))
        rows = self.analysed(design, ["point,output"] + [f"{number},{function(point)!r}"
                                                         for number, point in enumerate(points)])
        rows = rows["sobol_output"]
        by_factor = {row["factor"]: row for row in rows}
        for factor, known_first, known_total in zip(FACTORS, first, total):
            row = by_factor[factor]
            for key, known in (("first_order", known_first), ("total", known_total)):
                slack = (row[key + "_high"] - row[key + "_low"]) / 4
                self.assertLess(slack, 0.05)
                self.assertLessEqual(row[key + "_low"] - slack, known, (factor, key))
                self.assertGreaterEqual(row[key + "_high"] + slack, known, (factor, key))
        totals = [row["total"] for row in rows]
        self.assertEqual(totals, sorted(totals, reverse=True))

    def test_indices_of_ishigami_are_the_published_ones(self):
        self.expect_indices(ishigami, 3, 1024, [.3139, .4424, 0], [.5576, .4424, .2437])

    def test_indices_of_the_g_function_are_its_formula(self):
        self.expect_indices(g_function, 8, 1024, *g_indices())

    def test_a_failed_run_breaks_its_block(self):
        design = self.design("saltelli", "blocks: 16", FACTORS[:3])
        _, _, points = self.points(design)
        lines = ["point,output"] + [f"{number},{ishigami(point)!r}" for number, point in enumerate(points)]
        lines[8] = "7,"
        answer = self.waterbed("sweep", "analyse", design, "--values",
                               self.write("values.csv", "\n".join(lines) + "\n"))
        self.assertIn("79 of 80 points, 15 whole blocks", answer.stdout)

    def test_elementary_effects(self):
        design = self.design("morris", "trajectories: 20", FACTORS[:3])
        _, _, points = self.points(design)
        rows = self.analysed(design, ["point,a"] + [f"{number},{10 * point[0] / TOP - 2 * point[2] / TOP}"
                                                    for number, point in enumerate(points)])["morris_a"]
        self.assertEqual([row["factor"] for row in rows], [FACTORS[0], FACTORS[2], FACTORS[1]])
        self.assertAlmostEqual(rows[0]["mu_star"], 10, places=6)
        self.assertAlmostEqual(rows[1]["mu"], -2, places=6)
        self.assertEqual(rows[2]["mu_star"], 0)
        self.assertAlmostEqual(rows[0]["sigma"], 0, places=6)

    def test_replicates_tell_luck_from_parameters_and_outputs_answer_to_factors(self):
        design = self.design("latin_hypercube", "points: 100\nreplicates: 3", FACTORS[:2])
        _, _, points = self.points(design)
        lines = ["point,replicate,a"]
        for number, point in enumerate(points):
            lines += [f"{number},{replicate},{point[0] + 0.01 * replicate}" for replicate in range(3)]
        tables = self.analysed(design, lines)
        curve = tables["response_a_choice.eta"]
        self.assertEqual(len(curve), 10)
        means = [row["mean"] for row in curve]
        self.assertEqual(means, sorted(means))
        self.assertTrue(all(row["middle_low"] <= row["mean"] <= row["middle_high"] for row in curve))
        # Over replicates, whose means are 0, .01 and .02 above those of the first: Student's t with 2 degrees.
        self.assertTrue(all(abs(row["mean_high"] - row["mean"] - 4.3027 * .01 / math.sqrt(3)) < 1e-5 for row in curve))
        shares = tables["variance"][0]
        self.assertGreater(shares["parameters_percent"], 99)
        self.assertAlmostEqual(shares["interaction_percent"], 0, places=6)

    def test_a_larger_design_begins_with_the_smaller_one(self):
        few = self.points(self.design("sobol", "points: 16", FACTORS[:3]))[2]
        many = self.points(self.design("sobol", "points: 64", FACTORS[:3]))[2]
        self.assertEqual(few, many[:16])

    def test_a_range_that_cannot_be_run_is_told_before_anything_runs(self):
        design = self.write("wide.yaml", f"waterbed_design: 1\nscenario: {LAB / 'two_ports.yaml'}\ndesign: sobol\n"
                                         "points: 4\nlevers:\n  choice.nu: {low: 0, high: 1}\n  choice.eta: ~\n")
        answer = self.waterbed("sweep", "plan", design)
        self.assertEqual((answer.returncode, answer.stdout), (2, ""))
        self.assertEqual(answer.stderr, "wide.yaml:7: choice.eta has no low and high in the scenario: give {low: ..., "
                                        "high: ...} here\n")
        self.write("wide.yaml", design.read_text().replace("  choice.eta: ~\n", ""))
        answer = self.waterbed("sweep", "plan", design)
        self.assertEqual(answer.returncode, 2)
        self.assertIn("wide.yaml:6: choice.nu = 0 cannot be run: choice.nu = 0 is outside [0.05, 1]", answer.stderr)

    # What a sweep tells of a point is what a plain run of the same values tells.
    def test_outputs_of_a_point_are_those_of_its_run(self):
        scenario = LAB / "seizures_mislead.yaml"
        self.write("points.csv", "choice.eta,choice.nu\n0.2,0.9\n0.3,0.4\n")
        design = self.write("d.yaml", f"waterbed_design: 1\nscenario: {scenario}\ndesign: list\ntable: points.csv\n"
                                      "replicates: 4\n")
        for command in ("run", "merge"):
            answer = self.waterbed("sweep", command, design)
            self.assertEqual(answer.returncode, 0, answer.stderr)
        tables = json.loads(self.waterbed("sweep", "analyse", design, "--format", "json").stdout)
        result = self.run_scenario(scenario, "one.h5", "--replicates", 4, "--set", "choice.eta=0.3", "--set",
                                   "choice.nu=0.4")
        compared = json.loads(self.waterbed("compare", result, "--format", "json").stdout)
        arm = compared["comparison"][1]["value"]
        accounts = compared["displacement"]
        for output, line in (("kept_out", "kept_out"), ("displaced", "displaced"), ("deterred", "deterred"),
                             ("intercepted", "intercepted"), ("really_gone", "really_gone"),
                             ("recorded_change", "recorded")):
            row = tables[f"list_{output}@{arm}"][1]
            self.assertAlmostEqual(row["mean"], accounts[line]["t_per_year"], places=9, msg=output)
            self.assertAlmostEqual(row["mean_low"], accounts[line]["low"], places=9, msg=output)
        share = tables[f"list_displaced_share@{arm}"][1]
        self.assertAlmostEqual(100 * share["mean"], accounts["displaced"]["share_percent"], places=9)
        self.assertAlmostEqual(100 * share["mean_high"], accounts["displaced"]["share_high_percent"], places=9)
        self.assertEqual((share["choice.eta"], share["choice.nu"]), (0.3, 0.4))

    # Then there is no one time in which arms differ: rates are over all the time reported.
    def test_outputs_of_a_factor_that_moves_dates_are_over_all_time(self):
        scenario = LAB / "no_deterrence.yaml"
        self.write("points.csv", "measures.tightened.from\n2001-01-01\n2002-01-07\n")
        design = self.write("d.yaml", f"waterbed_design: 1\nscenario: {scenario}\ndesign: list\ntable: points.csv\n"
                                      "replicates: 2\n")
        for command in ("run", "merge"):
            answer = self.waterbed("sweep", command, design)
            self.assertEqual(answer.returncode, 0, answer.stderr)
        tables = json.loads(self.waterbed("sweep", "analyse", design, "--format", "json").stdout)
        result = self.run_scenario(scenario, "one.h5", "--replicates", 2, "--set",
                                   "measures.tightened.from=2002-01-07")
        compared = json.loads(self.waterbed("compare", result, "--format", "json", "--from", "2000-01-03").stdout)
        self.assertAlmostEqual(tables["list_kept_out@tightened"][1]["mean"],
                               compared["displacement"]["kept_out"]["t_per_year"], places=9)
        self.assertIn("t/year by point", self.waterbed("sweep", "analyse", design).stdout)

    def test_points_and_files_do_not_take_the_place_of_what_they_are_made_of(self):
        design = self.design("sobol", "points: 2\nweeks: 4\narms: [as_it_is]", ["choice.eta"])
        before = design.read_bytes()
        answer = self.waterbed("sweep", "plan", design, "--points", design)
        self.assertEqual(answer.returncode, 2)
        self.assertIn("it is a file of the design", answer.stderr)
        self.assertEqual(design.read_bytes(), before)
        self.assertEqual(self.waterbed("sweep", "run", design).returncode, 0)
        answer = self.waterbed("sweep", "merge", design, "-o", "design.sweep/m.h5")
        self.assertEqual(answer.returncode, 2)
        self.assertIn("its folder holds the runs of a sweep", answer.stderr)
        self.path("design.sweep/question").unlink()
        answer = self.waterbed("sweep", "run", design, "--resume")
        self.assertEqual(answer.returncode, 0, answer.stderr)

    def test_a_file_of_another_scenario_is_refused(self):
        self.write("s.yaml", f"waterbed: 1\nextends: {LAB / 'two_ports.yaml'}\nweeks: 4\nchoice: {{gamma: 1}}\n")
        design = self.write("d.yaml", "waterbed_design: 1\nscenario: s.yaml\ndesign: sobol\npoints: 2\n"
                                      "arms: [as_it_is]\nlevers:\n  choice.eta: {low: 0, high: 1}\n")
        for command in ("run", "merge"):
            self.assertEqual(self.waterbed("sweep", command, design).returncode, 0)
        self.assertEqual(self.waterbed("sweep", "analyse", design).returncode, 0)
        self.write("s.yaml", self.path("s.yaml").read_text().replace("gamma: 1", "gamma: 1.2"))
        answer = self.waterbed("sweep", "analyse", design)
        self.assertEqual(answer.returncode, 2)
        self.assertIn("is of another scenario (choice.gamma is 1 there and 1.2 here)", answer.stderr)

    def test_a_file_of_another_design_is_refused(self):
        design = self.design("sobol", "points: 2\nweeks: 4\narms: [as_it_is]", ["choice.eta"])
        for command in ("run", "merge"):
            self.assertEqual(self.waterbed("sweep", command, design).returncode, 0)
        self.design("sobol", "points: 4\nweeks: 4\narms: [as_it_is]", ["choice.eta"])
        answer = self.waterbed("sweep", "analyse", design)
        self.assertEqual(answer.returncode, 2)
        self.assertEqual(answer.stderr, "waterbed: design.h5 has 2 points and the design 4: waterbed sweep run "
                                        "--resume makes what is new, then merge again\n")
        self.path("design.h5").unlink()
        answer = self.waterbed("sweep", "analyse", design)
        self.assertEqual((answer.returncode, answer.stderr),
                         (2, f"waterbed: there is no design.h5: waterbed sweep merge {design} makes it\n"))
        answer = self.waterbed("sweep", "analyse", design, "--values", self.write("v.csv", "point,a\n0,1\n"),
                               "--outputs", "a")
        self.assertEqual(answer.returncode, 2)

    def test_what_is_unknown_is_not_told_as_zero(self):
        for kind, size in (("morris", "trajectories: 5"), ("saltelli", "blocks: 4"), ("random", "points: 30")):
            design = self.design(kind, size, FACTORS[:2])
            tables = self.analysed(design, ["point,a", "0,"])
            for table in tables.values():
                for row in table:
                    for key in ("mu_star", "mu", "sigma", "first_order", "mean"):
                        self.assertIsNone(row.get(key))

    def test_values_that_cannot_be_run_are_told(self):
        design = self.write("d.yaml", f"waterbed_design: 1\nscenario: {LAB / 'two_ports.yaml'}\ndesign: sobol\n"
                                      "points: 4\nuncertainties:\n  beliefs.rule: [learned, lerned, frozen]\n")
        answer = self.waterbed("sweep", "plan", design)
        self.assertEqual(answer.returncode, 2)
        self.assertIn("d.yaml:6: beliefs.rule = lerned cannot be run: beliefs.rule", answer.stderr)

    # 48 / 6 = 8 points each, but for the unevenness of 48 points of Sobol'.
    def test_a_range_of_a_count_gives_whole_numbers(self):
        design = self.write("d.yaml", f"waterbed_design: 1\nscenario: {LAB / 'two_ports.yaml'}\ndesign: sobol\n"
                                      "points: 48\nuncertainties:\n  organisations.count: {low: 4, high: 9}\n")
        numbers = [number for number, in self.points(design)[2]]
        self.assertEqual(set(numbers), {4, 5, 6, 7, 8, 9})
        self.assertTrue(all(6 <= numbers.count(number) <= 10 for number in set(numbers)), numbers)

    def test_mistakes_name_the_line_of_the_table_or_the_design(self):
        self.write("points.csv", "choice.nu,choice.eta\n0.5,1\n\n7,1\n")
        head = f"waterbed_design: 1\nscenario: {LAB / 'two_ports.yaml'}\ndesign: list\ntable: points.csv\n"
        answer = self.waterbed("sweep", "plan", self.write("list.yaml", head))
        self.assertEqual(answer.returncode, 2)
        self.assertTrue(answer.stderr.startswith("points.csv:4: point 1 cannot be run: choice.nu = 7 is outside "),
                        answer.stderr)
        design = self.write("list.yaml", head + "weeks: 99999\narms: [nobody]\nset:\n  choice.omega_per_1000_km: 0\n"
                                                "  choice.gama: 1\n")
        answer = self.waterbed("sweep", "plan", design)
        self.assertEqual(answer.returncode, 2)
        self.assertIn("list.yaml:9: choice.gama is not a key", answer.stderr)
        self.assertNotIn("--set", answer.stderr)
        self.write("list.yaml", design.read_text().replace("  choice.gama: 1\n", ""))
        answer = self.waterbed("sweep", "plan", design)
        self.assertIn("list.yaml:6: nobody is not one of arms", answer.stderr)
        self.assertIn("list.yaml: weeks = 99999 is outside ", answer.stderr)

    def remarks(self, lines, *options):
        self.write("arms.yaml", f"waterbed: 1\nextends: {LAB / 'two_ports.yaml'}\nbecause: of its arms\narms:\n"
                                "  as_it_is: {choice: {eta: 1}}\n  sharing: {choice: {eta: 2}}\n")
        answer = self.waterbed("sweep", "plan", self.write("d.yaml", "waterbed_design: 1\nscenario: arms.yaml\n" + lines),
                               *options)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIn("core-hours", answer.stdout)
        return answer.stderr

    def test_factors_that_make_no_difference_are_remarked(self):
        lines = ("arms: [as_it_is, sharing]\ndesign: sobol\npoints: 4\nuncertainties:\n"
                 "  choice.eta: {low: 0, high: 1}\n"
                 "  choice.nu: {low: 0.5, high: 1}\n"
                 "  measures.sharing.change.cooperations.both.pooling.set: {low: 0, high: 1}\n"
                 "  measures.source_side.change.places.origin_west.interception.add: {low: 0, high: 0.2}\n"
                 "  arms.strike.choice.eta: {low: 0, high: 1}\n"
                 "  places.first.title: {low: 1, high: 2}\n")
        told = ("d.yaml:7: choice.eta makes no difference: every arm that is run says it anew\n"
                "d.yaml:10: measures.source_side.change.places.origin_west.interception.add makes no difference: no arm "
                "that is run has it\n"
                "d.yaml:11: arms.strike.choice.eta makes no difference: no arm that is run has it\n"
                "d.yaml:12: places.first.title is no number in the scenario: a list of values would say what it can be\n")
        self.assertEqual(self.remarks(lines), told)
        self.assertEqual(self.remarks(lines, "--quiet"), "")
        # Here an arm that takes the value from above is run, too.
        self.assertNotIn("choice.eta", self.remarks(lines.replace("[as_it_is, sharing]", "[as_it_is, source_side]")
                                                    .replace("  arms.strike.choice.eta: {low: 0, high: 1}\n", "")))

    def test_columns_of_a_list_that_make_no_difference_are_remarked(self):
        self.write("points.csv", "choice.eta,choice.nu,choice.gamma\n0.5,0.5,1\n0.5,0.6,1\n0.6,0.5,1\n")
        self.assertEqual(self.remarks("arms: [as_it_is, sharing]\ndesign: list\ntable: points.csv\n"),
                         "points.csv:1: choice.eta makes no difference: every arm that is run says it anew\n")

    def test_mistakes_of_values(self):
        design = self.design("sobol", "points: 4", FACTORS[:1])
        values = self.write("values.csv", "point,a\n0,1\n9,1\n1,x\n0,2\n")
        answer = self.waterbed("sweep", "analyse", design, "--values", values)
        self.assertEqual((answer.returncode, answer.stdout), (2, ""))
        self.assertEqual(answer.stderr, "values.csv:3:1: point = 9 is not a whole number from 0 to 3\n"
                                        "values.csv:4:3: x is not a number up to 1e150\n"
                                        "values.csv:5:3: this run has a value already\n")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], CLASS], verbosity=1)
