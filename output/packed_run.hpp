// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "output/hdf5_file.hpp"
#include "sim/tally/results.hpp"

// Runs as they lie in files: the numbers of each series shuffled and deflated into the chunk that HDF5 would
// make of them. Packing is the dear part of writing, so the workers do it; what is left for the one thread
// that calls HDF5 is to put bytes into place.
namespace waterbed {

// The state of a run as files hold it; a run that was never made is missing.
enum class StoredState : std::int8_t { missing = -1, done = 0, failed = 1 };

struct PackedRun {
  StoredState state = StoredState::missing;
  std::uint64_t digest = 0;
  std::string message;           // why it failed
  std::vector<RawChunk> chunks;  // of layout.series[s]; none if the run failed
};

// How long a replicate took and when it ended; no part of what it produced.
struct MadeWhen {
  double seconds = 0;
  std::int64_t ended_s = 0;  // since 1970
};

// All arms of one replicate, and all pairs, in the order of the layout.
struct PackedReplicate {
  std::uint32_t replicate = 0;
  std::vector<PackedRun> arms;
  std::vector<std::vector<RawChunk>> pairs;  // of layout.pair_series[s]; none if a run of the pair failed
  std::uint64_t question = 0;                // fingerprint of the scenario that was run
  MadeWhen when{};

  [[nodiscard]] std::size_t bytes() const;  // of memory, about
};

// A chunk of one run back into its numbers; false if it does not hold as many.
[[nodiscard]] bool unpack(const SeriesSpec& series, const RawChunk& chunk, std::span<std::int64_t> cells);

// The cells of several runs of a series as one chunk; of runs that are not done they are missing_int64.
[[nodiscard]] RawChunk pack_cells(const SeriesSpec& series, std::span<const std::int64_t> cells);

// Throws Broken if the result does not fit the layout or a count is beyond 32 bits.
[[nodiscard]] PackedReplicate pack(const ResultLayout& layout, const ReplicateResult& result);

}  // namespace waterbed
