#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of designs: it accepts what the program accepts and refuses what it can see.

usage: design_schema_test.py PROGRAM SOURCE_FOLDER
"""
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import jsonschema

import core_yaml

PROGRAM, SOURCE = (Path(word) for word in sys.argv[1:3])

NU = "levers: {choice.nu: {low: 0.1, high: 1}}\n"
# Behind version and scenario; the program is asked, too.
RIGHT = {
    "all that a design can say": (
        "title: 2022\nquestion: How much?\nbecause: it is asked\narms: [as_it_is, sharing]\nreplicates: 2\nweeks: 10\n"
        "runs_seed: 3\nset: {choice.eta: 0.2, beliefs.rule: frozen}\ndesign: sobol\npoints: 4\nseed: 2\n"
        "levers:\n  note: all\n  choice.nu: {low: 0.1, high: 1, scale: log, source: me}\n"
        "uncertainties:\n  organisations.count: {low: 4, high: 9}\n"),
    "values in the place of a range": "design: random\npoints: 3\nlevers: {beliefs.rule: [learned, frozen]}\n",
    "a grid": "design: grid\nlevers: {choice.nu: {low: 0.1, high: 1, steps: 3}, choice.eta: [0, 1]}\n",
    "a list": "design: list\ntable: points.csv\nlevers: {choice.nu: ~}\n",
    "a list whose factors only the table names": "design: list\ntable: points.csv\n",
    "elementary effects": "design: morris\ntrajectories: 2\nlevels: 6\n" + NU,
    "indices": "design: saltelli\nblocks: 2\n" + NU,
    "a Latin hypercube": "design: latin_hypercube\npoints: 2\nuncertainties: {choice.nu: {low: 0.1, high: 1}}\n",
}
WRONG = {
    "no kind": NU,
    "a kind that is none": "design: sobl\npoints: 4\n" + NU,
    "no size": "design: sobol\n" + NU,
    "the size of another kind": "design: saltelli\npoints: 4\n" + NU,
    "two sizes": "design: morris\ntrajectories: 4\nblocks: 4\n" + NU,
    "levels of another kind": "design: sobol\npoints: 4\nlevels: 4\n" + NU,
    "odd levels": "design: morris\ntrajectories: 4\nlevels: 5\n" + NU,
    "a table of another kind": "design: sobol\npoints: 4\ntable: points.csv\n" + NU,
    "a list without a table": "design: list\n" + NU,
    "no points": "design: sobol\npoints: 0\n" + NU,
    "half a point": "design: sobol\npoints: 1.5\n" + NU,
    "no factors": "design: sobol\npoints: 4\n",
    "a key that is none": "design: sobol\npoints: 4\nreplicate: 3\n" + NU,
    "a title of nothing": "title: ~\ndesign: sobol\npoints: 4\n" + NU,
    "arms that are no list": "arms: sharing\ndesign: sobol\npoints: 4\n" + NU,
    "a list that is set": "set: {choice.eta: [1]}\ndesign: sobol\npoints: 4\n" + NU,
    "factors in a list": "design: sobol\npoints: 4\nlevers: [choice.nu]\n",
    "a factor that all points share": "design: sobol\npoints: 4\nlevers: {weeks: [4, 8]}\n",
    "a factor of one number": "design: sobol\npoints: 4\nlevers: {choice.nu: 0.5}\n",
    "half a range": "design: sobol\npoints: 4\nlevers: {choice.nu: {low: 0.1}}\n",
    "an end in quotes": "design: sobol\npoints: 4\nlevers: {choice.nu: {low: '0.1', high: 1}}\n",
    "a scale that is none": "design: sobol\npoints: 4\nlevers: {choice.nu: {low: 0.1, high: 1, scale: ln}}\n",
    "a key of a range that is none": "design: sobol\npoints: 4\nlevers: {choice.nu: {min: 0.1, high: 1}}\n",
    "steps of another kind": "design: sobol\npoints: 4\nlevers: {choice.nu: {low: 0.1, high: 1, steps: 3}}\n",
    "a grid without steps": "design: grid\n" + NU,
    "a grid of nothing": "design: grid\nlevers: {choice.nu: ~}\n",
    "no values": "design: sobol\npoints: 4\nlevers: {choice.nu: []}\n",
    "a value twice": "design: sobol\npoints: 4\nlevers: {choice.nu: [1, 1]}\n",
    "values for elementary effects": "design: morris\ntrajectories: 4\nlevers: {choice.nu: [0.1, 1]}\n",
    "a range in a list": "design: list\ntable: points.csv\n" + NU,
}


class DesignSchema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        answer = subprocess.run([PROGRAM, "schema", "--design"], capture_output=True, text=True, check=True)
        cls.schema = jsonschema.Draft7Validator(json.loads(answer.stdout))

    def problems(self, text):
        return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
                for error in self.schema.iter_errors(core_yaml.load(text))]

    def planned(self, text):
        """Exit code and messages of the program."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "points.csv").write_text("choice.nu\n0.5\n0.6\n", encoding="utf-8")
            design = Path(folder, "design.yaml")
            design.write_text(text, encoding="utf-8")
            answer = subprocess.run([PROGRAM, "sweep", "plan", "--quiet", design], capture_output=True, text=True,
                                    check=False)
            return answer.returncode, answer.stderr

    def design(self, lines):
        return f"waterbed_design: 1\nscenario: {SOURCE / 'scenarios/lab/two_ports.yaml'}\n{lines}"

    def test_it_is_a_schema_of_draft_7(self):
        self.assertEqual(self.schema.schema["$schema"], "http://json-schema.org/draft-07/schema#")
        jsonschema.Draft7Validator.check_schema(self.schema.schema)

    def test_it_accepts_what_the_program_accepts(self):
        for name, lines in RIGHT.items():
            self.assertEqual(self.planned(self.design(lines)), (0, ""), name)
            self.assertEqual(self.problems(self.design(lines)), [], name)

    def test_it_refuses_what_the_program_refuses(self):
        for name, lines in WRONG.items():
            self.assertEqual(self.planned(self.design(lines))[0], 2, name)
            self.assertNotEqual(self.problems(self.design(lines)), [], name)
        for head in ("scenario: s.yaml\n", "waterbed_design: 2\nscenario: s.yaml\n", "waterbed_design: 1\n"):
            text = head + "design: sobol\npoints: 4\n" + NU
            self.assertEqual(self.planned(text)[0], 2, head)
            self.assertNotEqual(self.problems(text), [], head)

    def test_what_is_right_has_every_key(self):
        used = set().union(*(core_yaml.load(self.design(lines)) for lines in RIGHT.values()))
        self.assertEqual(set(self.schema.schema["properties"]) - used, {"note", "source", "url"})

    def test_it_accepts_the_design_of_the_documentation(self):
        text = (SOURCE / "docs/SWEEPS.md").read_text(encoding="utf-8")
        blocks = [block for block in re.findall(r"(?:^    .*\n)+", text, re.MULTILINE) if "waterbed_design: 1" in block]
        self.assertGreater(len(blocks), 0)
        for block in blocks:
            self.assertEqual(self.problems(block), [])

    def test_it_accepts_every_shipped_design_and_each_names_it(self):
        for path in sorted(SOURCE.glob("scenarios/sweeps/*.yaml")):
            text = path.read_text(encoding="utf-8")
            self.assertEqual(self.problems(text), [], path.name)
            self.assertEqual(text.splitlines()[0], "# yaml-language-server: $schema=design.schema.json", path.name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
