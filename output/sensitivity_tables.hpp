// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "output/table.hpp"
#include "sim/stats/morris.hpp"
#include "sim/stats/sobol_indices.hpp"
#include "sim/stats/variance_shares.hpp"

// What a sweep tells of one output: which factors matter, and how it answers to them. For programs each row
// has the output's name and unit, and that of a response its factor.
namespace waterbed {

// A factor of a sweep, for people.
struct FactorLabel {
  std::string path;
  std::string role;  // "lever", "uncertainty"
};

// An output of a sweep, and of how many points it is known.
struct OutputLabel {
  std::string name;
  std::size_t known = 0;
  std::size_t points = 0;
  std::string unit{};  // or empty
};

// Factors that matter most come first. Both by factor.
[[nodiscard]] Table morris_table(const OutputLabel& output, std::span<const FactorLabel> factors,
                                 std::span<const stats::MorrisEffect> effects);
[[nodiscard]] Table sobol_table(const OutputLabel& output, std::span<const FactorLabel> factors,
                                const stats::SobolIndices& indices);

// The output where a factor lies in one part of its range, or has one value.
struct ResponsePoint {
  std::string value;  // "0.5", or "0.5 to 0.6"
  std::size_t points = 0;
  std::optional<double> mean;             // over points; missing where none is known
  std::optional<stats::Bounds> interval;  // of it, over replicates
  std::optional<stats::Bounds> middle;    // that holds nine in ten of the points; missing below ten
};
[[nodiscard]] Table response_table(const OutputLabel& output, const FactorLabel& factor,
                                   std::span<const ResponsePoint> curve);

// Of a list: a row a point, with the values of its factors. Both by point.
[[nodiscard]] Table list_table(const OutputLabel& output, std::span<const FactorLabel> factors,
                               std::span<const std::vector<std::string>> values,
                               std::span<const ResponsePoint> points);

// By output; missing where there is one replicate or nothing varies.
[[nodiscard]] Table variance_table(std::span<const OutputLabel> outputs,
                                   std::span<const std::optional<stats::VarianceShares>> shares);

}  // namespace waterbed
