// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/week/step.hpp"

// An instrument that finds lots with a given probability: for laboratories, and for controls that are known
// only by their result. Source: MODEL, "Entry".
//
// Phase Direct. Reads effective; writes controls.entry_pass. No draws.
namespace waterbed {

struct RateParams {
  std::vector<std::string> places;   // empty: all
  std::vector<std::string> methods;  // empty: all
  std::vector<std::string> origins;  // empty: all
  Probability probability;

  void describe(FieldVisitor& fields);
};

[[nodiscard]] Mechanism rate_mechanism();

}  // namespace waterbed
