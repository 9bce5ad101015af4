// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_plan.hpp"

#include <utility>

#include "config/set_option.hpp"

namespace waterbed {
namespace {

// A point to try before anything runs, and where its mistakes belong.
struct Trial {
  std::vector<std::string> values;  // by factor; empty: as the scenario has it
  std::string origin;               // "design.yaml:12", "points.csv:3"
  std::string what;                 // "choice.nu = 7"
};

// Of a list each row; else of each factor both ends and the middle of its range, or all its values.
std::vector<Trial> trials_of(const Design& design) {
  std::vector<Trial> trials;
  for (std::size_t row = 0; row < design.rows.size(); ++row)
    trials.push_back({design.rows[row], design.row_origins[row], "point " + std::to_string(row)});
  for (std::size_t number = 0; number < design.factors.size() && design.rows.empty(); ++number) {
    const Factor& factor = design.factors[number];
    for (const std::string& value : values_to_try(factor)) {
      std::vector<std::string> values(design.factors.size());
      values[number] = value;
      trials.push_back({std::move(values), factor.origin, factor.path + " = " + value});
    }
  }
  return trials;
}

// The first points only: designs may have millions.
void try_points(SweepPlan& plan) {
  constexpr std::size_t most = 300;
  std::vector<Trial> trials = trials_of(plan.design);
  if (trials.size() > most) trials.resize(most);
  for (const Trial& trial : trials) {
    const Prepared tried = prepare(plan.design.scenario, options_at(plan.design, trial.values));
    for (const Mistake& mistake : tried.mistakes.sorted())
      plan.mistakes.add(mistake_at_origin(trial.origin, trial.what + " cannot be run: " + mistake.text));
  }
}

// Where the design says it in the place of the command line.
Mistake at_line_of_design(const Design& design, Mistake mistake) {
  const auto line = static_cast<std::size_t>(mistake.line);
  if (mistake.file == sets_file && line > 0 && line <= design.set_origins.size())
    return mistake_at_origin(design.set_origins[line - 1], std::move(mistake.text));
  if (mistake.file == "--arms") return mistake_at_origin(design.arms_origin, std::move(mistake.text));
  if (mistake.file.empty()) mistake.file = design.files.front().name;
  return mistake;
}

SweepPlan checked_plan(DesignReading reading) {
  SweepPlan plan{std::move(reading.design), {}, std::move(reading.mistakes)};
  if (!plan.mistakes.empty()) return plan;
  plan.base = prepare(plan.design.scenario, plan.design.options);
  try {
    for (Mistake& mistake : plan.base.mistakes.sorted())
      plan.mistakes.add(at_line_of_design(plan.design, std::move(mistake)));
    if (!plan.mistakes.empty()) return plan;
    plan.mistakes = take_ranges(plan.base.scenario.record, plan.design);
    if (plan.mistakes.empty()) try_points(plan);
  } catch (const TooManyMistakes&) {  // those so far are told
  }
  return plan;
}

}  // namespace

SweepPlan plan_sweep(const std::filesystem::path& design) {
  return checked_plan(read_design(design));
}

ScenarioOptions options_at(const Design& design, const std::vector<std::string>& values) {
  ScenarioOptions options = design.options;
  for (std::size_t factor = 0; factor < values.size(); ++factor)
    if (!values[factor].empty())
      for (std::string& set : sets_of(design.kind, design.factors[factor], values[factor]))
        options.sets.push_back(std::move(set));
  return options;
}

}  // namespace waterbed
