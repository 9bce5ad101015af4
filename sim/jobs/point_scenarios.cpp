// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/point_scenarios.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "config/number.hpp"
#include "output/fingerprint.hpp"
#include "sim/jobs/factor_places.hpp"
#include "sim/jobs/factor_ranges.hpp"
#include "sim/jobs/point_checks.hpp"
#include "sim/jobs/run_job.hpp"

namespace waterbed {
namespace {

using Values = std::vector<std::string>;

bool has_empty_values(const Design& design) {
  return std::any_of(design.rows.begin(), design.rows.end(), [](const Values& row) {
    return std::any_of(row.begin(), row.end(), [](const std::string& value) { return value.empty(); });
  });
}

// Of a factor: those that are listed, but for the empty ones of a table, or the ends of its range.
Values values_of(const Design& design, std::size_t factor) {
  if (design.rows.empty() && design.factors[factor].values.empty())
    return {end_of_factor(design.factors[factor], FactorEnd::low),
            end_of_factor(design.factors[factor], FactorEnd::high)};
  Values values = design.factors[factor].values;
  for (const Values& row : design.rows)
    if (!row[factor].empty()) values.push_back(row[factor]);
  return values;
}

// By factor; nothing if a value is left to the scenario or is no plain number.
std::optional<std::vector<double>> numbers_of(const Values& values) {
  std::vector<double> numbers;
  for (const std::string& value : values) {
    const std::optional<double> number = read_number(value);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

// Two values of each factor, alike where all are.
struct Ends {
  Values first;
  Values second;
};

// Nothing unless all values are numbers.
std::optional<Ends> ends_of(const Design& design) {
  Ends ends;
  for (std::size_t factor = 0; factor < design.factors.size(); ++factor) {
    const Values values = values_of(design, factor);
    if (values.empty() || !numbers_of(values)) return std::nullopt;
    ends.first.push_back(values.front());
    const auto other = std::find_if(values.begin(), values.end(), [&](const std::string& value) {
      return read_number(value) != read_number(values.front());
    });
    ends.second.push_back(other == values.end() ? values.front() : *other);
  }
  return ends;
}

// What was read of a scenario for one point.
struct ReadPoint {
  Scenario scenario;
  ReadArms arms;
};

// Nothing after a mistake. The reader checks arms that are not run, too.
std::optional<ReadPoint> read_point(const Design& design, const Values& values) {
  const ParameterSet blocks = all_parameters();
  ScenarioOptions options = options_at(design, values);
  ScenarioReading reading = read_scenario(design.scenario, blocks, options);
  if (!reading.mistakes.empty()) return std::nullopt;
  ReadPoint point{std::move(reading.scenario), {}};
  point.arms = {point.scenario.record.parameters, point.scenario.arms};
  if (options.arms.empty()) return point;
  options.arms.clear();
  reading = read_scenario(design.scenario, blocks, options);
  if (!reading.mistakes.empty()) return std::nullopt;
  point.arms.arms = std::move(reading.scenario.arms);
  return point;
}

ReadArms with(ReadArms arms, const FactorPlaces& places, double number) {
  put_into_records(places, number, arms.parameters);
  for (std::size_t arm = 0; arm < arms.arms.size(); ++arm) put_into_arm(places, number, arm, arms.arms[arm]);
  return arms;
}

// Where the factor's number stands; nothing if it is not the number alone that differs.
std::optional<FactorPlaces> places_of(const Design& design, const Ends& ends, std::size_t factor,
                                      const ReadArms& first) {
  Values values = ends.first;
  values[factor] = ends.second[factor];
  const double first_number = *read_number(ends.first[factor]);
  const double second_number = *read_number(ends.second[factor]);
  if (first_number == second_number) return FactorPlaces{};
  const std::optional<ReadPoint> point = read_point(design, values);
  if (!point) return std::nullopt;
  const ReadArms& second = point->arms;
  FactorPlaces places = differences(first, second);
  const bool has_number = !places.parameters.empty() || !places.measures.empty();
  const bool is_number_alone = has_number && are_same(with(first, places, second_number), second) &&
                               are_same(with(second, places, first_number), first);
  return is_number_alone ? std::optional(std::move(places)) : std::nullopt;
}

std::optional<std::vector<FactorPlaces>> places_of_all(const Design& design, const Ends& ends,
                                                       const ReadArms& first) {
  std::vector<FactorPlaces> all;
  for (std::size_t factor = 0; factor < design.factors.size(); ++factor) {
    std::optional<FactorPlaces> places = places_of(design, ends, factor, first);
    if (!places) return std::nullopt;
    all.push_back(*std::move(places));
  }
  return all;
}

}  // namespace

// A point from which all others are made.
class PointScenarios::Quick {
 public:
  // Null if a factor is not quick.
  static std::unique_ptr<const Quick> of(const SweepPlan& plan) {
    for (const Factor& factor : plan.design.factors)
      if (!factor.members.empty()) return nullptr;
    const std::optional<Ends> ends = ends_of(plan.design);
    if (!ends) return nullptr;
    std::optional<ReadPoint> first = read_point(plan.design, ends->first);
    if (!first) return nullptr;
    std::optional<std::vector<FactorPlaces>> factors = places_of_all(plan.design, *ends, first->arms);
    if (!factors) return nullptr;
    return std::make_unique<const Quick>(plan, *numbers_of(ends->first), *std::move(first),
                                         *std::move(factors));
  }

  Quick(const SweepPlan& plan, std::vector<double> numbers, ReadPoint first,
        std::vector<FactorPlaces> factors)
      : numbers_(std::move(numbers)),
        scenario_(std::move(first.scenario)),
        arms_(std::move(first.arms.arms)),
        factors_(std::move(factors)),
        ranges_(arms_, scenario_.plan, factors_),
        checks_(checks_for(plan)),
        fingerprint_(record_with(plan.base)) {
    scenario_.record.files.clear();
    for (const Arm& run : scenario_.arms) run_.push_back(number_of(run.name));
  }

  // By factor; nothing if the reader has to look at the point.
  [[nodiscard]] std::optional<std::vector<double>> allowed(const Values& values) const {
    std::optional<std::vector<double>> numbers = numbers_of(values);
    if (!numbers || numbers->size() != factors_.size()) return std::nullopt;
    for (std::size_t factor = 0; factor < factors_.size(); ++factor)
      if (factors_[factor].is_empty() && (*numbers)[factor] != numbers_[factor]) return std::nullopt;
    return ranges_.hold(*numbers) ? numbers : std::nullopt;
  }

  [[nodiscard]] Prepared prepared(const std::vector<double>& numbers, const std::string& file) const {
    return prepare_read({scenario_with(numbers), {}}, file, checks_);
  }

  [[nodiscard]] std::uint64_t question(const std::vector<double>& numbers) const {
    Fingerprint result = fingerprint_;
    for (std::size_t factor = 0; factor < factors_.size(); ++factor)
      for (const FactorPlaces::InRecord& place : factors_[factor].records)
        result = result.replaced(scenario_.record.parameters[place.record], value_of(place, numbers[factor]));
    return result.value();
  }

 private:
  // All, if the first point is one that may not be run.
  [[nodiscard]] Checks checks_for(const SweepPlan& plan) const {
    const Prepared first = prepare_read({scenario_, {}}, plan.design.scenario.filename().string());
    if (!first.mistakes.empty()) return {};
    return checks_of_points(first, arms_, factors_);
  }

  // With the layout of the base, on which numbers have no influence.
  [[nodiscard]] ResultRecord record_with(const Prepared& base) const {
    ResultRecord record = record_of(base, experiment_of(base, InstructionSet::plain));
    record.scenario = scenario_.record;
    return record;
  }

  [[nodiscard]] std::size_t number_of(const std::string& name) const {
    const auto found =
        std::find_if(arms_.begin(), arms_.end(), [&](const Arm& arm) { return arm.name == name; });
    return static_cast<std::size_t>(found - arms_.begin());
  }

  [[nodiscard]] Scenario scenario_with(const std::vector<double>& numbers) const {
    Scenario scenario{scenario_.plan, arm_with(numbers, 0), {}, scenario_.pairs, scenario_.record};
    for (const std::size_t arm : run_) scenario.arms.push_back(arm_with(numbers, arm));
    for (std::size_t factor = 0; factor < factors_.size(); ++factor)
      put_into_records(factors_[factor], numbers[factor], scenario.record.parameters);
    return scenario;
  }

  [[nodiscard]] Arm arm_with(const std::vector<double>& numbers, std::size_t arm) const {
    Arm changed = arms_[arm];
    for (std::size_t factor = 0; factor < factors_.size(); ++factor)
      put_into_arm(factors_[factor], numbers[factor], arm, changed);
    return changed;
  }

  std::vector<double> numbers_;  // of the first point, by factor
  Scenario scenario_;
  std::vector<Arm> arms_;  // all of the scenario
  std::vector<std::size_t> run_;
  std::vector<FactorPlaces> factors_;  // empty: all points have the first one's number
  FactorRanges ranges_;
  Checks checks_;
  Fingerprint fingerprint_;
};

PointScenarios::PointScenarios(const SweepPlan& plan)
    : plan_(plan), quick_(Quick::of(plan)), is_quick_(quick_ != nullptr && !has_empty_values(plan.design)) {}

PointScenarios::~PointScenarios() = default;

Prepared PointScenarios::at(const Values& values) const {
  const auto numbers = quick_ == nullptr ? std::nullopt : quick_->allowed(values);
  if (numbers) {
    Prepared point = quick_->prepared(*numbers, plan_.design.scenario.filename().string());
    if (point.mistakes.empty()) return point;
  }
  return read_again(values);
}

std::uint64_t PointScenarios::question(const Values& values) const {
  const auto numbers = quick_ == nullptr ? std::nullopt : quick_->allowed(values);
  if (numbers) return quick_->question(*numbers);
  return question_of(read_again(values), values);
}

std::uint64_t PointScenarios::question_of(const Prepared& point, const Values& values) const {
  if (point.mistakes.empty())
    return fingerprint(record_of(point, experiment_of(point, InstructionSet::plain)));
  return fingerprint_of_unreadable(record_of(plan_.base, experiment_of(plan_.base, InstructionSet::plain)),
                                   options_at(plan_.design, values).sets);
}

Prepared PointScenarios::read_again(const Values& values) const {
  return prepare(plan_.design.scenario, options_at(plan_.design, values));
}

}  // namespace waterbed
