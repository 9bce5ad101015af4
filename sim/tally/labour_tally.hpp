// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/tally/series_list.hpp"
#include "sim/world/state.hpp"

// People in each pool of labour, what they do and earn, and who comes and goes, by week. Pools are those of
// State::labour, in its order.
namespace waterbed {

class LabourTally {
 public:
  // Declares its series.
  explicit LabourTally(SeriesList& list);

  void count(const State& state, Week week, const Counting& counting) const;

 private:
  SeriesList::Id people_, demand_, jobs_, wage_;
  SeriesList::Id arrested_, minors_arrested_, first_timers_arrested_, left_, recruited_, minors_recruited_;
};

}  // namespace waterbed
