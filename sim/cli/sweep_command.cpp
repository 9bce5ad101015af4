// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "output/block_store.hpp"
#include "output/open_result.hpp"
#include "sim/base/csv_field.hpp"
#include "sim/base/parallel.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/sweep_cluster_command.hpp"
#include "sim/cli/sweep_run_command.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/jobs/factor_groups.hpp"
#include "sim/jobs/pilot.hpp"
#include "sim/jobs/sweep_analysis.hpp"
#include "sim/jobs/sweep_merge.hpp"
#include "sim/jobs/sweep_outputs.hpp"
#include "sim/jobs/sweep_plan.hpp"
#include "sim/jobs/sweep_remarks.hpp"

namespace waterbed {
namespace {

// Of a parameter in the scenario without factors; empty where it has none.
std::string value_now(const ScenarioRecord& scenario, const std::string& path) {
  const ParameterRecord* parameter = parameter_named(scenario, path);
  return parameter == nullptr ? "" : parameter->value;
}

std::string values_text(const Factor& factor) {
  std::string text;
  for (const std::string& value : factor.values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

Table factor_table(const SweepPlan& plan) {
  Table table{"factors",
              "Factors",
              {{"factor", "factor", Align::left, Overflow::keep},
               {"role", "role"},
               {"now", "now", Align::right},
               {"low", "low", Align::right},
               {"high", "high", Align::right},
               {"scale or values", "scale_or_values"}},
              {}};
  const bool is_list = plan.design.kind == DesignKind::list;
  for (const Factor& factor : plan.design.factors) {
    const bool has_range = !is_list && factor.values.empty();
    std::vector<Cell> row{{factor.path},
                          {factor.role == FactorRole::lever ? "lever" : "uncertainty"},
                          {value_now(plan.base.scenario.record, factor.path)}};
    for (const FactorEnd end : {FactorEnd::low, FactorEnd::high})
      row.push_back({has_range ? end_of_factor(factor, end) : std::string()});
    const std::string scale = factor.moves_places ? fmt::format("places of {}", factor.members.size())
                              : factor.scale == FactorScale::linear ? "linear"
                                                                    : "log";
    row.push_back({is_list ? "as listed" : has_range ? scale : values_text(factor)});
    table.rows.push_back(std::move(row));
  }
  return table;
}

// Costs are those of the scenario as it is, times the number of points.
Table cost_table(const SweepPlan& plan, std::uint64_t points, const RunSettings& settings) {
  Table table{"would_run",
              "What would run",
              {{"", "what"}, {"", "value", Align::right}, {"", "note", Align::left, Overflow::wrap}},
              {}};
  const Scenario& scenario = plan.base.scenario;
  const auto times = static_cast<double>(points);
  const auto arms = static_cast<std::uint64_t>(scenario.arms.size());
  const auto replicates = static_cast<std::uint64_t>(scenario.plan.replicates);
  const auto add = [&](const char* what, Cell value, std::string note) {
    table.rows.push_back({{what}, std::move(value), {std::move(note)}});
  };
  const auto whole = [](std::uint64_t number) { return whole_cell(static_cast<std::int64_t>(number)); };
  add("points", whole(points), fmt::format("design of kind {}", name_of(plan.design.kind)));
  add("runs", whole(points * arms * replicates),
      fmt::format("points x {} arms x {} replicates", arms, replicates));
  RunSettings one = settings;
  one.threads = 1;
  const Estimate cost = estimate(plan.base, one);
  const double core_hours = cost.seconds * times / 3600;
  add("core-hours", number_cell(core_hours, core_hours < 1 ? 3 : 1),
      "estimated from the first weeks of the scenario as it is");
  const double seconds = cost.seconds * times / settings.threads;
  add("time", {duration_text(seconds), seconds}, fmt::format("on {} threads", settings.threads));
  add("memory MB", number_cell(cost.memory_bytes * settings.threads / 1e6, 0), "estimated");
  if (cost.file_bytes)
    add("results MB",
        number_cell((cost.label_bytes + (*cost.file_bytes - cost.label_bytes) * times) / 1e6, 1),
        "estimated, with all that a run writes");
  return table;
}

// As CSV.
bool write_points(const Design& design, const DesignPoints& points, const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  file << "point";
  for (const Factor& factor : design.factors) file << ',' << csv_field(factor.path);
  file << '\n';
  for (std::uint64_t point = 0; point < points.count() && file; ++point) {
    file << point;
    for (const std::string& value : points.values(point)) file << ',' << csv_field(value);
    file << '\n';
  }
  file.close();
  if (file) return true;
  print_message(fmt::format("waterbed: cannot write {}\n", path));
  return false;
}

int plan_command(const Arguments& arguments, const SweepPlan& plan) {
  if (arguments.volume != Volume::quiet) print_message(remarks_on(plan).printed());
  print_remarks(plan.base.scenario, plan.design.options, arguments.volume);
  const DesignPoints points(plan.design);
  if (!arguments.sweep.points.empty())
    check_sweep_target(plan, arguments.sweep.design, arguments.sweep.points);
  if (!arguments.sweep.points.empty() && !write_points(plan.design, points, arguments.sweep.points))
    return exit_machine_failed;
  const RunSettings settings{{},
                             arguments.sweep.threads.value_or(available_threads()),
                             chosen_instruction_set(std::getenv("WATERBED_ISA"))};
  const std::vector<Table> tables{factor_table(plan), cost_table(plan, points.count(), settings)};
  print_result(printed(tables, arguments.format));
  return exit_done;
}

// Nothing where a mistake was told.
std::optional<std::vector<SweepOutput>> outputs_of_table(const Arguments& arguments, const SweepPlan& plan) {
  SweepValues values = read_values(arguments.sweep.values,
                                   {DesignPoints(plan.design).count(), plan.base.scenario.plan.replicates});
  if (values.mistakes.empty()) return std::move(values.outputs);
  print_message(values.mistakes.printed());
  return std::nullopt;
}

// Runs that were made after the file are not in it.
void remark_on_newer_runs(const std::string& file, const SweepArguments& sweep) {
  const std::string store = std::filesystem::path(sweep.design).stem().string() + ".sweep";
  std::error_code ignored;
  const auto merged = std::filesystem::last_write_time(file, ignored);
  for (const std::filesystem::path& block : blocks_of(store))
    if (std::filesystem::last_write_time(block, ignored) > merged)
      return print_message(fmt::format(
          "waterbed: {} holds runs that are newer than {}: waterbed sweep merge {} takes them in\n", store,
          file, sweep.design));
}

std::optional<std::vector<SweepOutput>> outputs_of_file(const Arguments& arguments, const SweepPlan& plan) {
  const SweepArguments& sweep = arguments.sweep;
  const std::string file =
      sweep.file.empty() ? std::filesystem::path(sweep.design).stem().string() + ".h5" : sweep.file;
  if (!std::filesystem::exists(file)) {
    print_message(
        fmt::format("waterbed: there is no {}: waterbed sweep merge {} makes it\n", file, sweep.design));
    return std::nullopt;
  }
  ResultReader reader = open_sweep(file);
  const std::string difference = difference_from_design(reader, plan);
  if (!difference.empty()) {
    print_message(
        fmt::format("waterbed: {} {}: waterbed sweep run --resume makes what is new, then merge again\n",
                    file, difference));
    return std::nullopt;
  }
  if (arguments.volume != Volume::quiet && sweep.file.empty()) remark_on_newer_runs(file, sweep);
  const std::vector<std::string> all = output_names(reader.layout());
  for (const std::string& name : sweep.outputs)
    if (std::find(all.begin(), all.end(), name) == all.end()) {
      print_message(fmt::format("waterbed: --outputs {} is none of {}\n", name, fmt::join(all, ", ")));
      return std::nullopt;
    }
  if (!sweep.outputs.empty()) return read_outputs(reader, plan, sweep.outputs);
  const bool is_for_people =
      arguments.format == TableFormat::text || arguments.format == TableFormat::markdown;
  return read_outputs(reader, plan,
                      is_for_people ? main_output_names(reader.layout(), plan.design.kind) : all);
}

int analyse_command(const Arguments& arguments, const SweepPlan& plan) {
  const auto outputs =
      arguments.sweep.values.empty() ? outputs_of_file(arguments, plan) : outputs_of_table(arguments, plan);
  if (!outputs) return exit_wrong_input;
  print_result(printed(analyse(plan.design, *outputs), arguments.format));
  return exit_done;
}

}  // namespace

int sweep_command(const Arguments& arguments) {
  // Of a design that has mistakes now, too.
  if (arguments.sweep.action == SweepArguments::Action::cancel) return cancel_command(arguments);
  const SweepPlan plan = plan_sweep(arguments.sweep.design);
  if (!plan.mistakes.empty()) {
    print_message(plan.mistakes.printed());
    return exit_wrong_input;
  }
  using Action = SweepArguments::Action;
  if (arguments.sweep.action == Action::plan) return plan_command(arguments, plan);
  if (arguments.sweep.action == Action::analyse) return analyse_command(arguments, plan);
  if (arguments.sweep.action == Action::submit) return submit_command(arguments, plan);
  return sweep_run_command(arguments, plan);
}

}  // namespace waterbed
