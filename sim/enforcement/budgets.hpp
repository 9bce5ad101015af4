// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sim/week/step.hpp"

// Budgets that follow seizures: once a year an agency's capacity changes by the ratio of what it recorded to
// the year before, to the power r_b. Source: MODEL, "Budgets"; that enforcement budgets follow recorded
// results is an assumption with r_b = 0 as the default. A year is 52 weeks, counted from the first find
// with which an agency is credited while any r_b is not 0. Each of several agencies at a place is credited
// with all that is recorded there. A budget at most halves or doubles in a year and stays within a hundredth
// and a hundredfold of its start. A find counts for an agency whose patrol, scanner, screening or source-side
// control worked at its place that year, in the week of the find, however late it is written down. Where all
// r_b are 0 again, budgets are as at the start. Budgets come before joint ones: partners share what their
// budgets allow.
//
// Phase Renew. Reads endings.recorded; writes budgets. No draws.
namespace waterbed {

// By what the agency's capacity is multiplied this week.
[[nodiscard]] double budget_factor(std::string_view agency, const State& state);

// Remembers that an instrument of the agency works at the place (phase Direct).
void note_work(Index agency, Index place, const World& world, State& state);

[[nodiscard]] Mechanism budgets_mechanism();

}  // namespace waterbed
