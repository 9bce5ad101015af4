// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/mistakes.hpp"

// What came out of a sweep, point by point.
namespace waterbed {

// One output: values[point][replicate]; nothing where a run failed or was not made.
struct SweepOutput {
  std::string name;
  std::vector<std::vector<std::optional<double>>> values;
};

struct SweepValues {
  std::vector<SweepOutput> outputs;
  Mistakes mistakes;
};

// Reads a table with a column `point`, counted from 0, perhaps one `replicate`, counted from 0, and a column
// for each output; an empty cell is a run that failed. Points of the design that have no row are missing.
[[nodiscard]] SweepValues read_values(const std::filesystem::path& path, std::uint64_t points);

// Mean over replicates, by point; missing where one replicate is.
[[nodiscard]] std::vector<std::optional<double>> means_by_point(const SweepOutput& output);

}  // namespace waterbed
