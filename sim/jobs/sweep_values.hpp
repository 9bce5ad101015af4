// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/mistakes.hpp"

// What came out of a sweep, point by point.
namespace waterbed {

// One output: values[point][replicate]; nothing where a run failed or was not made. An output that is a share
// has the wholes as well, so that shares of several runs are those of their sums.
struct SweepOutput {
  std::string name;
  std::vector<std::vector<std::optional<double>>> values;
  std::vector<std::vector<std::optional<double>>> wholes{};  // empty: no share
  std::string unit{};
};

struct SweepValues {
  std::vector<SweepOutput> outputs;
  Mistakes mistakes;
};

// How many runs of an arm a sweep has.
struct SweepSize {
  std::uint64_t points;
  std::int64_t replicates;  // of each point
};

// Reads a table with a column `point`, counted from 0, perhaps one `replicate`, counted from 0, and a column
// for each output, beside remarks. An empty cell is a run that failed, and so is one that has no row. Without
// a column `replicate` there is one value for each point.
[[nodiscard]] SweepValues read_values(const std::filesystem::path& path, const SweepSize& size);

// Whether a share of this, by replicate, says nothing: whether it is 0 on average or, from four replicates
// on, its 95 % interval holds 0.
[[nodiscard]] bool may_be_zero(std::span<const double> whole);

// Mean over replicates, by point; missing where one replicate is. Of a share that of the sums over
// replicates, missing too where the whole may be 0: where its 95 % interval over four replicates or more
// holds 0 a share says nothing, and a few such points would drown all others.
[[nodiscard]] std::vector<std::optional<double>> means_by_point(const SweepOutput& output);

}  // namespace waterbed
