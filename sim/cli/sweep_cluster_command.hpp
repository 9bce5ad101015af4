// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/cli/commands.hpp"
#include "sim/jobs/sweep_plan.hpp"
#include "sim/jobs/sweep_queue.hpp"

namespace waterbed {

// `waterbed sweep submit`, or `cancel`; the plan has no mistakes.
[[nodiscard]] int sweep_cluster_command(const Arguments& arguments, const SweepPlan& plan);

// What the queue has of a sweep, why tasks ended early, and what tasks said.
[[nodiscard]] std::vector<Table> queue_tables(const QueueStatus& status);

}  // namespace waterbed
