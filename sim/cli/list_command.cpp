// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "config/design_schema.hpp"
#include "config/plan_reader.hpp"
#include "config/reference.hpp"
#include "config/schema.hpp"
#include "output/result_labels.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/listings.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/jobs/prepare.hpp"
#include "sim/replicate/mechanisms.hpp"
#include "sim/tally/displacement.hpp"
#include "sim/tally/run_tally.hpp"

namespace waterbed {
namespace {

Table steps_table() {
  Table table{"steps", "", {{"step of a week, in order", "step"}}, {}};
  for (const std::string& step : order_of_a_week()) table.rows.push_back({{step}});
  return table;
}

void add_series(Table& table, const char* of, const std::vector<SeriesSpec>& list) {
  for (const SeriesSpec& series : list) {
    std::string axes;
    for (const Axis axis : series.axes) axes += (axes.empty() ? "" : " ") + dimension_name(axis);
    table.rows.push_back(
        {{series.name}, {of}, {axes}, {series.units == "1" ? "" : series.units}, {series.long_name}});
  }
}

// What is counted of every run and of every pair of runs, as the result file has it.
Table series_table() {
  Table table{"series",
              "",
              {{"series", "name", Align::left, Overflow::keep},
               {"of", "of"},
               {"by", "axes", Align::left, Overflow::keep},
               {"unit", "unit"},
               {"meaning", "meaning", Align::left, Overflow::wrap}},
              {}};
  add_series(table, "run", run_series());
  add_series(table, "pair", pair_series());
  return table;
}

bool is_for_people(TableFormat format) {
  return format == TableFormat::text || format == TableFormat::markdown;
}

std::string parameters(TableFormat format) {
  std::vector<BlockGroupDoc> groups = describe_blocks(plan_parameters());
  for (BlockGroupDoc& group : describe_blocks(all_parameters())) groups.push_back(std::move(group));
  if (!is_for_people(format)) return printed(parameters_table(groups), format);
  const std::string head =
      format == TableFormat::markdown
          ? "# Parameters\n\nEvery block and key of a scenario, as `waterbed list parameters` prints "
            "them. A key ends in its unit; what is left out has the default; what changes in "
            "`any week` may also differ between arms.\n\n"
          : "";
  return head + printed(block_tables(groups, ""), format);
}

// Topics that are the same for every scenario.
bool is_of_language_alone(const std::string& topic) {
  return topic == "parameters" || topic == "steps" || topic == "rules" || topic == "series";
}

// What the language has of a topic.
std::string topic_of_language(const std::string& topic, TableFormat format) {
  if (topic == "parameters") return parameters(format);
  if (topic == "steps") return printed(steps_table(), format);
  if (topic == "series") return printed(series_table(), format);
  const auto groups = describe_blocks(all_parameters());
  if (topic == "rules") return printed(rules_table(groups), format);
  if (topic == "measures" || topic == "shocks") return printed(measure_keys_table(topic), format);
  return printed(block_tables(groups, topic), format);
}

// What a scenario has of a topic.
std::string topic_of_scenario(const std::string& topic, const ScenarioRecord& record, TableFormat format) {
  const bool has_weeks = topic == "measures" || topic == "shocks";
  if (has_weeks && !is_for_people(format)) return printed(measures_table(record, topic), format);
  return printed(entry_tables(record, topic), format);
}

}  // namespace

int list_command(const Arguments& arguments) {
  const ListArguments& asked = arguments.list;
  if (asked.scenario.empty()) {
    print_result(topic_of_language(asked.topic, arguments.format));
    return exit_done;
  }
  if (is_of_language_alone(asked.topic)) {
    print_message(fmt::format(
        "waterbed: list {} takes no scenario (waterbed check {} --resolved prints every parameter of one)\n",
        asked.topic, asked.scenario));
    return exit_wrong_input;
  }
  const Prepared prepared = prepare(asked.scenario, {});
  if (!prepared.mistakes.empty()) {
    print_message(prepared.mistakes.printed());
    return exit_wrong_input;
  }
  print_result(topic_of_scenario(asked.topic, prepared.scenario.record, arguments.format));
  return exit_done;
}

int schema_command(const Arguments& arguments) {
  print_result(arguments.schema_of == SchemaOf::design ? design_schema() : scenario_schema(all_parameters()));
  return exit_done;
}

}  // namespace waterbed
