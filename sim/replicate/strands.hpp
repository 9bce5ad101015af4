// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/week/calendar.hpp"

// Which arms of a replicate are computed as one. Arms begin with one state and share all luck; a step sees
// the world, the state and the week, and of what belongs to an arm only the week's effective parameters. So
// arms are one run, a strand, until the first week in which these differ in any bit: worked out from the
// calendars alone, once for all replicates.
namespace waterbed {

// Whether arms that have not differed yet are computed once; results are the same.
enum class Forking { yes, no };

// The strands of the weeks from `from` to before `until`.
struct Strands {
  Week from;
  Week until;
  std::vector<std::size_t> of_arm;  // by arm: the first arm of its strand, by whose number it goes
};

// The strands of all weeks from `first` to before `end`, one after the other, as strands divide. None is ever
// joined again. There is at least one week; `calendars` are those of `arms`.
[[nodiscard]] std::vector<Strands> strands_of(const std::vector<Arm>& arms,
                                              const std::vector<Calendar>& calendars, Week first, Week end,
                                              Forking forking);

// Weeks of all strands together.
[[nodiscard]] std::int64_t weeks_computed(const std::vector<Strands>& strands);

}  // namespace waterbed
