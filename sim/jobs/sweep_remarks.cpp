// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_remarks.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "config/number.hpp"

namespace waterbed {
namespace {

// Two values of a factor that are as far apart as any; nothing where all points have the same.
std::optional<std::pair<std::string, std::string>> far_apart(const Design& design, std::size_t number) {
  if (design.kind != DesignKind::list) {
    const Factor& factor = design.factors[number];
    std::pair ends(end_of_factor(factor, FactorEnd::low), end_of_factor(factor, FactorEnd::high));
    return ends.first == ends.second ? std::nullopt : std::optional(std::move(ends));
  }
  const std::string& first = design.rows.front()[number];
  for (const std::vector<std::string>& row : design.rows)
    if (row[number] != first) return std::pair(first, row[number]);
  return std::nullopt;
}

// Paths of which only some arms take notice.
bool is_of_some_arms(const std::string& path) {
  return path.starts_with("arms.") || path.starts_with("measures.") || path.starts_with("shocks.");
}

// "arms.tighter", "measures.cut": the entry that a path leads into.
std::string entry_of(const std::string& path) {
  return path.substr(0, path.find('.', path.find('.') + 1));
}

// The arms that are run and the measures in force in them, or in the one as which all begin.
std::set<std::string> entries_of_runs(const Scenario& scenario) {
  std::set<std::string> entries;
  const auto add_measures = [&](const Arm& arm) {
    for (const Measure& measure : arm.measures)
      entries.insert(std::string(measure.kind == MeasureKind::shock ? "shocks." : "measures.") +
                     measure.name);
  };
  add_measures(scenario.start);
  for (const Arm& arm : scenario.arms) {
    entries.insert("arms." + arm.name);
    add_measures(arm);
  }
  return entries;
}

// All values on which runs depend, by path.
std::vector<std::pair<std::string, std::string>> values_of_runs(const Scenario& scenario) {
  const std::set<std::string> entries = entries_of_runs(scenario);
  std::vector<std::pair<std::string, std::string>> values;
  for (const ParameterRecord& record : scenario.record.parameters)
    if (!is_of_some_arms(record.path) || entries.contains(entry_of(record.path)))
      values.emplace_back(record.path, record.value);
  return values;
}

bool makes_a_difference(const Design& design, std::size_t number) {
  const auto ends = far_apart(design, number);
  if (!ends) return true;  // it might
  const auto prepared_with = [&](const std::string& value) {
    std::vector<std::string> values(design.factors.size());
    values[number] = value;
    return prepare(design.scenario, options_at(design, values));
  };
  const Prepared one = prepared_with(ends->first);
  const Prepared other = prepared_with(ends->second);
  const bool are_known = one.mistakes.empty() && other.mistakes.empty();  // a list may give both or none
  return !are_known || values_of_runs(one.scenario) != values_of_runs(other.scenario);
}

// Whether the scenario has something else there.
bool is_no_number(const ScenarioRecord& scenario, const std::string& path) {
  return std::any_of(
      scenario.parameters.begin(), scenario.parameters.end(),
      [&](const ParameterRecord& record) { return record.path == path && !read_number(record.value); });
}

}  // namespace

Mistakes remarks_on(const SweepPlan& plan) {
  Mistakes remarks;
  for (std::size_t number = 0; number < plan.design.factors.size(); ++number) {
    const Factor& factor = plan.design.factors[number];
    const bool has_range = plan.design.kind != DesignKind::list && factor.values.empty();
    if (has_range && is_no_number(plan.base.scenario.record, factor.path))
      remarks.add(
          mistake_of(factor, " is no number in the scenario: a list of values would say what it can be"));
    if (!makes_a_difference(plan.design, number))
      remarks.add(mistake_of(factor, is_of_some_arms(factor.path)
                                         ? " makes no difference: no arm that is run has it"
                                         : " makes no difference: every arm that is run says it anew"));
  }
  return remarks;
}

}  // namespace waterbed
