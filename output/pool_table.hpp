// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/comparison.hpp"
#include "output/result_reader.hpp"
#include "output/table.hpp"

// Tables of pooled labour, means over the reported time and over replicates: people and wage, jobs wanted and
// given a week, people arrested and recruited a year. Without rows where the file counts no pools.
namespace waterbed {

// `pools`: of the first arm, a row a pool.
[[nodiscard]] Table pool_table(const ResultReader& reader);

// `pools`: in both arms, with the difference and its interval, a row for each figure of a pool.
[[nodiscard]] Table pool_comparison_table(const ResultReader& reader, const Comparison& comparison);

}  // namespace waterbed
