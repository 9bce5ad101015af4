# SPDX-License-Identifier: Apache-2.0
"""scripts/plot_sweep: the pictures of what `waterbed sweep analyse` prints."""
import json
import os
import struct
import subprocess
import sys
import unittest

from command_case import CLASS, LAB, SOURCE, CommandCase

PLOT = SOURCE / "scripts" / "plot_sweep"
sys.path.insert(0, str(SOURCE / "scripts"))
import sweep_pictures

LEVER = "measures.sharing.change.cooperations.both.pooling.set"
UNKNOWN = "choice.eta"


class Pictures(CommandCase):
    def analysed(self, kind, size, factors, outputs="landed@strike,displaced_share@strike"):
        """What a small sweep tells: three arms, so two pairs, over 40 weeks, of which the last 14 differ."""
        design = self.write("d.yaml", f"waterbed_design: 1\nscenario: {LAB / 'two_ports.yaml'}\ndesign: {kind}\n{size}\n"
                                      "weeks: 40\nreplicates: 2\narms: [as_it_is, sharing, strike]\n" + factors)
        for action in ("run", "merge"):
            answer = self.waterbed("sweep", action, design, "--quiet")
            self.assertEqual(answer.returncode, 0, answer.stderr)
        answer = self.waterbed("sweep", "analyse", design, "--outputs", outputs, "--format", "json")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return answer.stdout

    def ranges(self):
        return f"levers:\n  {LEVER}: {{low: 0, high: 1}}\nuncertainties:\n  {UNKNOWN}: {{low: 0.1, high: 0.9}}\n"

    def listed(self):
        self.write("points.csv", f"{LEVER},{UNKNOWN}\n0,0.5\n0.4,0.1\n0.8,0.5\n")
        return self.analysed("list", "table: points.csv", "", "landed@as_it_is,landed@strike,kept_out@sharing,"
                             "kept_out@strike,recorded_change@sharing")

    def plot(self, text, *words, **environment):
        return subprocess.run([str(PLOT), *words], input=text, cwd=self.folder.name, capture_output=True, text=True,
                              env={**os.environ, **environment}, check=False)

    def drawn(self, text, *words):
        """Names of the pictures, without folder and ending."""
        answer = self.plot(text, *words)
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        paths = answer.stdout.splitlines()
        for path in paths:
            self.expect_picture(self.path(path))
        return [path.removeprefix("pictures/").rsplit(".", 1)[0] for path in paths]

    def expect_picture(self, path):
        data = path.read_bytes()
        if path.suffix == ".svg":
            self.assertIn(b"<svg", data)
            self.assertTrue(data.rstrip().endswith(b"</svg>"))
        else:
            self.assertTrue(data.startswith(b"\x89PNG\r\n"))
            width, height = struct.unpack(">II", data[16:24])
            self.assertTrue(600 <= width <= 1600 and 250 <= height <= 1600, (path, width, height))
        self.assertGreater(len(data), 5000)

    def test_each_response_and_the_shares_of_luck_are_a_picture(self):
        names = self.drawn(self.analysed("sobol", "points: 4", self.ranges()))
        self.assertEqual(names, [f"response_{output}_{factor}" for output in ("landed@strike", "displaced_share@strike")
                                 for factor in (LEVER, UNKNOWN)] + ["variance"])

    def test_shares_of_many_outputs_are_several_pictures(self):
        shares = {"parameters_percent": 50, "luck_percent": 30, "interaction_percent": 20, "standard_deviation": 1.5}
        rows = [{"output": f"output_{number}", **shares} for number in range(45)]
        self.assertEqual(self.drawn(json.dumps({"variance": rows})), ["variance", "variance_2", "variance_3"])

    def test_words_stand_beside_one_another(self):
        text = self.analysed("grid", "", "levers:\n  beliefs.rule: [learned, frozen]\n")
        self.assertEqual(self.drawn(text, "--table", "response_landed@strike_beliefs.rule"),
                         ["response_landed@strike_beliefs.rule"])

    def test_arms_of_one_statistic_are_in_one_picture_of_a_list(self):
        text = self.listed()
        self.assertEqual(self.drawn(text), ["list_landed", "list_kept_out", "list_recorded_change@sharing"])
        self.assertEqual(self.drawn(text, "--table", "list_landed@strike", "--by", "eta"), ["list_landed@strike"])
        self.assertEqual(self.drawn(text, "--table", "list_landed", "--by", LEVER), ["list_landed"])

    def test_effects_and_indices_are_a_picture_for_each_output(self):
        for kind, size, table in (("morris", "trajectories: 3", "morris"), ("saltelli", "blocks: 4", "sobol")):
            names = self.drawn(self.analysed(kind, size, self.ranges()))
            self.assertEqual(names[:2], [f"{table}_landed@strike", f"{table}_displaced_share@strike"])
            self.path("d.sweep").rename(self.path(f"{kind}.sweep"))

    def test_the_same_tables_give_the_same_bytes(self):
        self.write("analysis.json", self.listed())
        for ending in ("png", "svg"):
            for folder in ("one", "two"):
                answer = self.plot("", "analysis.json", "-o", folder, "--table", "list_landed", "--format", ending)
                self.assertEqual(answer.stdout, f"{folder}/list_landed.{ending}\n")
            self.assertEqual(self.path(f"one/list_landed.{ending}").read_bytes(),
                             self.path(f"two/list_landed.{ending}").read_bytes())

    def test_long_names_are_wrapped_and_not_cut(self):
        path = "measures.more_scans.change.instruments.NLRTM_scanner.capacity_units_per_week.multiply"
        self.assertEqual(sweep_pictures.plain(path),
                         "more_scans: instruments.NLRTM_scanner.capacity_units_per_week, multiply")
        for width in (8, 20, 44):
            lines = sweep_pictures.wrapped(path, width).split("\n")
            self.assertEqual("".join(lines), path)
            self.assertTrue(all(0 < len(line) <= width for line in lines), lines)

    def test_names_and_units_at_the_axes_are_those_of_the_rows(self):
        interval = {"points": 9, "mean": 2, "mean_low": 1, "mean_high": 3, "middle_low": None, "middle_high": None}
        row = {"value": 1, **interval, "output": "value", "output_unit": "kg", "factor": "a.b_c"}
        for unit, label in (("kg", "value (kg)"), (None, "value")):
            figure = sweep_pictures.draw_response({"response_value_a.b_c": [{**row, "output_unit": unit}]}, None)
            axes, = figure.axes
            self.assertEqual((axes.get_xlabel(), axes.get_ylabel()), ("a.b_c", label))
            sweep_pictures.pyplot.close(figure)

    def test_what_is_not_known_is_left_out_and_told(self):
        known = {"factor": "choice.nu", "output": "a", "mu_star": 1, "mu_star_low": None, "mu_star_high": None, "sigma": None}
        answer = self.plot(json.dumps({"morris_a": [known], "morris_b": [{**known, "mu_star": None}], "sobol_c": []}))
        self.assertEqual((answer.returncode, answer.stdout), (0, "pictures/morris_a.png\n"))
        self.assertEqual(answer.stderr, "plot_sweep: nothing is known of morris_b, sobol_c\n")

    def refused(self, text, saying, *words, code=2, **environment):
        answer = self.plot(text, *words, **environment)
        self.assertEqual((answer.returncode, answer.stdout), (code, ""), answer.stderr)
        self.assertEqual(answer.stderr.count("\n"), 1, answer.stderr)
        self.assertTrue(answer.stderr.startswith("plot_sweep: "), answer.stderr)
        self.assertIn(saying, answer.stderr)
        self.assertFalse(self.path("pictures").exists())

    def test_wrong_input_is_refused_in_one_line(self):
        point = '{"point": 0, "output": "a", "choice.nu": 1, "mean": 2, "mean_low": null, "mean_high": null}'
        for text, saying, *words in (
                ("", "standard input:1:1: this is no JSON"),
                ("[1, 2]", "these are no tables"),
                ("{}", "these are no tables"),
                ("[" * 100000, "this is no JSON"),
                ('{"variance": [NaN]}', "NaN is no number"),
                ('{"factors": []}', "table factors is none that"),
                ('{"variance": [1]}', "a row that is no object"),
                ('{"list_a": [{"output": "a", "point": 1}]}', "table list_a has a row without mean"),
                ('{"list_a": [{"point": 1}]}', "table list_a has a row without output"),
                ('{"list_a": [{"output_unit": 1, ' + point[1:] + "]}", "output_unit is neither text nor null"),
                (f'{{"list_a": [{point.replace("2", "true")}]}}', "mean is neither a number nor null"),
                ('{"sobol_a": []}', "nothing is known"),
                (f'{{"list_a": [{point}]}}', "--by nobody is none of choice.nu", "--by", "nobody"),
                (f'{{"list_a": [{point}]}}', "--table list_b is none of list_a", "--table", "list_b"),
                ("{}", "nowhere.json: No such file", "nowhere.json"),
                ("{}", "unrecognized arguments: --nobody", "--nobody")):
            with self.subTest(text=text[:40], words=words):
                self.refused(text, saying, *words)

    def test_what_is_missing_on_the_machine_is_told(self):
        self.write("matplotlib.py", "raise ModuleNotFoundError('none', name='matplotlib')\n")
        self.refused("{}", "apt-get install --no-install-recommends python3-matplotlib", code=3,
                     PYTHONPATH=self.folder.name)
        self.path("matplotlib.py").unlink()
        self.write("file", "")
        point = {"factor": "choice.nu", "output": "a", "mu_star": 1, "mu_star_low": None, "mu_star_high": None,
                 "sigma": None}
        self.refused(json.dumps({"morris_a": [point]}), "cannot write file", "-o", "file", code=3)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], CLASS], verbosity=1)
