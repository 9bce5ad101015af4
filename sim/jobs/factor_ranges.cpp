// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/factor_ranges.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "config/measure_range.hpp"

namespace waterbed {
namespace {

using Bound = FactorRanges::Bound;
using Amount = FactorRanges::Amount;
using Measured = FactorRanges::Measured;

// What factors reach in one arm.
class Reach {
 public:
  Reach(const Arm& arm, std::size_t number, const std::vector<FactorPlaces>& factors)
      : arm_(arm), parameters_(arm.parameters) {
    for (std::size_t factor = 0; factor < factors.size(); ++factor) {
      for (const FactorPlaces::InParameters& place : factors[factor].parameters)
        if (place.arm == number) of_base_.emplace(path_at(place.place), factor);
      for (const FactorPlaces::InMeasure& place : factors[factor].measures)
        if (place.arm == number) of_change_.emplace(std::pair(place.measure, place.change), factor);
    }
    find_quantities();
  }

  void add_bounds(std::vector<Bound>& bounds) const {
    for (const auto& [path, factor] : of_base_) bounds.push_back({factor, quantities_.at(path).range});
    for (const auto& [place, factor] : of_change_) {
      const ParameterChange& change = change_at(place);
      if (change.operation == Operation::set) bounds.push_back({factor, quantities_.at(change.path).range});
    }
  }

  void add_measured(const RunPlan& plan, std::vector<Measured>& all) const {
    for (const auto& [path, quantity] : quantities_) {
      const std::vector<Place> places = places_of(path);
      if (!places.empty()) all.push_back(measured(path, places, plan));
    }
  }

 private:
  using Place = std::pair<std::size_t, std::size_t>;  // measure of the arm, change of the measure

  struct Quantity {
    Range range;
    double value;
  };

  [[nodiscard]] std::string path_at(const QuantityPlace& place) {
    return path_of(parameters_.block(place.block), place.entry, key_of(field_at(parameters_, place)));
  }

  [[nodiscard]] const ParameterChange& change_at(const Place& place) const {
    return arm_.measures[place.first].changes[place.second];
  }

  void find_quantities() {
    std::set<std::string, std::less<>> paths;
    for (const auto& [path, factor] : of_base_) paths.insert(path);
    for (const auto& [place, factor] : of_change_) paths.insert(change_at(place).path);
    for_each_quantity(parameters_, [&](const std::string& path, const QuantityField& field) {
      if (paths.contains(path)) quantities_.insert({path, {field.range, *field.value}});
    });
  }

  [[nodiscard]] std::vector<Place> places_of(const std::string& path) const {
    std::vector<Place> places;
    for (std::size_t measure = 0; measure < arm_.measures.size(); ++measure) {
      const std::vector<ParameterChange>& changes = arm_.measures[measure].changes;
      for (std::size_t change = 0; change < changes.size(); ++change)
        if (changes[change].path == path) places.emplace_back(measure, change);
    }
    return places;
  }

  template <class Key>
  [[nodiscard]] static std::optional<std::size_t> found(const std::map<Key, std::size_t>& factors,
                                                        const Key& key) {
    const auto factor = factors.find(key);
    return factor == factors.end() ? std::nullopt : std::optional(factor->second);
  }

  [[nodiscard]] Measured measured(const std::string& path, const std::vector<Place>& places,
                                  const RunPlan& plan) const {
    std::vector<const Measure*> measures;
    for (const Place& place : places) measures.push_back(&arm_.measures[place.first]);
    const std::set<Week> weeks = weeks_of_change(measures, plan);
    const Quantity& quantity = quantities_.at(path);
    Measured result{quantity.range, {quantity.value, found(of_base_, path)}, {}, weeks.size()};
    for (const Place& place : places) {
      std::vector<double> strengths;
      for (const Week week : weeks) strengths.push_back(strength(arm_.measures[place.first], week));
      const ParameterChange& change = change_at(place);
      result.uses.push_back(
          {change.operation, {change.amount, found(of_change_, place)}, std::move(strengths)});
    }
    return result;
  }

  const Arm& arm_;
  ParameterSet parameters_;  // describing needs a set that may be written to
  std::map<std::string, std::size_t> of_base_;
  std::map<Place, std::size_t> of_change_;
  std::map<std::string, Quantity> quantities_;  // that factors reach, by path
};

double number_of(const Amount& amount, const std::vector<double>& numbers) {
  return amount.factor ? numbers[*amount.factor] : amount.number;
}

bool holds(const Measured& measured, const std::vector<double>& numbers) {
  for (std::size_t week = 0; week < measured.weeks; ++week) {
    double value = number_of(measured.base, numbers);
    for (const FactorRanges::Use& use : measured.uses)
      value = changed({{}, use.operation, number_of(use.amount, numbers)}, value, use.strengths[week]);
    if (!measured.range.holds(value)) return false;
  }
  return true;
}

}  // namespace

FactorRanges::FactorRanges(const std::vector<Arm>& arms, const RunPlan& plan,
                           const std::vector<FactorPlaces>& factors) {
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    const Reach reach(arms[arm], arm, factors);
    reach.add_bounds(bounds_);
    reach.add_measured(plan, measured_);
  }
}

bool FactorRanges::hold(const std::vector<double>& numbers) const {
  return std::all_of(bounds_.begin(), bounds_.end(),
                     [&](const Bound& bound) { return bound.range.holds(numbers[bound.factor]); }) &&
         std::all_of(measured_.begin(), measured_.end(),
                     [&](const Measured& measured) { return holds(measured, numbers); });
}

}  // namespace waterbed
