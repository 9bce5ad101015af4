// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "output/hdf5_file.hpp"
#include "output/packed_run.hpp"
#include "output/run_status.hpp"
#include "sim/tally/results.hpp"

// A block: the runs of some whole replicates, in a file of their own until they are joined. It holds only
// what the runs produced; labels and parameters come in with the join. A finished result has all that a block
// has, so it can be joined again with more replicates. Functions throw OutputError.
namespace waterbed {

// The variable that holds a series: (arm or pair, replicate, axes of the series); a chunk is one run, or one
// pair of runs. No scales.
[[nodiscard]] Variable series_variable(const ResultLayout& layout, const SeriesSpec& series,
                                       std::uint64_t replicates);

// Where the chunk of an arm or pair begins in the variable of a series.
[[nodiscard]] Shape chunk_start(const SeriesSpec& series, std::size_t arm_or_pair, std::size_t replicate);

// All series of a layout: those of arms, then those of pairs.
[[nodiscard]] std::vector<SeriesSpec> all_series(const ResultLayout& layout);

// Writes and closes a file at `path`, which is not yet durable. The replicates differ and rise; `question` is
// the fingerprint of what they answer.
void write_block(const std::filesystem::path& path, const ResultLayout& layout,
                 std::span<const PackedReplicate> replicates, std::uint64_t question = 0);

class BlockReader {
 public:
  explicit BlockReader(const std::filesystem::path& path);

  [[nodiscard]] const std::vector<std::uint32_t>& replicates() const { return replicates_; }
  [[nodiscard]] StoredRun run(std::size_t arm, std::size_t slot) const { return runs_.at(arm, slot); }
  // Nothing in a result, whose record says it all.
  [[nodiscard]] std::optional<std::uint64_t> question() const;
  // Whether the replicate was made in all arms, done or failed.
  [[nodiscard]] bool is_made(std::size_t slot) const;
  // Throws unless the block has the arms and series of the layout.
  void expect(const ResultLayout& layout) const;
  [[nodiscard]] RawChunk read_chunk(const SeriesSpec& series, std::size_t arm_or_pair,
                                    std::size_t slot) const;

 private:
  std::filesystem::path path_;
  Hdf5File file_;
  std::vector<std::uint32_t> replicates_;
  std::size_t arms_ = 0;
  RunStatuses runs_;
};

}  // namespace waterbed
