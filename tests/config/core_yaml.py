# SPDX-License-Identifier: Apache-2.0
"""YAML as scenarios have it: the core schema of YAML 1.2. PyYAML alone reads YAML 1.1, where a date is no text, `off`
is false and 1e4 is no number."""
import re

import yaml


class CoreLoader(yaml.SafeLoader):
    """Text, numbers, true, false and null, and nothing else; keys stay text, as in JSON."""

    yaml_implicit_resolvers: dict = {}

    def map_of(self, node):
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}

    def number_of(self, node):
        text = node.value.lower()
        return int(text) if re.fullmatch("[-+]?[0-9]+", text) else float(text.replace(".nan", "nan"))


for tag, pattern, first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|\.(nan|NaN|NAN)", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))
CoreLoader.add_constructor("tag:yaml.org,2002:map", CoreLoader.map_of)
CoreLoader.add_constructor("tag:yaml.org,2002:float", CoreLoader.number_of)


def load(text):
    return yaml.load(text, Loader=CoreLoader)
