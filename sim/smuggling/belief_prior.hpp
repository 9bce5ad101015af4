// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/world/state.hpp"

// What organisations believe before any experience. Source: MODEL section 9, "a0, b0 ... mean = mean true
// loss at the start".
namespace waterbed {

// This week's true chance to pass entry and extraction by a crossing, for a small lot.
[[nodiscard]] inline double true_lane_pass(const State& state, std::size_t crossing) {
  return pass_lane(state.controls, crossing);
}

// This week's true loss there with an insider's help relative to that without; 1 where nobody helps.
[[nodiscard]] double true_helped_loss(const World& world, const State& state, std::size_t crossing);

// Lays out the slots of State::beliefs and sets the prior from the controls of the first week. The mean over
// place-methods is weighted by legal traffic (relative to the mean of its stream), as a sender who chose at
// random would meet them.
void set_belief_prior(const World& world, State& state, Week first_week);

}  // namespace waterbed
