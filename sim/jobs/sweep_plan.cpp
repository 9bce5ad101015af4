// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_plan.hpp"

#include <utility>

namespace waterbed {
namespace {

// The values to try of each factor: [trial][factor], the others as the scenario has them where empty.
std::vector<std::vector<std::string>> trials_of(const Design& design) {
  const std::size_t factors = design.factors.size();
  std::vector<std::vector<std::string>> trials;
  if (design.kind == DesignKind::list) return {design.rows.front(), design.rows.back()};
  for (std::size_t factor = 0; factor < factors; ++factor)
    for (const bool is_high : {false, true}) {
      std::vector<std::string>& values = trials.emplace_back(factors);
      const Factor& tried = design.factors[factor];
      values[factor] = end_of_factor(tried, is_high ? FactorEnd::high : FactorEnd::low);
    }
  return trials;
}

void try_ends(SweepPlan& plan) {
  for (const std::vector<std::string>& values : trials_of(plan.design)) {
    const Prepared tried = prepare(plan.design.scenario, options_at(plan.design, values));
    if (tried.mistakes.empty()) continue;
    std::size_t factor = 0;
    while (factor + 1 < values.size() && values[factor].empty()) ++factor;
    for (const Mistake& mistake : tried.mistakes.sorted())
      plan.mistakes.add(mistake_of(plan.design.factors[factor],
                                   " = " + values[factor] + " cannot be run: " + mistake.text));
  }
}

}  // namespace

SweepPlan plan_sweep(const std::filesystem::path& design) {
  DesignReading reading = read_design(design);
  SweepPlan plan{std::move(reading.design), {}, std::move(reading.mistakes)};
  if (!plan.mistakes.empty()) return plan;
  plan.base = prepare(plan.design.scenario, plan.design.options);
  plan.mistakes = plan.base.mistakes;
  if (!plan.mistakes.empty()) return plan;
  plan.mistakes = take_ranges(plan.base.scenario.record, plan.design);
  if (plan.mistakes.empty()) try_ends(plan);
  return plan;
}

ScenarioOptions options_at(const Design& design, const std::vector<std::string>& values) {
  ScenarioOptions options = design.options;
  for (std::size_t factor = 0; factor < values.size(); ++factor)
    if (!values[factor].empty()) options.sets.push_back(design.factors[factor].path + "=" + values[factor]);
  return options;
}

}  // namespace waterbed
