// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/cli/commands.hpp"
#include "sim/jobs/sweep_plan.hpp"

namespace waterbed {

// `waterbed sweep submit`; the plan has no mistakes. Returns the exit code.
[[nodiscard]] int submit_command(const Arguments& arguments, const SweepPlan& plan);

// `waterbed sweep cancel`, which reads no design. Returns the exit code.
[[nodiscard]] int cancel_command(const Arguments& arguments);

}  // namespace waterbed
