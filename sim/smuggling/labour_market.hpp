// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/week/step.hpp"

// Pooled labour at a place: who gets whom, for what wage. Organisations first say what they want (with the
// choice of their routes), then jobs are given out: the highest bids win, ties by a keyed order, and a
// consignment gets hands for all its lots or for none. A consignment without crew or skipper is not shipped;
// insiders help with as many of its lots as there are jobs left, and the others go without. A week's excess
// of demand over jobs, relative to jobs and within -1 and 1, moves the wage by `wage_response` times itself.
// The wage sets how many people would like to be in the pool; after a lag a share of those missing is
// recruited, and a share of those too many stops. Source: MODEL, "Extraction": wage 10 % of the excess, jobs
// 1 a week; recruiting as a rate of what was missing is
// ours, and its numbers are assumptions: lowest wage a tenth of that of the start (1 EUR to all of it),
// elasticity 1 (.1 to 2), refill .05 a week (.01 to .2), lag 8 weeks (0 to 26).
//
// Phase Plan, step `hire`: reads consignments, labour; writes both. Phase Clear, step `adjust_wages`: labour.
// Which pools there are say insiders.hpp, crews.hpp and skippers.hpp.
// Draws: "labour.capacity" by pool, week: rounding of jobs; "labour.priority" by organisation, week
// of the plan, k, weeks waited.
// "labour.recruits", "labour.stops" by pool, week, for the mechanisms of the pools (phase Renew).
namespace waterbed {

// What the pools of insiders, crews and skippers have in common.
struct PoolTerms {
  std::string place{};
  std::vector<std::string> parts{};    // empty: all of the place
  std::vector<std::string> methods{};  // empty: all of the place
  Euros wage{20000};                   // at the start, and with which `people` are wanted
  Euros lowest_wage{2000};
  Number jobs{1};
  Number wage_response{0.1};
  Number supply_elasticity{1};
  Probability refill{0.05};
  Weeks recruit_lag{8};

  void describe_at(FieldVisitor& fields);
};

// Adds a pool of `people` at the start of a run and lets the place-methods that it serves find it. A pool
// that works in parts of a place serves no method that is used at the whole of it.
Pool& add_pool(LabourKind kind, std::string_view name, const PoolTerms& terms, double people,
               const World& world, State& state);

// The pool that `add_pool` made under this name; null before (in the week in which the start is made).
[[nodiscard]] Pool* pool_named(std::string_view name, State& state);

// This week's terms (phase Direct).
void set_terms(Pool& pool, const PoolTerms& terms);

// People who would like to be in the pool at its wage: people x (wage / terms.wage)^elasticity.
[[nodiscard]] double wanted_people(const Pool& pool, const PoolTerms& terms, double people);

// Recruits and stops of a week in a pool that `wanted` people would like to be in (phase Renew): after the
// lag, `refill` of the people who were missing then come (Poisson, no more than were missing), and as large a
// share of those too many go (binomial). Writes number, recruited; adds to left. Returns how many stopped.
std::int64_t refill(Pool& pool, const PoolTerms& terms, double wanted, const State& state, Week week);

[[nodiscard]] Mechanism labour_market_mechanism();

}  // namespace waterbed
