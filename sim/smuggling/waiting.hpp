// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"
#include "sim/world/state.hpp"

// Consignments that wait. One that its organisation did not want to ship is decided again the next week, with
// the size and the split that it had and new luck of the choice, until it goes, finds no money or no labour,
// or `choice.patience_weeks` have passed since its plan: only then is it not shipped. So what controls or a
// strike hold back for some weeks may come later instead of never. An organisation that is dismantled or
// gives up loses what it has waiting. Source: MODEL, "Waiting". How long organisations wait is not known:
// assumptions 0 (default) to 13 weeks.
//
// Phase Count, step `keep_waiting`, before the tally: reads organisations, effective; writes consignments.
// What waits stands among the consignments of the next week (step `draw_consignments`). No draws.
namespace waterbed {

// What keys the draws for the decision of a week beside who decides and the plan's week: k, and how long the
// consignment has waited. k stays below 2^24, as in the key of a lot.
[[nodiscard]] inline std::uint32_t key_of_decision(const Consignments& all, std::size_t consignment,
                                                   Week week) {
  const auto waited = static_cast<std::uint32_t>(week - all.planned[consignment]);
  return (waited << 24U) | all.number[consignment];
}

[[nodiscard]] inline PhiloxBlock draw_decision(const State& state, Purpose purpose, std::size_t consignment,
                                               Week week) {
  const Consignments& all = state.consignments;
  return state.luck.draw(purpose, state.organisations.id[at(all.organisation[consignment])],
                         all.planned[consignment], key_of_decision(all, consignment, week));
}

[[nodiscard]] Mechanism waiting_mechanism();

}  // namespace waterbed
