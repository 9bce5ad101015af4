// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "output/hdf5_file.hpp"
#include "sim/tally/results.hpp"

// How the series of a layout lie in a result file, or in the merged file of a sweep.
namespace waterbed {

// Cells of one run, or one pair of runs.
[[nodiscard]] std::size_t cells_of(const ResultLayout& layout, const SeriesSpec& series);

// The variable that holds a series: (arm or pair, [point,] replicate, axes of the series). A chunk is one run
// or one pair of runs; of a sweep those of several points and replicates. No scales.
[[nodiscard]] Variable series_variable(const ResultLayout& layout, const SeriesSpec& series);

// Which runs of an arm share a chunk in the file of a sweep: so many that all arms together take some
// megabytes of memory. Depends on the layout alone.
struct ChunkOfSweep {
  std::size_t points;
  std::size_t replicates;
};
[[nodiscard]] ChunkOfSweep chunk_of_sweep(const ResultLayout& layout);

// Where the cells of a slot begin in the variable of a series.
[[nodiscard]] Shape start_of_slot(const ResultLayout& layout, const SeriesSpec& series,
                                  std::size_t arm_or_pair, std::size_t slot);

// Names and lengths of the dimensions before those of the axes, behind arm or pair: of slots.
[[nodiscard]] std::vector<std::string> slot_dimensions(const ResultLayout& layout);
[[nodiscard]] Shape slot_shape(const ResultLayout& layout);

// All series of a layout: those of arms, then those of pairs.
[[nodiscard]] std::vector<SeriesSpec> all_series(const ResultLayout& layout);

}  // namespace waterbed
