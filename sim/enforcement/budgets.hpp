// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sim/week/step.hpp"

// Budgets that follow seizures: once a year an agency's capacity changes by the ratio of what it recorded to
// the year before, to the power r_b. Source: MODEL, "Budgets"; that enforcement budgets follow recorded
// results is an assumption with r_b = 0 as the default.
//
// Phase Renew. Reads endings.recorded, hit_rates.agency; writes budgets. No draws.
namespace waterbed {

// By what the agency's capacity is multiplied this week.
[[nodiscard]] double budget_factor(std::string_view agency, const State& state);

[[nodiscard]] Mechanism budgets_mechanism();

}  // namespace waterbed
