// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "output/block_file.hpp"

// The replicates that are already made, wherever they lie: in blocks, and in an earlier result.
namespace waterbed {

class MadeRuns {
 public:
  explicit MadeRuns(const ResultLayout& layout);

  // Takes up the whole replicates of a sealed file. A replicate that is made already must have the same runs
  // here, as every run can only come out in one way. Throws OutputError.
  void add(const std::filesystem::path& file);

  [[nodiscard]] bool has(std::uint32_t replicate) const { return places_[replicate].file != nowhere; }
  [[nodiscard]] std::uint32_t count() const { return count_; }
  [[nodiscard]] const RunStatuses& statuses() const { return statuses_; }
  // Writes the numbers of a replicate that is made into the variables of the series. Reads the files one at a
  // time: there may be more of them than a process may open.
  void copy(std::uint32_t replicate, Hdf5File& file);

 private:
  static constexpr std::uint32_t nowhere = UINT32_MAX;
  struct Place {
    std::uint32_t file = nowhere;  // of files_
    std::uint32_t slot = 0;
  };

  void take(const BlockReader& reader, std::size_t slot);
  void expect_same(const BlockReader& reader, std::size_t slot) const;
  const BlockReader& open(std::uint32_t file);

  ResultLayout layout_;
  struct Source {
    std::filesystem::path path;
    std::uintmax_t bytes;
    std::filesystem::file_time_type changed;
  };

  std::vector<Source> files_;
  std::vector<Place> places_;  // by replicate
  std::uint32_t count_ = 0;
  RunStatuses statuses_;
  std::optional<BlockReader> reader_;  // of files_[open_]
  std::uint32_t open_ = nowhere;
};

}  // namespace waterbed
