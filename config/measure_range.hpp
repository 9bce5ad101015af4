// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <vector>

#include "config/arms.hpp"
#include "config/measures.hpp"
#include "config/number_index.hpp"
#include "config/reading.hpp"
#include "sim/replicate/plan.hpp"

namespace waterbed {

// The weeks of the run in which one of the measures has another strength than before, at most.
[[nodiscard]] std::set<Week> weeks_of_change(const std::vector<const Measure*>& measures,
                                             const RunPlan& plan);

// Refuses measures that, alone or together, take a number out of its range in a week of the run: once for
// each measure and number, at the last of the measures in force.
void check_ranges_under_measures(const std::vector<ReadArm>& arms, const std::vector<ReadMeasure>& measures,
                                 const NumberIndex& index, const RunPlan& plan, Reading& reading);

}  // namespace waterbed
