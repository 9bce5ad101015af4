// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "config/reference.hpp"
#include "config/schema.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/replicate/mechanisms.hpp"

namespace waterbed {
namespace {

Table parameters_table() {
  Table table{"parameters",
              "",
              {{"parameter", "path"},
               {"kind", "entry_kind"},
               {"unit", "unit"},
               {"default", "default"},
               {"allowed", "allowed"},
               {"meaning", "meaning"}},
              {}};
  for (const ParameterDoc& doc : describe_parameters(all_parameters())) {
    const std::string allowed = allowed_values(doc);
    const std::string by_default = doc.is_required ? "required" : doc.default_value;
    table.rows.push_back({{doc.path}, {doc.entry_kind}, {doc.unit}, {by_default}, {allowed}, {doc.doc}});
  }
  return table;
}

Table steps_table() {
  Table table{"steps", "", {{"step of a week, in order", "step"}}, {}};
  for (const std::string& step : order_of_a_week()) table.rows.push_back({{step}});
  return table;
}

}  // namespace

int list_command(const Arguments& arguments) {
  const Table table = arguments.list_what == "steps" ? steps_table() : parameters_table();
  print_result(printed(table, arguments.format));
  return exit_done;
}

int schema_command() {
  print_result(scenario_schema(all_parameters()));
  return exit_done;
}

}  // namespace waterbed
