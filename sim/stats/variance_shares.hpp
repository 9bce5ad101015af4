// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

// Which share of the variance of outputs over points and replicates is due to parameters, which to luck, and
// which to luck that strikes differently at different points: components of a two-way table with random rows
// and columns and one value a cell (Searle, Casella and McCulloch, "Variance Components", 1992, section 4.3).
// Replicate r has the same luck at every point.
namespace waterbed::stats {

struct VarianceShares {
  double parameters = 0;   // of points
  double luck = 0;         // of replicates, alike at all points
  double interaction = 0;  // the rest
  double variance = 0;     // the sum of the three components
  std::size_t points = 0;  // that are whole
};

// outputs[point][replicate], finite numbers, as many of each point; a point that lacks a replicate is left
// out. Components below 0 count as 0. Missing below two points or replicates, or where nothing varies but by
// rounding.
[[nodiscard]] std::optional<VarianceShares> variance_shares(
    std::span<const std::vector<std::optional<double>>> outputs);

}  // namespace waterbed::stats
