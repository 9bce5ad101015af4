// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/waiting.hpp"

#include "sim/base/check.hpp"
#include "sim/smuggling/choice.hpp"

namespace waterbed {
namespace {

// After all that may end an organisation this week.
void keep_waiting(const World&, State& state, Week week) {
  const std::int32_t patience = patience_weeks(state.effective.get<ChoiceParams>());
  if (patience == 0) return;
  Consignments& consignments = state.consignments;
  for (std::size_t number = 0; number < consignments.size_of_week(); ++number) {
    if (consignments.why[number] != NotShipped::unwilling) continue;
    if (week - consignments.planned[number] >= patience) continue;
    if (state.organisations.activity[at(consignments.organisation[number])] <= 0.0) continue;
    WATERBED_CHECK(consignments.number[number] < 1U << 24U);
    consignments.why[number] = NotShipped::waits;
  }
}

}  // namespace

Mechanism waiting_mechanism() {
  return {.name = "waiting", .steps = {{"keep_waiting", Phase::count, keep_waiting, {"investigate"}}}};
}

}  // namespace waterbed
