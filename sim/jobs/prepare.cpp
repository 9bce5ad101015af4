// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/prepare.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "config/date.hpp"
#include "config/measures.hpp"
#include "config/number_index.hpp"
#include "sim/week/calendar.hpp"

namespace waterbed {
namespace {

bool is_active(const Measure& measure, const RunPlan& plan) {
  const Week end = plan.start + static_cast<std::int32_t>(plan.weeks);
  for (Week week = plan.start - static_cast<std::int32_t>(plan.warm_up_weeks); week < end; week = week + 1)
    if (strength(measure, week) > 0.0) return true;
  return false;
}

// What parameters make impossible, and in which arm and week it shows; both empty: in every one.
struct Problem {
  std::string text;
  std::string arm;
  std::optional<Week> week;
};

// Problems of an arm in any week of the run that are not yet in `said`.
void validate_arm(const Arm& arm, const RunPlan& plan, std::set<std::string>& said,
                  std::vector<Problem>& problems) {
  const Calendar calendar(arm);
  EffectiveParameters effective(arm.parameters);
  const Week first = plan.start - static_cast<std::int32_t>(plan.warm_up_weeks);
  for (Week week = first; week < plan.start + static_cast<std::int32_t>(plan.weeks); week = week + 1) {
    const bool differs = calendar.apply(week, effective);
    if (!differs && week > first) continue;
    for (const std::string& text : validate_parameters(effective.all()))
      if (said.insert(text).second)
        problems.push_back({text, arm.name, week > first ? std::optional(week) : std::nullopt});
  }
}

// The line of the first record at `path` or below it, if it stands in a file.
std::optional<Mistake> place_of(const std::string& path, const ScenarioRecord& scenario) {
  for (const ParameterRecord& record : scenario.parameters) {
    const bool is_it = record.path.starts_with(path) &&
                       (record.path.size() == path.size() || record.path[path.size()] == '.');
    const std::size_t colon = record.origin.rfind(':');
    if (!is_it || colon == std::string::npos) continue;
    int line = 0;
    std::from_chars(record.origin.data() + colon + 1, record.origin.data() + record.origin.size(), line);
    return Mistake{record.origin.substr(0, colon), line, 0, {}};
  }
  return std::nullopt;
}

// At the parameter that the sentence begins with ("instruments.gates: ..."), first where the arm gives it;
// else the scenario as a whole.
Mistake located(const Problem& problem, const ScenarioRecord& scenario, const std::string& file) {
  const std::string subject = problem.text.substr(0, problem.text.find_first_of(": "));
  std::optional<Mistake> mistake = place_of("arms." + problem.arm + "." + subject, scenario);
  if (!mistake) mistake = place_of(subject, scenario);
  if (!mistake) mistake = Mistake{file, 0, 0, {}};
  mistake->text = problem.text;
  if (problem.week)
    mistake->text += " (arm " + problem.arm + ", from the week of " + date_of(*problem.week) + ")";
  return *mistake;
}

std::vector<std::string> idle_measures(const Scenario& scenario) {
  std::set<std::string> idle;
  for (const Arm& arm : scenario.arms)
    for (const Measure& measure : arm.measures)
      if (!is_active(measure, scenario.plan))
        idle.insert(std::string(block_of(measure.kind)) + "." + measure.name +
                    " is in force in no week of the run");
  return {idle.begin(), idle.end()};
}

bool arms_are_alike(const Scenario& scenario) {
  const auto active_in = [&](const Arm& arm) {
    std::vector<std::string> names;
    for (const Measure& measure : arm.measures)
      if (is_active(measure, scenario.plan)) names.push_back(measure.name);
    return names;
  };
  const Arm& first = scenario.arms.front();
  return std::all_of(scenario.arms.begin(), scenario.arms.end(), [&](const Arm& arm) {
    return active_in(arm) == active_in(first) && values_of(arm.parameters) == values_of(first.parameters);
  });
}

}  // namespace

Prepared prepare(const std::filesystem::path& scenario, const ScenarioOptions& options) {
  ScenarioReading reading = read_scenario(scenario, all_parameters(), options);
  Prepared prepared;
  prepared.scenario = std::move(reading.scenario);
  prepared.mistakes = std::move(reading.mistakes);
  if (!prepared.mistakes.empty()) return prepared;
  const Scenario& read = prepared.scenario;
  std::set<std::string> said;
  std::vector<Problem> problems;
  validate_arm(read.start, read.plan, said, problems);
  for (const Arm& arm : read.arms) validate_arm(arm, read.plan, said, problems);
  if (problems.empty()) {
    WorldBuilding building = build_world(read.start.parameters);
    prepared.world = std::move(building.world);
    for (std::string& text : building.problems) problems.push_back({std::move(text), {}, {}});
    for (std::string& text : validate_purposes(prepared.world)) problems.push_back({std::move(text), {}, {}});
  }
  try {
    for (const Problem& problem : problems)
      prepared.mistakes.add(located(problem, read.record, scenario.filename().string()));
  } catch (const TooManyMistakes&) {  // those so far are told
  }
  return prepared;
}

Experiment experiment_of(const Prepared& prepared, InstructionSet instruction_set) {
  World world = prepared.world;
  world.instruction_set = instruction_set;
  const Scenario& scenario = prepared.scenario;
  return {scenario.plan, scenario.start, scenario.arms, std::move(world), prepared.mechanisms};
}

std::vector<std::string> remarks_on(const Scenario& scenario, Horizon horizon) {
  std::vector<std::string> remarks;
  if (horizon == Horizon::scenario) remarks = idle_measures(scenario);
  if (scenario.arms.size() > 1 && arms_are_alike(scenario))
    remarks.emplace_back(
        "all arms are alike: nothing in which they differ is in force in any week of the run");
  return remarks;
}

}  // namespace waterbed
