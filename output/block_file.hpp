// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "output/durable.hpp"
#include "output/hdf5_file.hpp"
#include "sim/tally/results.hpp"

// A block: the runs of some whole replicates, in a file of their own until they are joined. It holds only
// what the runs produced; labels and parameters come in with the join. Functions throw OutputError.
namespace waterbed {

// The state of a run as files hold it; a run that was never made is missing.
enum class StoredState : std::int8_t { missing = -1, done = 0, failed = 1 };

// Where the block that starts with `first_replicate` lies beside the result file it is for.
[[nodiscard]] std::filesystem::path block_path(const std::filesystem::path& target,
                                               std::uint32_t first_replicate);

// The variable that holds a series: (arm, replicate, axes of the series); a chunk is one run. No scales.
[[nodiscard]] Variable series_variable(const ResultLayout& layout, const SeriesSpec& series,
                                       std::uint64_t replicates);

class BlockWriter {
 public:
  // Under a temporary name until finish(); removed if it never comes to that.
  BlockWriter(const std::filesystem::path& path, const ResultLayout& layout,
              std::vector<std::uint32_t> replicates);

  // In any order, from any thread; each replicate of the list at most once.
  void add(const ReplicateResult& result);
  // Makes the file durable and gives it its name. Replicates not added (an interrupted run) stay missing.
  void finish();

 private:
  struct RunStatus {
    StoredState state = StoredState::missing;
    std::uint64_t digest = 0;
    std::string message;
  };

  void add_run(const RunResult& run, std::size_t arm, std::size_t slot);
  void write_status();

  std::mutex mutex_;
  TemporaryFile temporary_;  // outlives file_
  Hdf5File file_;
  ResultLayout layout_;
  std::vector<std::uint32_t> replicates_;  // rising; the position of a replicate is its slot
  std::vector<RunStatus> status_;          // [arm x slots + slot]
};

class BlockReader {
 public:
  explicit BlockReader(const std::filesystem::path& path);

  [[nodiscard]] const std::vector<std::uint32_t>& replicates() const { return replicates_; }
  [[nodiscard]] std::size_t arms() const { return arms_; }
  [[nodiscard]] StoredState state(std::size_t arm, std::size_t slot) const;
  [[nodiscard]] std::uint64_t digest(std::size_t arm, std::size_t slot) const;
  [[nodiscard]] const std::string& message(std::size_t arm, std::size_t slot) const;
  // Throws unless the block has the arms and series of the layout.
  void expect(const ResultLayout& layout) const;
  [[nodiscard]] RawChunk read_chunk(const SeriesSpec& series, std::size_t arm, std::size_t slot) const;

 private:
  std::filesystem::path path_;
  Hdf5File file_;
  std::vector<std::uint32_t> replicates_;
  std::size_t arms_ = 0;
  std::vector<std::int64_t> states_;
  std::vector<std::int64_t> digests_;
  std::vector<std::string> messages_;
};

}  // namespace waterbed
