// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/tally/series_list.hpp"
#include "sim/world/state.hpp"

// Legal units that authorities examined, kept waiting and let go, by place: what controls cost those who are
// checked. Instruments say it in expected units, which are no whole numbers: they are added up and rounded
// once a period.
namespace waterbed {

class WorkloadTally {
 public:
  // Declares its series.
  explicit WorkloadTally(SeriesList& list);

  void count(const State& state, Week week, const Counting& counting);
  // Hands the sums over to the list; call once, after the last week. Throws Broken where a sum is no number
  // or too large.
  void finish(SeriesList& list) const;

 private:
  // One series before it is rounded, by period and place.
  struct Sums {
    SeriesList::Id series;
    std::vector<double> units;
  };

  static void add_strata(Sums& sums, const std::vector<double>& units_of_week, std::size_t period,
                         const Counting& counting);

  Sums examined_, held_, released_;
  std::size_t places_ = 0;
};

}  // namespace waterbed
