// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sim/week/step.hpp"

// Budgets that follow seizures: once a year an agency's capacity changes by the ratio of what it recorded to
// the year before, to the power r_b. Source: MODEL, "Budgets"; that enforcement budgets follow recorded
// results is an assumption with r_b = 0 as the default. A year is 52 weeks, counted from the week in which
// any agency's r_b is first not 0. Each of several agencies at a place is credited with all that is recorded
// there. A budget at most halves or doubles in a year and stays within a hundredth and a hundredfold of its
// start. Budgets come before joint ones: partners share what their budgets allow.
//
// Phase Renew. Reads endings.recorded, hit_rates.agency; writes budgets. No draws.
namespace waterbed {

// By what the agency's capacity is multiplied this week.
[[nodiscard]] double budget_factor(std::string_view agency, const State& state);

[[nodiscard]] Mechanism budgets_mechanism();

}  // namespace waterbed
