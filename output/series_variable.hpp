// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "output/hdf5_file.hpp"
#include "sim/tally/results.hpp"

// How the series of a layout lie in a result file.
namespace waterbed {

// The variable that holds a series: (arm or pair, replicate, axes of the series); a chunk is one run, or one
// pair of runs. No scales.
[[nodiscard]] Variable series_variable(const ResultLayout& layout, const SeriesSpec& series,
                                       std::uint64_t replicates);

// Where the chunk of an arm or pair begins in the variable of a series.
[[nodiscard]] Shape chunk_start(const SeriesSpec& series, std::size_t arm_or_pair, std::size_t replicate);

// All series of a layout: those of arms, then those of pairs.
[[nodiscard]] std::vector<SeriesSpec> all_series(const ResultLayout& layout);

}  // namespace waterbed
