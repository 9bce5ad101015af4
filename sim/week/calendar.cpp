// SPDX-License-Identifier: Apache-2.0
#include "sim/week/calendar.hpp"

#include <map>

namespace waterbed {

Calendar::Calendar(const Arm& arm) : measures_(arm.measures) {
  ParameterSet parameters = arm.parameters;
  std::map<std::string, Touched> by_path;
  std::size_t position = 0;
  for_each_quantity(parameters, [&](const std::string& path, const QuantityField& field) {
    by_path[path] = {position++, *field.value};
  });
  std::map<std::string, std::size_t> touched_of;
  for (std::size_t measure = 0; measure < measures_.size(); ++measure) {
    for (const ParameterChange& change : measures_[measure].changes) {
      const auto found = by_path.find(change.path);
      WATERBED_CHECK(found != by_path.end());
      const auto [touched, is_new] = touched_of.emplace(change.path, touched_.size());
      if (is_new) touched_.push_back(found->second);
      changes_.push_back({touched->second, measure, change});
    }
  }
}

bool Calendar::apply(Week week, EffectiveParameters& effective) const {
  std::vector<double> values;
  values.reserve(touched_.size());
  for (const Touched& touched : touched_) values.push_back(touched.base);
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

}  // namespace waterbed
