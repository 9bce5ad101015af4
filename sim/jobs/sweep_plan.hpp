// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/jobs/design_points.hpp"
#include "sim/jobs/prepare.hpp"

// What comes before any point of a sweep is run: design and scenario are read and checked.
namespace waterbed {

// The design with all its ranges, and the scenario as it is without factors; or the user's mistakes.
struct SweepPlan {
  Design design;
  Prepared base;
  Mistakes mistakes;
};

// Also tries both ends and the middle of each factor's range, all its values, or the points of a list, up to
// some hundred, so that what the scenario does not allow is told before anything runs.
[[nodiscard]] SweepPlan plan_sweep(const std::filesystem::path& design);

// How the scenario is read for a point with these values, by factor.
[[nodiscard]] ScenarioOptions options_at(const Design& design, const std::vector<std::string>& values);

}  // namespace waterbed
