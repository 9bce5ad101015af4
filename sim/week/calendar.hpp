// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/base/quantity_lookup.hpp"
#include "sim/week/measure.hpp"
#include "sim/world/effective.hpp"

namespace waterbed {

// The measures of one arm, resolved to positions of parameters: makes the week's effective parameters.
// It knows parameters only as paths.
class Calendar {
 public:
  explicit Calendar(const Arm& arm);

  // Sets every parameter that a measure ever touches to its value of `week`: its base value, changed by the
  // measures in force, in the order of the arm. Returns whether any value is another than before.
  bool apply(Week week, EffectiveParameters& effective) const;

  // The positions of these parameters, in ascending order.
  [[nodiscard]] std::vector<std::size_t> touched_positions() const;

 private:
  struct ActiveChange {
    std::size_t touched;  // index into touched_
    std::size_t measure;
    ParameterChange change;
  };
  std::vector<Measure> measures_;
  std::vector<FoundQuantity> touched_;  // base values
  std::vector<ActiveChange> changes_;   // in the order of measures
};

}  // namespace waterbed
