// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/comparison.hpp"
#include "output/result_reader.hpp"
#include "output/table.hpp"

// Tables of pooled labour, means over the reported time and over replicates: people and what a job pays, jobs
// wanted and given a week, people arrested and recruited a year.
namespace waterbed {

// `pools`: of the first arm, a row a pool that was ever wanted. Without rows where the file counts no pools.
[[nodiscard]] Table pool_table(const ResultReader& reader);

// `pools`: in both arms, with the difference and its interval, a row for each figure of a pool whose interval
// leaves 0 out: a world of 50 pools has 300 figures, most of which no measure reaches. Without columns where
// the file counts no pools.
[[nodiscard]] Table pool_comparison_table(const ResultReader& reader, const Comparison& comparison);

}  // namespace waterbed
