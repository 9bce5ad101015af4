// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/period_of_week.hpp"

namespace waterbed {

PeriodOfWeek::PeriodOfWeek(std::vector<Week> period_starts, Week end)
    : first_(period_starts.empty() ? end : period_starts.front()), count_(period_starts.size()) {
  period_starts.push_back(end);
  for (std::size_t period = 0; period < count_; ++period)
    for (Week week = period_starts[period]; week < period_starts[period + 1]; week = week + 1)
      period_.push_back(index_of(period));
}

}  // namespace waterbed
