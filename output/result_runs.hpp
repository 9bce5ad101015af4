// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "output/run_source.hpp"

namespace waterbed {

// The runs of a finished result, to be joined again with more replicates. Functions throw OutputError.
class ResultRuns final : public RunSource {
 public:
  ResultRuns(std::filesystem::path path, Hdf5File file, const ResultLayout& layout);

  [[nodiscard]] std::size_t slots() const override { return replicates_.size(); }
  [[nodiscard]] std::uint32_t replicate(std::size_t slot) const override { return replicates_[slot]; }
  [[nodiscard]] std::optional<std::uint64_t> question(std::size_t) const override { return std::nullopt; }
  [[nodiscard]] MadeWhen when(std::size_t) const override { return {}; }
  [[nodiscard]] std::string host() const override { return {}; }
  [[nodiscard]] StoredRun run(std::size_t arm, std::size_t slot) const override {
    return runs_.at(arm, slot);
  }
  [[nodiscard]] bool is_made(std::size_t slot) const override;
  void expect(const ResultLayout& layout) const override;
  [[nodiscard]] RawChunk chunk(SeriesOf of, std::size_t series, std::size_t arm_or_pair,
                               std::size_t slot) const override;

 private:
  std::filesystem::path path_;
  Hdf5File file_;
  const ResultLayout& layout_;
  std::vector<std::uint32_t> replicates_;
  std::size_t arms_ = 0;
  RunStatuses runs_;
};

}  // namespace waterbed
