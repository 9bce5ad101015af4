// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "output/table.hpp"
#include "sim/replicate/profile.hpp"
#include "sim/world/world.hpp"

namespace waterbed {

// What `run --profile` prints: `profile`, the time by step, and `computed`, what was computed in it.
[[nodiscard]] std::vector<Table> profile_tables(const Profile& profile, Index organisations);

}  // namespace waterbed
