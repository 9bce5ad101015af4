// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/parameter_set.hpp"
#include "sim/base/units.hpp"

// A measure is a dated change of parameters that is policy, a shock one that is not; an arm is a variant of
// the scenario: its own parameters, the measures in force in it, and all shocks.
namespace waterbed {

enum class Operation { set, add, multiply };

enum class MeasureKind { measure, shock };

// One parameter that a measure changes. In full strength the value becomes `amount`, value + amount, or
// value x amount; during the ramp it goes there in equal weekly steps.
struct ParameterChange {
  std::string path;  // of a quantity, as for_each_quantity names it
  Operation operation;
  double amount;  // in the parameter's unit; a factor for multiply
};

struct Measure {
  std::string name;
  Week from;                  // first week in force
  std::optional<Week> until;  // first week no longer in force
  int ramp_weeks = 0;         // week number `ramp_weeks` is the first in full strength; 0: at once
  std::vector<ParameterChange> changes;
  MeasureKind kind = MeasureKind::measure;
};

// Share of its full strength that a measure has in a week, 0 to 1.
[[nodiscard]] inline double strength(const Measure& measure, Week week) {
  if (week < measure.from || (measure.until && week >= *measure.until)) return 0;
  if (measure.ramp_weeks <= 0) return 1;
  return std::min(1.0, static_cast<double>(week - measure.from + 1) / measure.ramp_weeks);
}

// The value under a change at this strength. Several changes of one parameter apply one after the other, in
// the order of the measures. Full strength gives the amount itself, without the rounding of the formula.
[[nodiscard]] inline double changed(const ParameterChange& change, double value, double strength) {
  if (strength <= 0) return value;
  const bool is_full = strength >= 1;
  switch (change.operation) {
    case Operation::set:
      return is_full ? change.amount : value + strength * (change.amount - value);
    case Operation::add:
      return value + strength * change.amount;
    case Operation::multiply:
      return value * (is_full ? change.amount : 1 + strength * (change.amount - 1));
  }
  return value;
}

struct Arm {
  std::string name;
  ParameterSet parameters;  // before any measure; same blocks, entries and at_start_only values in every arm
  std::vector<Measure> measures;
};

}  // namespace waterbed
