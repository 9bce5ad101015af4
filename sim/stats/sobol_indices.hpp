// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/stats/interval.hpp"
#include "sim/stats/sobol_points.hpp"

// Sobol' indices: which share of the output's variance each factor makes by itself (first order S), and with
// all that it does together with others (total T). Design and estimators of Saltelli et al. (2010),
// doi:10.1016/j.cpc.2009.09.018: S after their equation (b) with values centred first, T of Jansen (1999),
// equation (f). Intervals: percentiles of a bootstrap over blocks.
namespace waterbed::stats {

// A block: points A and B, drawn independently, and for each factor A with that factor's value of B.
class SaltelliDesign {
 public:
  // Throws Broken for no dimension or more than half of SobolPoints::most_dimensions.
  SaltelliDesign(std::size_t dimensions, std::uint64_t seed)
      : dimensions_(dimensions), points_(2 * dimensions, seed) {}

  [[nodiscard]] std::size_t points_of_block() const { return dimensions_ + 2; }
  // A, B, then A with one factor of B after the other; coordinates in (0, 1).
  [[nodiscard]] std::vector<std::vector<double>> block(std::uint32_t number) const;

 private:
  std::size_t dimensions_;
  SobolPoints points_;
};

struct SobolIndex {
  double first = 0;
  double total = 0;
  std::optional<Bounds> first_interval;  // missing below ten blocks, or where a resample does not vary
  std::optional<Bounds> total_interval;
};

struct SobolIndices {
  std::vector<SobolIndex> factors;  // empty if the output does not vary
  std::size_t blocks = 0;           // that are whole
  double variance = 0;              // of the output
};

// outputs[b] are those of the points of block b, in their order, finite numbers; a missing one takes its
// block out. `level` in (0, 1) of the intervals. Throws Broken for blocks of other sizes than one design has.
[[nodiscard]] SobolIndices sobol_indices(std::span<const std::vector<std::optional<double>>> outputs,
                                         double level = 0.95);

}  // namespace waterbed::stats
