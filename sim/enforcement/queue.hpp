// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "sim/week/step.hpp"

// The line before a scanner whose agency demands a share y of the traffic rather than directing capacity:
//   wanted = y B + backlog, examined = min(wanted, capacity),
// first come, first served; the rest waits for `hold` weeks at most and is then released unexamined. Strata
// share the capacity in proportion to what they want at each age. Source: MODEL, "Entry"; but a lot that
// comes this week is examined with chance y at most: when a backlog is worked off, the rest of what is
// examined came before.
//
// `arrivals: random` resolves the week: units come and are served at random moments (random_queue.hpp). The
// traffic of all strata then stands in one line, and strata share what becomes of it by what they wanted.
//
// Phase Direct, within the scanner's step. Reads effective; writes queues, controls.held_units,
// released_units. Draws: those of random_queue.hpp.
namespace waterbed {

enum class Arrivals { even, random };

struct QueueParams {
  Share demanded_share{0};  // off: capacity is directed, nothing waits
  Weeks hold{0};
  Arrivals arrivals = Arrivals::even;
  std::int64_t servers = 1;

  void describe(FieldVisitor& fields);
};

// What becomes of a week's line, in legal units by stratum covered.
struct QueueWeek {
  std::vector<double> examined;
  std::vector<double> held;      // at the end of the week
  std::vector<double> released;  // during the week
};

// One week of even arrivals: `wanted` (y B by stratum) joins `queue`, `capacity` is spent on it, and what has
// waited `hold_weeks` whole weeks leaves.
[[nodiscard]] QueueWeek pass_even_week(const std::vector<double>& wanted, double capacity,
                                       std::size_t hold_weeks, Queue& queue);

// Who demands.
struct Demand {
  std::size_t scanner;    // its number
  std::string_view name;  // key of its draws
  const QueueParams& params;
  double capacity;  // units a week
};

// Units examined this week in each of `strata`.
[[nodiscard]] std::vector<double> examine_demanded(const Demand& demand,
                                                   const std::vector<std::size_t>& strata, State& state,
                                                   Week week);

// Lets go all that waits before a scanner that no longer demands a share.
void release_queue(std::size_t scanner, const std::vector<std::size_t>& strata, State& state);

}  // namespace waterbed
