// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/prepare.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "config/date.hpp"
#include "config/measures.hpp"
#include "config/number_index.hpp"
#include "sim/jobs/idle_changes.hpp"
#include "sim/jobs/validation.hpp"
#include "sim/replicate/periods.hpp"

namespace waterbed {
namespace {

Week first_week(const RunPlan& plan) {
  return plan.start - static_cast<std::int32_t>(plan.warm_up_weeks);
}

Week end_of(const RunPlan& plan) {
  return plan.start + static_cast<std::int32_t>(plan.weeks);
}

// Whether the measure is in force in a week of the run.
bool is_active(const Measure& measure, const RunPlan& plan) {
  const Week from = std::max(measure.from, first_week(plan));
  const Week until = std::min(measure.until.value_or(end_of(plan)), end_of(plan));
  return from < until;
}

// What parameters make impossible, and in which arm and from which week on; no arm: in every one.
struct Problem {
  std::string text;
  const Arm* arm = nullptr;
  Week week;
  bool is_from_first_week = true;
};

void unite(std::vector<bool>& blocks, const std::vector<bool>& others) {
  for (std::size_t block = 0; block < blocks.size(); ++block) blocks[block] = blocks[block] || others[block];
}

// Looks at arms of a scenario, once at each; the first is looked at whether it is run or not.
class ArmChecks {
 public:
  ArmChecks(const Scenario& scenario, const std::vector<Mechanism>& mechanisms)
      : scenario_(scenario), validation_(mechanisms) {}

  void look_at_all() { look_at_all_but({}); }

  void look_at_all_but(const std::set<std::string>& names) {
    look_at(scenario_.start);
    for (const Arm& arm : scenario_.arms)
      if (!names.contains(arm.name)) look_at(arm);
  }

  // By block: whether one of the mechanisms read it.
  [[nodiscard]] std::vector<bool> blocks_read(const std::vector<Mechanism>& mechanisms) const {
    std::vector<bool> blocks(scenario_.start.parameters.size(), false);
    for (std::size_t number = 0; number < mechanisms.size(); ++number)
      unite(blocks, validation_.blocks_read(number));
    return blocks;
  }

  [[nodiscard]] const Validation& validation() const { return validation_; }
  // Each told of the first arm and week that has it.
  [[nodiscard]] std::vector<Problem> take_problems() { return std::move(problems_); }

 private:
  void look_at(const Arm& arm) {
    if (!seen_.insert(arm.name).second) return;
    const Week first = first_week(scenario_.plan);
    validation_.look_at(arm, first, end_of(scenario_.plan), [&](const std::string& sentence, Week week) {
      if (said_.insert(sentence).second) problems_.push_back({sentence, &arm, week, week == first});
    });
  }

  const Scenario& scenario_;
  Validation validation_;
  std::set<std::string> seen_;
  std::set<std::string> said_;
  std::vector<Problem> problems_;
};

bool are_among(const std::vector<bool>& some, const std::vector<bool>& others) {
  for (std::size_t block = 0; block < some.size(); ++block)
    if (some[block] && !others[block]) return false;
  return true;
}

std::vector<Problem> problems_of_arms(const Scenario& scenario, const Checks& checks) {
  ArmChecks arms(scenario, checks.mechanisms);
  arms.look_at_all_but(checks.repeated_arms);
  const bool is_enough =
      checks.repeated_arms.empty() || are_among(arms.blocks_read(checks.mechanisms), checks.blocks);
  if (!is_enough) arms.look_at_all();
  return arms.take_problems();
}

// Finds where a file says something of a parameter.
class Places {
 public:
  explicit Places(const ScenarioRecord& scenario) {
    for (const ParameterRecord& record : scenario.parameters)
      if (record.origin.find(':') != std::string::npos) given_.push_back(&record);
    std::stable_sort(
        given_.begin(), given_.end(),
        [](const ParameterRecord* left, const ParameterRecord* right) { return left->path < right->path; });
  }

