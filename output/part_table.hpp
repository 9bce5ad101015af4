// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/comparison.hpp"
#include "output/result_reader.hpp"
#include "output/table.hpp"

// Flows by terminal and depot: what moves within a place. Both tables are without rows if the scenario has no
// parts.
namespace waterbed {

// `parts` of compare: shipped and landed in both arms, with the difference and its interval.
[[nodiscard]] Table part_table(const ResultReader& reader, const Comparison& comparison);

// `parts` of show: shipped and landed of each arm over the reported time.
[[nodiscard]] Table part_table(const ResultReader& reader);

}  // namespace waterbed
