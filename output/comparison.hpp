// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "output/compare.hpp"
#include "output/flows.hpp"
#include "output/result_reader.hpp"
#include "output/table.hpp"

// What the tables of `compare` have in common.
namespace waterbed {

// What is compared.
struct Comparison {
  std::size_t reference;  // arms
  std::size_t arm;
  PeriodWindow window;
  std::vector<std::size_t> replicates;  // done in both arms
};

// Throws OutputError as compare does.
[[nodiscard]] Comparison comparison_of(const ResultReader& reader, const CompareOptions& options);

// `comparison`: arms, time, replicates used and dropped.
[[nodiscard]] Table comparison_table(const ResultReader& reader, const Comparison& comparison);

// One number in both arms by replicate: means, difference, its 95 % interval (empty cells if there is none).
struct PairedCells {
  std::vector<Cell> numbers;  // A, B, B - A, low, high
  Cell saved_percent;         // share of the variance saved by pairing
};

[[nodiscard]] PairedCells paired_cells(const std::vector<double>& reference, const std::vector<double>& arm,
                                       int decimals);

}  // namespace waterbed
