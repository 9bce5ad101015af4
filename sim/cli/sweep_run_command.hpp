// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/cli/commands.hpp"
#include "sim/jobs/sweep_plan.hpp"

namespace waterbed {

// `waterbed sweep run`, `merge` and `status`; returns the exit code.
[[nodiscard]] int sweep_run_command(const Arguments& arguments, const SweepPlan& plan);

}  // namespace waterbed