  // The line at which `path` or the first key below it is given.
  [[nodiscard]] std::optional<Mistake> find(const std::string& path) const {
    for (const std::string& begin : {path, path + "."}) {
      const auto found = std::lower_bound(
          given_.begin(), given_.end(), begin,
          [](const ParameterRecord* record, const std::string& text) { return record->path < text; });
      const bool is_it =
          found != given_.end() && ((*found)->path == path || (*found)->path.starts_with(path + "."));
      if (is_it) return place_of((*found)->origin);
    }
    return std::nullopt;
  }

 private:
  static Mistake place_of(const std::string& origin) {
    const std::size_t colon = origin.rfind(':');
    int line = 0;
    std::from_chars(origin.data() + colon + 1, origin.data() + origin.size(), line);
    return {origin.substr(0, colon), line, 0, {}};
  }

  std::vector<const ParameterRecord*> given_;  // by path
};

// Of the last measure in force that changes the parameter or one below it, else of the arm.
std::optional<Mistake> place_in_arm(const Problem& problem, const std::string& subject,
                                    const Places& places) {
  if (problem.arm == nullptr) return std::nullopt;
  const std::vector<Measure>& measures = problem.arm->measures;
  for (auto measure = measures.rbegin(); measure != measures.rend(); ++measure) {
    if (strength(*measure, problem.week) <= 0) continue;
    auto place = places.find(std::string(block_of(measure->kind)) + "." + measure->name + "." + subject);
    if (place) return place;
  }
  return places.find("arms." + problem.arm->name + "." + subject);
}

// At the parameter that the sentence begins with ("instruments.gates: ..."), or else at its entry, first
// where a measure or the arm gives it; else the scenario as a whole.
Mistake located(const Problem& problem, const Places& places, const std::string& file) {
  std::string subject = problem.text.substr(0, problem.text.find_first_of(": "));
  std::optional<Mistake> mistake = place_in_arm(problem, subject, places);
  if (!mistake) mistake = places.find(subject);
  if (!mistake) mistake = places.find(subject.substr(0, subject.rfind('.')));
  if (!mistake) mistake = Mistake{file, 0, 0, {}};
  mistake->text = problem.text;
  if (problem.arm != nullptr && !problem.is_from_first_week)
    mistake->text += " (arm " + problem.arm->name + ", from the week of " + date_of(problem.week) + ")";
  return *mistake;
}

std::vector<ComparedArms> numbered_pairs(const Scenario& scenario) {
  const auto number_of = [&](const std::string& name) {
    const auto found = std::find_if(scenario.arms.begin(), scenario.arms.end(),
                                    [&](const Arm& arm) { return arm.name == name; });
    return static_cast<std::size_t>(found - scenario.arms.begin());
  };
  std::vector<ComparedArms> pairs;
  for (const ArmPair& pair : scenario.pairs)
    pairs.push_back({number_of(pair.reference), number_of(pair.arm)});
  return pairs;
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
    std::vector<std::string_view> names;
    for (const Measure& measure : arm.measures)
      if (is_active(measure, scenario.plan)) names.push_back(measure.name);
    return names;
  };
  const Arm& first = scenario.arms.front();
  const std::vector<std::string_view> active_in_first = active_in(first);
  const std::vector<double> values_of_first = values_of(first.parameters);
  return std::all_of(scenario.arms.begin(), scenario.arms.end(), [&](const Arm& arm) {
    return active_in(arm) == active_in_first && values_of(arm.parameters) == values_of_first;
  });
}

// The shift matrices of a replicate are held whole while it runs.
void refuse_large_matrices(const Scenario& scenario, const World& world, std::vector<Problem>& problems) {
  constexpr double most_cells = 12.5e6;  // 100 MB
  RunPlan by_year = scenario.plan;
  by_year.report_every = ReportEvery::year;
  const std::size_t years = reporting_periods(by_year).size();
  const std::size_t lanes = world.lanes.size() + ResultLayout::not_in_a_lane;
  const double cells = static_cast<double>(scenario.pairs.size() * years) * static_cast<double>(lanes) *
                       static_cast<double>(lanes);
  if (cells <= most_cells) return;
  const std::string size = std::to_string(scenario.pairs.size()) + " x " + std::to_string(years) + " x " +
                           std::to_string(lanes) + " x " + std::to_string(lanes);
  problems.push_back({"pairs: shift matrices of " + size +
                          " cells (pairs, years, lanes in either arm) are too large to be held: name fewer "
                          "pairs, or none by pairs: []",
                      nullptr,
                      {}});
}

// What is wrong with the parameters, or else with the world that they describe.
std::vector<Problem> problems_of(const Scenario& scenario, const Checks& checks, World& world) {
  std::vector<Problem> problems = problems_of_arms(scenario, checks);
  if (!problems.empty()) return problems;
  if (checks.world) {
    world = *checks.world;
    return problems;
  }
  WorldBuilding building = build_world(scenario.start.parameters);
  world = std::move(building.world);
  for (std::string& text : building.problems) problems.push_back({std::move(text), nullptr, {}});
  for (std::string& text : validate_purposes(world)) problems.push_back({std::move(text), nullptr, {}});
  refuse_large_matrices(scenario, world, problems);
  return problems;
}

bool have_common_block(const std::vector<bool>& some, const std::vector<bool>& others) {
  for (std::size_t block = 0; block < some.size(); ++block)
    if (some[block] && others[block]) return true;
  return false;
}

// Asks all mechanisms once more, to see which blocks they read.
void choose_mechanisms(const std::vector<bool>& blocks, const Prepared& checked, Checks& checks) {
  ArmChecks arms(checked.scenario, checked.mechanisms);
  arms.look_at_all();
  checks.mechanisms.clear();
  checks.blocks.assign(blocks.size(), false);
  for (std::size_t number = 0; number < checked.mechanisms.size(); ++number) {
    const std::vector<bool> read = arms.validation().blocks_read(number);
    if (!have_common_block(read, blocks)) continue;
    checks.mechanisms.push_back(checked.mechanisms[number]);
    checks.mechanisms.back().validate_names = nullptr;  // numbers have no part in them
    unite(checks.blocks, read);
  }
}

bool is_world_made_of(const std::vector<bool>& blocks, ParameterSet parameters) {
  std::vector<bool> is_read(parameters.size(), false);
  parameters.note_reads(&is_read);
  static_cast<void>(build_world(parameters));
  return have_common_block(is_read, blocks);
}

}  // namespace

