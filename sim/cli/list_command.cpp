// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "config/plan_reader.hpp"
#include "config/reference.hpp"
#include "config/schema.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/listings.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/jobs/prepare.hpp"
#include "sim/replicate/mechanisms.hpp"

namespace waterbed {
namespace {

Table steps_table() {
  Table table{"steps", "", {{"step of a week, in order", "step"}}, {}};
  for (const std::string& step : order_of_a_week()) table.rows.push_back({{step}});
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

// What the language has of a topic.
std::string topic_of_language(const std::string& topic, TableFormat format) {
  if (topic == "parameters") return parameters(format);
  if (topic == "steps") return printed(steps_table(), format);
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
  if (asked.topic == "parameters" || asked.topic == "steps" || asked.topic == "rules") {
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

int schema_command() {
  print_result(scenario_schema(all_parameters()));
  return exit_done;
}

}  // namespace waterbed
