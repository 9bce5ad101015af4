// SPDX-License-Identifier: Apache-2.0
#include "sim/week/calendar.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace waterbed {

Calendar::Calendar(const Arm& arm) : measures_(arm.measures) {
  std::set<std::string> paths;
  for (const Measure& measure : measures_)
    for (const ParameterChange& change : measure.changes) paths.insert(change.path);
  const std::map<std::string, FoundQuantity> found = find_quantities(arm.parameters, paths);
  std::map<std::string, std::size_t> touched_of;
  for (std::size_t measure = 0; measure < measures_.size(); ++measure) {
    for (const ParameterChange& change : measures_[measure].changes) {
      const auto quantity = found.find(change.path);
      WATERBED_CHECK(quantity != found.end());
      const auto [touched, is_new] = touched_of.emplace(change.path, touched_.size());
      if (is_new) touched_.push_back(quantity->second);
      changes_.push_back({touched->second, measure, change});
    }
  }
}

bool Calendar::apply(Week week, EffectiveParameters& effective) const {
  std::vector<double> values;
  values.reserve(touched_.size());
  for (const FoundQuantity& touched : touched_) values.push_back(touched.value);
  for (const ActiveChange& active : changes_) {
    double& value = values[active.touched];
    value = changed(active.change, value, strength(measures_[active.measure], week));
  }
  bool differs = false;
  for (std::size_t index = 0; index < touched_.size(); ++index) {
    differs = differs || effective.value(touched_[index].position) != values[index];
    effective.set(touched_[index].position, values[index]);
  }
  return differs;
}

std::vector<std::size_t> Calendar::touched_positions() const {
  std::vector<std::size_t> positions;
  for (const FoundQuantity& touched : touched_) positions.push_back(touched.position);
  std::sort(positions.begin(), positions.end());
  return positions;
}

}  // namespace waterbed
