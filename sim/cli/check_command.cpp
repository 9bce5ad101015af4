// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "config/date.hpp"
#include "sim/base/parallel.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/resolved.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/jobs/pilot.hpp"
#include "sim/jobs/run_job.hpp"
#include "sim/replicate/periods.hpp"

namespace waterbed {
namespace {

std::string bytes_text(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", std::max(1.0, bytes / 1e3));
  if (bytes < 1e9) return fmt::format("{:.1f} MB", bytes / 1e6);
  return fmt::format("{:.1f} GB", bytes / 1e9);
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// The rows of "what would run".
class Report {
 public:
  void add(std::string what, std::size_t number, std::string note = "") {
    add_text(std::move(what), std::to_string(number), static_cast<double>(number), std::move(note));
  }
  void add_text(std::string what, std::string text, std::optional<double> number, std::string note = "") {
    table_.rows.push_back({{std::move(what)}, {std::move(text), number}, {std::move(note)}});
  }
  [[nodiscard]] const Table& table() const { return table_; }

 private:
  Table table_{"would_run", "What would run", {{"", "what"}, {"", "value", Align::right}, {"", "note"}}, {}};
};

void add_plan(const Scenario& scenario, Report& report) {
  const RunPlan& plan = scenario.plan;
  std::vector<std::string> names;
  for (const Arm& arm : scenario.arms) names.push_back(arm.name);
  std::vector<std::string> pairs;
  for (const ArmPair& pair : scenario.pairs) pairs.push_back(pair.reference + " - " + pair.arm);
  report.add("arms", names.size(), joined(names));
  report.add("pairs", pairs.size(), joined(pairs));
  report.add("replicates", static_cast<std::size_t>(plan.replicates), fmt::format("seed {}", plan.seed));
  const Week end = plan.start + static_cast<std::int32_t>(plan.weeks);
  report.add("weeks", static_cast<std::size_t>(plan.weeks),
             fmt::format("from {} until {}, after {} weeks of warm-up", date_of(plan.start), date_of(end),
                         plan.warm_up_weeks));
  report.add("periods", reporting_periods(plan).size(), "reported");
}

void add_world(const World& world, Report& report) {
  const auto entries = static_cast<std::size_t>(std::count_if(
      world.nests.begin(), world.nests.end(), [](const Nest& nest) { return nest.end > nest.begin; }));
  report.add("organisations", static_cast<std::size_t>(world.organisations));
  report.add("places", world.place_names.size(),
             fmt::format("{} sources, {} transit places, {} entry places with routes", world.sources.size(),
                         world.transits.size(), entries));
  report.add("lanes", world.lanes.size(), "commodity x entry place x method");
  report.add("strata", world.strata.size(), "origin x entry place x stream of legal traffic");
  report.add("routes", world.routes.size(), "source x transit or none x lane x market");
}

void add_parameters(const ScenarioRecord& record, Report& report) {
  std::size_t given = 0;
  std::size_t with_source = 0;
  for (const ParameterRecord& parameter : record.parameters) {
    given += parameter.origin != "default" ? 1 : 0;
    with_source += parameter.source.empty() ? 0 : 1;
  }
  report.add("parameters", record.parameters.size(),
             fmt::format("{} given, {} of them with a source; the others by default", given, with_source));
}

void add_estimate(const Prepared& prepared, const RunSettings& settings, Report& report) {
  const Estimate cost = estimate(prepared, settings);
  const int processors = available_threads();
  const std::string of_which =
      settings.threads <= processors ? "" : fmt::format(", no faster than on {}", processors);
  report.add_text("time", duration_text(cost.seconds), cost.seconds,
                  fmt::format("on {} thread{}{}; estimated from the first weeks, so expect the order of size",
                              settings.threads, settings.threads == 1 ? "" : "s", of_which));
  report.add_text("memory", bytes_text(cost.memory_bytes), cost.memory_bytes, "estimated");
  if (cost.file_bytes)
    report.add_text("result file", bytes_text(*cost.file_bytes), *cost.file_bytes, "estimated");
}

}  // namespace

int check_command(const Arguments& arguments) {
  const ScenarioArguments& asked = arguments.check.scenario;
  const InstructionSet instruction_set = chosen_instruction_set(std::getenv("WATERBED_ISA"));
  const Prepared prepared = prepare(asked.file, asked.options);
  if (!prepared.mistakes.empty()) {
    print_message(prepared.mistakes.printed());
    return exit_wrong_input;
  }
  const ScenarioRecord& record = prepared.scenario.record;
  if (arguments.check.view == CheckView::resolved) {
    print_result(resolved(record, arguments.format));
    return exit_done;
  }
  Report report;
  add_plan(prepared.scenario, report);
  add_world(prepared.world, report);
  add_parameters(record, report);
  add_estimate(prepared, {{}, asked.threads.value_or(available_threads()), instruction_set}, report);
  print_remarks(prepared.scenario, asked.options, arguments.volume);
  print_result(printed(report.table(), arguments.format));
  return exit_done;
}

}  // namespace waterbed
