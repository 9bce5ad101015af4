// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/world/world.hpp"

namespace waterbed {

// The reporting period of a week; none before the start and after the end.
class PeriodOfWeek {
 public:
  // period_starts[p] is the first week of period p; `end` the first week after the last period.
  PeriodOfWeek(std::vector<Week> period_starts, Week end);
  [[nodiscard]] Index of(Week week) const {
    const std::int32_t since_start = week - first_;
    return since_start < 0 || at(since_start) >= period_.size() ? none : period_[at(since_start)];
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  Week first_;
  std::vector<Index> period_;  // by week from the first on
  std::size_t count_;
};

}  // namespace waterbed
