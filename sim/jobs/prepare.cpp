// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/prepare.hpp"

#include <charconv>
#include <set>
#include <string_view>
#include <utility>

#include "config/measures.hpp"
#include "sim/replicate/mechanisms.hpp"
#include "sim/week/calendar.hpp"

namespace waterbed {
namespace {

// What an arm's parameters make impossible in any week of the run, each said once.
void validate_arm(const Arm& arm, const RunPlan& plan, std::vector<std::string>& problems) {
  const Calendar calendar(arm);
  EffectiveParameters effective(arm.parameters);
  std::set<std::string> said(problems.begin(), problems.end());
  const Week first = plan.start - static_cast<std::int32_t>(plan.warm_up_weeks);
  for (Week week = first; week < plan.start + static_cast<std::int32_t>(plan.weeks); week = week + 1) {
    const bool differs = calendar.apply(week, effective);
    if (!differs && week > first) continue;
    for (const std::string& problem : validate_parameters(effective.all()))
      if (said.insert(problem).second) problems.push_back(problem);
  }
}

// Where the parameter that a sentence begins with ("instruments.gates: ...") is given, else the scenario as a
// whole.
Mistake located(const std::string& problem, const Scenario& scenario, std::string file) {
  const std::string_view subject = std::string_view(problem).substr(0, problem.find_first_of(": "));
  for (const ParameterRecord& record : scenario.record.parameters) {
    const std::string_view path = record.path;
    const bool is_subject =
        path.starts_with(subject) && (path.size() == subject.size() || path[subject.size()] == '.');
    const std::size_t colon = record.origin.rfind(':');
    if (!is_subject || colon == std::string::npos) continue;
    int line = 0;
    std::from_chars(record.origin.data() + colon + 1, record.origin.data() + record.origin.size(), line);
    return {record.origin.substr(0, colon), line, 0, problem};
  }
  return {std::move(file), 0, 0, problem};
}

}  // namespace

Prepared prepare(const std::filesystem::path& scenario, const ScenarioOptions& options) {
  ScenarioReading reading = read_scenario(scenario, all_parameters(), options);
  Prepared prepared{std::move(reading.scenario), {}, std::move(reading.mistakes)};
  if (!prepared.mistakes.empty()) return prepared;
  std::vector<std::string> problems;
  validate_arm(prepared.scenario.start, prepared.scenario.plan, problems);
  for (const Arm& arm : prepared.scenario.arms) validate_arm(arm, prepared.scenario.plan, problems);
  if (problems.empty()) {
    WorldBuilding building = build_world(prepared.scenario.start.parameters);
    prepared.world = std::move(building.world);
    problems = std::move(building.problems);
    for (const std::string& problem : validate_purposes(prepared.world)) problems.push_back(problem);
  }
  try {
    for (const std::string& problem : problems)
      prepared.mistakes.add(located(problem, prepared.scenario, scenario.filename().string()));
  } catch (const TooManyMistakes&) {  // those so far are told
  }
  return prepared;
}

std::vector<std::string> idle_measures(const Scenario& scenario) {
  std::set<std::string> idle;
  const Week first = scenario.plan.start - static_cast<std::int32_t>(scenario.plan.warm_up_weeks);
  const Week end = scenario.plan.start + static_cast<std::int32_t>(scenario.plan.weeks);
  for (const Arm& arm : scenario.arms) {
    for (const Measure& measure : arm.measures) {
      bool is_active = false;
      for (Week week = first; week < end && !is_active; week = week + 1)
        is_active = strength(measure, week) > 0.0;
      if (!is_active)
        idle.insert(std::string(block_of(measure.kind)) + "." + measure.name +
                    " is in force in no week of the run");
    }
  }
  return {idle.begin(), idle.end()};
}

}  // namespace waterbed
