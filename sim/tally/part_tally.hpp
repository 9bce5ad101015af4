// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/tally/series_list.hpp"
#include "sim/world/state.hpp"

// Flows by part of an entry place, so that a move from one terminal to another is seen though the lane stays
// the same. What goes through a place, or by a method, without parts counts at none; a scenario without parts
// has none of these series.
namespace waterbed {

class PartTally {
 public:
  // Declares its series.
  explicit PartTally(SeriesList& list);

  void count(const State& state, Week week, const Counting& counting) const;

 private:
  void count_endings(const State& state, Week week, const Counting& counting) const;

  SeriesList::Id shipped_g_, landed_g_, stopped_g_, seized_g_;
};

}  // namespace waterbed
