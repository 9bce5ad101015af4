#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of the scenario language: it accepts what the program accepts and refuses what it can see.

usage: schema_test.py PROGRAM SAMPLE_SCHEMA SOURCE_FOLDER
"""
import json
import subprocess
import sys
import unittest
from pathlib import Path

import jsonschema
import yaml

import core_yaml

PROGRAM, SAMPLE, SOURCE = (Path(word) for word in sys.argv[1:4])

# Bad scenarios that a schema cannot refuse, each with the reason.
UNSEEN = {
    "arm_adds_place.yaml": "a schema does not know the entries of the scenario",
    "arm_measures_empty.yaml": "whether an arm may change nothing depends on which is the first",
    "arms_shared_measures_inside.yaml": "a name like any other",
    "binary.yaml": "no YAML",
    "brace_too_many.yaml": "no YAML",
    "colon_missing.yaml": "no YAML",
    "comma_missing.yaml": "no YAML",
    "extends_circle.yaml": "a schema does not open the extended file",
    "extends_folder.yaml": "a schema does not open the extended file",
    "extends_itself.yaml": "a schema does not open the extended file",
    "extends_missing.yaml": "a schema does not open the extended file",
    "extends_other_version.yaml": "a schema does not open the extended file",
    "extends_kind_changed.yaml": "a schema does not open the extended file",
    "extends_removes_all_of_an_arm.yaml": "a schema does not open the extended file",
    "extends_removes_measures.yaml": "a schema does not open the extended file",
    "extends_removes_names.yaml": "a schema does not open the extended file",
    "extends_removes_nothing.yaml": "a schema does not open the extended file",
    "extends_removes_what_is_used.yaml": "a schema does not open the extended file",
    "extends_removes_what_must_be_given.yaml": "a schema does not open the extended file",
    "extends_says_nothing.yaml": "a schema does not open the extended file",
    "extends_value_forgotten.yaml": "read as JSON, a forgotten value is a tilde",
    "key_not_text.yaml": "no reader of YAML as JSON gets as far as a schema",
    "key_repeated.yaml": "the second of two equal keys is gone once the text is read",
    "measure_before_it_begins.yaml": "a schema does not compare two values",
    "measure_twice_on_one_number.yaml": "a schema does not know which numbers a path with * means",
    "measures_together_out_of_range.yaml": "what measures make of a number depends on weeks and arms",
    "not_utf8.yaml": "no text at all",
    "range_upside_down.yaml": "a schema does not compare two values",
    "second_document.yaml": "a schema sees one document",
    "shock_named_as_a_measure.yaml": "a schema does not open the extended file",
    "syntax_bracket.yaml": "no YAML",
    "syntax_indentation.yaml": "no YAML",
    "syntax_quote.yaml": "no YAML",
    "tab_to_indent.yaml": "no YAML",
    "table_column_repeated.yaml": "the mistakes stand in a table, which a schema does not open",
    "table_column_unknown.yaml": "the mistakes stand in a table, which a schema does not open",
    "table_columns_missing.yaml": "the mistakes stand in a table, which a schema does not open",
    "table_empty.yaml": "the mistakes stand in a table, which a schema does not open",
    "table_folder.yaml": "a schema does not open files",
    "table_mistakes.yaml": "the mistakes stand in a table, which a schema does not open",
    "table_not_utf8.yaml": "the mistakes stand in a table, which a schema does not open",
    "table_numbers.yaml": "the mistakes stand in a table, which a schema does not open",
    "table_quoting.yaml": "the mistakes stand in a table, which a schema does not open",
    "table_row_too_short.yaml": "the mistakes stand in a table, which a schema does not open",
    "table_rows_repeated.yaml": "the mistakes stand in a table, which a schema does not open",
    "truncated.yaml": "no YAML",
    "truncated_in_a_key.yaml": "no YAML",
    "week_53_of_a_short_year.yaml": "which years have 53 weeks is no pattern",
    "zero_byte.yaml": "no YAML",
}

# Of the sample blocks: keys behind `waterbed: 1`, and whether the schema should take them.
START = "start: 2022-01-03\n"
PLACES = "places: {NLRTM: {latitude_deg: 51.9}, BEANR: {latitude_deg: {value: 51.2, low: 51, source: atlas}}}\n"
RIGHT = {
    "dates, weeks and numbers as the language writes them":
        "start: 2022-W05\nweeks: {value: 10, low: 5}\nchoice: {theta_kg_per_eur: 5e-5, because: 2022}\n",
    "an extending scenario that leaves out what must be given":
        "extends: base.yaml\nplaces: {NLRTM: {recorded: 0.5}}\nmeasures: {cut: {until: 2023-01-02}}\n",
    "an extending scenario that removes things":
        "extends: base.yaml\nstart: ~\nplaces: {NLRTM: ~, BEANR: {title: ~}}\nchoice: {premium: ~}\narms: {a: ~}\n",
    "an extending scenario that removes by pattern":
        'extends: base.yaml\nplaces: {"*": ~}\nstrata: {"*/NLRTM/*": ~}\narms: {"*": ~}\nmeasures: {"*": ~}\n',
    "rows of tables that are removed":
        START + 'places: {table: a.csv, NLRTM: ~, BEANR: {recorded: ~}}\nstrata: {table: s.csv, "*/NLRTM/*": ~}\n',
    "rows of tables that entries change":
        START + "places: {table: [a.csv, b.csv], NLRTM: {recorded: 0.5}}\ninstruments: {table: i.csv, x: {found: 0.5}}\n",
    "pairs, shocks and periods":
        START + PLACES + "report_every: 4_weeks\narms: {a: {}, b: {measures: []}}\npairs: [[a, b], [b, a]]\n"
        "shocks: {storm: {from: 2022-06-01, change: {places.*.recorded: {multiply: 0.5, low: 0, high: 1}}}}\n",
    "remarks on every map":
        START + "places: {note: of 2022, NLRTM: {latitude_deg: 51.9, source: atlas, url: 'https://a.example'}}\n",
    "names of parts in a composite name":
        START + PLACES + "strata: {NLRTM/BEANR/containers: {legal_units_per_week: 3}}\n",
}
WRONG = {
    "nothing where no other scenario is extended": START + "choice: {theta_kg_per_eur: ~}\n",
    "a block of nothing": START + "places: ~\n",
    "a measure of nothing": START + "measures: {m: ~}\n",
    "a title of nothing": START + "title: ~\n",
    "an entry of nothing without a table": START + PLACES + "streams: {containers: ~}\n",
    "a pattern that removes nothing": "extends: base.yaml\nplaces: {\"*\": {recorded: 0.5}}\n",
    "a low without a value": START + "choice: {theta_kg_per_eur: {low: 0}}\n",
    "a number out of range in an extending scenario": "extends: base.yaml\nchoice: {theta_kg_per_eur: 2}\n",
    "an unknown key in an extending scenario": "extends: base.yaml\nplaces: {NLRTM: {latitude: 3}}\n",
    "a key of another kind": START + "instruments: {x: {kind: rate, sensitivity: 0.5}}\n",
    "a key of no kind beside a table": START + "instruments: {table: i.csv, x: {sensitivty: 0.5}}\n",
    "a pair of three": START + "arms: {a: {}, b: {measures: [m]}}\npairs: [[a, b, a]]\n",
    "an arm compared with itself": START + "arms: {a: {}, b: {measures: [m]}}\npairs: [[a, a]]\n",
    "a pair twice": START + "arms: {a: {}, b: {measures: [m]}}\npairs: [[a, b], [a, b]]\n",
    "a shock that changes nothing": START + "shocks: {storm: {from: 2022-06-01}}\n",
    "a shock without a start": START + PLACES + "shocks: {storm: {change: {places.*.recorded: {set: 1}}}}\n",
    "a part of a name that is half a star": START + PLACES
        + "measures: {m: {from: 2022-06-01, change: {places.NL*.recorded: {set: 1}}}}\n",
    "a table in an arm": START + "arms: {a: {places: {table: a.csv}}}\n",
    "no arm": START + "arms: {}\n",
    "a date that YAML 1.1 would take": "start: 2022-1-3\n",
    "a part of a composite name missing": START + "strata: {NLRTM/containers: {}}\n",
    "a number in quotes": START + "choice: {theta_kg_per_eur: '0.5'}\n",
    "a fraction of a week": START + "weeks: 2.5\n",
}


def schema_of(*command):
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def shipped():
    return sorted([*SOURCE.glob("scenarios/*.yaml"), *SOURCE.glob("scenarios/lab/*.yaml"),
                   *SOURCE.glob("scenarios/sweeps/worlds/*.yaml")])


def subschemas(schema):
    """The schema and every schema in it."""
    yield schema
    for key in ("properties", "patternProperties", "definitions"):
        for part in schema.get(key, {}).values():
            yield from subschemas(part)
    for key in ("if", "then", "else", "items", "additionalProperties", "not"):
        if isinstance(schema.get(key), dict):
            yield from subschemas(schema[key])
    for key in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(key, []):
            yield from subschemas(part)


class Schema(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.model = jsonschema.Draft7Validator(schema_of(PROGRAM, "schema"))
        cls.sample = jsonschema.Draft7Validator(schema_of(SAMPLE))

    def problems(self, validator, text):
        return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
                for error in validator.iter_errors(core_yaml.load(text))]

    def test_it_is_a_schema_of_draft_7(self):
        for validator in (self.model, self.sample):
            self.assertEqual(validator.schema["$schema"], "http://json-schema.org/draft-07/schema#")
            jsonschema.Draft7Validator.check_schema(validator.schema)

    def test_it_accepts_every_shipped_scenario(self):
        self.assertGreater(len(shipped()), 5)
        for path in shipped():
            self.assertEqual(self.problems(self.model, path.read_text(encoding="utf-8")), [], path.name)

    def test_every_shipped_scenario_names_it_for_editors(self):
        for path in shipped():
            with path.open(encoding="utf-8") as file:
                mark, _, name = file.readline().strip().partition("=")
            self.assertEqual(mark, "# yaml-language-server: $schema", path.name)
            self.assertEqual((path.parent / name).resolve(), (SOURCE / "scenarios/waterbed.schema.json").resolve())

    def test_it_refuses_every_bad_scenario_that_it_can_see(self):
        unseen = set()
        for path in sorted((SOURCE / "tests/bad_scenarios").glob("*.yaml")):
            try:
                if not self.problems(self.sample, path.read_text(encoding="utf-8")):
                    unseen.add(path.name)
            except (yaml.YAMLError, UnicodeDecodeError, TypeError):
                unseen.add(path.name)
        self.assertEqual(unseen, set(UNSEEN))

    def test_it_accepts_what_the_language_allows(self):
        for name, text in RIGHT.items():
            self.assertEqual(self.problems(self.sample, "waterbed: 1\n" + text), [], name)

    def test_it_refuses_what_the_language_does_not_allow(self):
        for name, text in WRONG.items():
            self.assertNotEqual(self.problems(self.sample, "waterbed: 1\n" + text), [], name)

    def test_maps_that_name_keys_allow_no_others_and_describe_each(self):
        definitions = {name: part for name, part in self.model.schema["definitions"].items() if "finished" not in name}
        for part in subschemas({**self.model.schema, "definitions": definitions}):
            if "description" not in part or "properties" not in part or "allOf" in part:
                continue
            self.assertIs(part["additionalProperties"], False, part["description"])
            for key, value in part["properties"].items():
                self.assertTrue({"description", "$ref", "anyOf"} & set(value), key)

    def test_an_editor_can_show_unit_range_and_default(self):
        price = self.model.schema["definitions"]["markets"]["properties"]["landed_price_eur_per_kg"]
        self.assertEqual(price["description"], "price V of landed goods [EUR/kg]")
        self.assertEqual((price["minimum"], price["maximum"], price["default"]), (0, 1000000, 28000))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
