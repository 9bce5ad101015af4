// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/period_of_week.hpp"

#include <algorithm>

namespace waterbed {

PeriodOfWeek::PeriodOfWeek(std::vector<Week> period_starts, Week end)
    : starts_(std::move(period_starts)), end_(end) {}

Index PeriodOfWeek::of(Week week) const {
  if (starts_.empty() || week < starts_.front() || week >= end_) return none;
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), week);
  return index_of(static_cast<std::size_t>(after - starts_.begin()) - 1);
}

}  // namespace waterbed
