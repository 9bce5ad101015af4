// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/tally/series_list.hpp"
#include "sim/world/state.hpp"

// How many organisations are at work and how many investigations dismantle, by week.
namespace waterbed {

class OrganisationTally {
 public:
  // Declares its series.
  explicit OrganisationTally(SeriesList& list);

  void count(const State& state, Week week, const Counting& counting) const;

 private:
  SeriesList::Id active_, dismantled_;
};

}  // namespace waterbed
