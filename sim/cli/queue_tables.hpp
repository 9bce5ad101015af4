// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "output/table.hpp"
#include "sim/jobs/queue_status.hpp"

namespace waterbed {

// What the queue has of a sweep, why tasks ended early, and what tasks said.
[[nodiscard]] std::vector<Table> queue_tables(const QueueStatus& status);

}  // namespace waterbed
