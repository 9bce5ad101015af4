// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "output/packed_run.hpp"
#include "output/run_source.hpp"

// A block: some whole replicates, perhaps of several scenarios of one shape, in a file of their own until
// they are joined. It holds only what the runs produced; labels and parameters come in with the join. All
// numbers lie in one piece, run after run and series after series, since a chunk of HDF5 for each would take
// longer to write than a small run to compute. Functions throw OutputError.
namespace waterbed {

// Writes and closes a file at `path`, which is not yet durable.
void write_block(const std::filesystem::path& path, const ResultLayout& layout,
                 std::span<const PackedReplicate> replicates);

// Reads all at once: a block is small, or one replicate.
class BlockReader final : public RunSource {
 public:
  explicit BlockReader(const std::filesystem::path& path);
  // Of an open file.
  BlockReader(std::filesystem::path path, const Hdf5File& file);

  // Whether a file is a block; else it may be a result.
  [[nodiscard]] static bool is_block(const Hdf5File& file);

  [[nodiscard]] std::size_t slots() const override { return replicates_.size(); }
  [[nodiscard]] std::uint32_t replicate(std::size_t slot) const override { return replicates_[slot]; }
  [[nodiscard]] std::optional<std::uint64_t> question(std::size_t slot) const override {
    return questions_[slot];
  }
  [[nodiscard]] MadeWhen when(std::size_t slot) const override { return when_[slot]; }
  [[nodiscard]] std::string host() const override { return host_; }
  [[nodiscard]] StoredRun run(std::size_t arm, std::size_t slot) const override {
    return runs_.at(arm, slot);
  }
  [[nodiscard]] bool is_made(std::size_t slot) const override;
  void expect(const ResultLayout& layout) const override;
  [[nodiscard]] RawChunk chunk(SeriesOf of, std::size_t series, std::size_t arm_or_pair,
                               std::size_t slot) const override;

 private:
  void read_slots(const Hdf5File& file);
  void read_chunks(const Hdf5File& file);

  std::filesystem::path path_;
  std::vector<std::string> shape_;
  std::size_t arms_ = 0;
  std::size_t arm_series_ = 0;
  std::size_t pair_series_ = 0;
  std::vector<std::uint64_t> questions_;
  std::vector<std::uint32_t> replicates_;
  std::vector<MadeWhen> when_;
  std::string host_;
  RunStatuses runs_;
  std::vector<std::byte> bytes_;
  std::vector<std::size_t> ends_;  // [slot x chunks of a slot + chunk], in bytes_
  std::vector<std::int64_t> skipped_filters_;
};

}  // namespace waterbed
