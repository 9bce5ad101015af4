// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/week/step.hpp"

// Liaison officers posted at source and transit places, who send word of loads to those who receive them.
// What can be known is limited, and every further officer adds less:
//   chance of word = most_tipped x officers / (officers + officers_for_half)
// A lot of which word came is found at entry with found_if_tipped, whatever else looks at it.
//
// Phase Direct. Reads effective; writes controls.entry_pass. No draws. most_tipped .1 (.02 to .3),
// officers_for_half 3 (1 to 10) and found_if_tipped .9 (.5 to 1) are assumptions: finds on foreign
// information are reported, what was sent and missed is not.
namespace waterbed {

struct LiaisonParams {
  std::vector<std::string> places;
  std::vector<std::string> receivers;  // empty: all
  Number officers;
  Number officers_for_half{3};
  Probability most_tipped{0.1};
  Probability found_if_tipped{0.9};

  void describe(FieldVisitor& fields);
};

// Chance that word of a lot comes.
[[nodiscard]] double tip_chance(const LiaisonParams& liaison);

[[nodiscard]] Mechanism liaison_mechanism();

}  // namespace waterbed
