// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/result_reader.hpp"
#include "output/table.hpp"

namespace waterbed {

// What `waterbed run` prints: one row an arm, tonnes a year as means over the replicates whose runs are done
// in all arms, and how much less lands than in the reference, paired by replicate, with its 95 % Student-t
// interval.
[[nodiscard]] Table summarise(const ResultReader& reader);

}  // namespace waterbed
