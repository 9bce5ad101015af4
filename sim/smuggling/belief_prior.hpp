// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/world/state.hpp"

// What organisations believe before any experience. Source: MODEL section 9, "a0, b0 ... mean = mean true
// loss at the start".
namespace waterbed {

// This week's true chance to pass entry and extraction by a crossing, for a small lot; with the help of an
// insider of a pool, if one is given.
[[nodiscard]] inline double true_lane_pass(const State& state, std::size_t crossing,
                                           const Pool* insider = nullptr) {
  const double entry_help = insider == nullptr ? 0.0 : insider->entry_help;
  const double extraction_help = insider == nullptr ? 0.0 : insider->extraction_help;
  return pass_entry(state.controls, crossing, entry_help) *
         pass_extraction(state.controls, crossing, extraction_help);
}

// Lays out the slots of State::beliefs and sets the prior from the controls of the first week. The mean over
// place-methods is weighted by legal traffic (relative to the mean of its stream), as a sender who chose at
// random would meet them.
void set_belief_prior(const World& world, State& state, Week first_week);

}  // namespace waterbed
