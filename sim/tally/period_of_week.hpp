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
  [[nodiscard]] Index of(Week week) const;
  [[nodiscard]] std::size_t count() const { return starts_.size(); }

 private:
  std::vector<Week> starts_;
  Week end_;
};

}  // namespace waterbed
