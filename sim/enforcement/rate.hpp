// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/week/step.hpp"

// An instrument that finds lots with a given probability: for laboratories, and for controls that are known
// only by their result. Source: MODEL, "Entry". With crowding it follows the flow: the chance rises by
// crowding x the share of the place in all lots that were at an entry place last week (MODEL section 10, case
// 10). With no lots last week, as in the first, the share is 0.
//
// Phase Direct. Reads effective, last week's endings; writes controls.entry_pass. No draws.
namespace waterbed {

struct RateParams {
  std::vector<std::string> places;   // empty: all
  std::vector<std::string> methods;  // empty: all
  std::vector<std::string> origins;  // empty: all
  Probability probability;
  Number crowding{0};

  void describe(FieldVisitor& fields);
};

[[nodiscard]] Mechanism rate_mechanism();

}  // namespace waterbed
