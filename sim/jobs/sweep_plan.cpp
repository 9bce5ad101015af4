// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_plan.hpp"

#include <utility>

namespace waterbed {
namespace {

// A point to try before anything runs, and where its mistakes belong.
struct Trial {
  std::vector<std::string> values;  // by factor; empty: as the scenario has it
  std::size_t factor;
  std::string what;  // "choice.nu = 7 cannot be run"
};

// Of a list each row; else of each factor both ends and the middle of its range, or all its values.
std::vector<Trial> trials_of(const Design& design) {
  std::vector<Trial> trials;
  for (std::size_t row = 0; row < design.rows.size(); ++row)
    trials.push_back({design.rows[row], 0, ": point " + std::to_string(row) + " cannot be run"});
  for (std::size_t factor = 0; factor < design.factors.size() && design.rows.empty(); ++factor)
    for (const std::string& value : values_to_try(design.factors[factor])) {
      Trial& trial = trials.emplace_back();
      trial.values.resize(design.factors.size());
      trial.values[factor] = value;
      trial.factor = factor;
      trial.what = " = " + value + " cannot be run";
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
      plan.mistakes.add(mistake_of(plan.design.factors[trial.factor], trial.what + ": " + mistake.text));
  }
}

SweepPlan checked_plan(DesignReading reading) {
  SweepPlan plan{std::move(reading.design), {}, std::move(reading.mistakes)};
  if (!plan.mistakes.empty()) return plan;
  plan.base = prepare(plan.design.scenario, plan.design.options);
  plan.mistakes = plan.base.mistakes;
  if (!plan.mistakes.empty()) return plan;
  try {
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
    if (!values[factor].empty()) options.sets.push_back(design.factors[factor].path + "=" + values[factor]);
  return options;
}

}  // namespace waterbed
