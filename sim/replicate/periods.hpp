// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/replicate/plan.hpp"
#include "sim/tally/results.hpp"

namespace waterbed {

// The reporting periods of a plan. Quarters and years are of the ISO calendar week's Thursday, so a week
// belongs to the quarter that holds most of it; the first and last period may be shorter.
[[nodiscard]] std::vector<PeriodLabel> reporting_periods(const RunPlan& plan);

}  // namespace waterbed