Checks checks_of_change(const Prepared& checked, const std::vector<bool>& blocks) {
  Checks checks;
  choose_mechanisms(blocks, checked, checks);
  if (!is_world_made_of(blocks, checked.scenario.start.parameters)) checks.world = checked.world;
  return checks;
}

Prepared prepare(const std::filesystem::path& scenario, const ScenarioOptions& options) {
  return prepare_read(read_scenario(scenario, all_parameters(), options), scenario.filename().string());
}

Prepared prepare_read(ScenarioReading reading, const std::string& file, const Checks& checks) {
  Prepared prepared;
  prepared.scenario = std::move(reading.scenario);
  prepared.mistakes = std::move(reading.mistakes);
  if (!prepared.mistakes.empty()) return prepared;
  const Scenario& read = prepared.scenario;
  const std::vector<Problem> problems = problems_of(read, checks, prepared.world);
  if (problems.empty()) return prepared;
  try {
    const Places places(read.record);
    for (const Problem& problem : problems) prepared.mistakes.add(located(problem, places, file));
  } catch (const TooManyMistakes&) {  // those so far are told
  }
  return prepared;
}

Experiment experiment_of(const Prepared& prepared, InstructionSet instruction_set, Forking forking) {
  World world = prepared.world;
  world.instruction_set = instruction_set;
  const Scenario& scenario = prepared.scenario;
  return {scenario.plan,       scenario.start,           scenario.arms, std::move(world),
          prepared.mechanisms, numbered_pairs(scenario), forking};
}

std::vector<std::string> remarks_on(const Scenario& scenario, Horizon horizon) {
  std::vector<std::string> remarks;
  if (horizon == Horizon::scenario) remarks = idle_measures(scenario);
  for (std::string& remark : idle_multiplications(scenario)) remarks.push_back(std::move(remark));
  if (scenario.arms.size() > 1 && arms_are_alike(scenario))
    remarks.emplace_back(
        "all arms are alike: nothing in which they differ is in force in any week of the run");
  return remarks;
}

}  // namespace waterbed
