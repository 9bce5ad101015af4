// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "output/hdf5_file.hpp"
#include "output/run_status.hpp"
#include "sim/tally/results.hpp"

namespace waterbed {

// A file that holds runs, replicate by replicate: a block, or a result. A slot is one replicate of a scenario
// with all its arms.
class RunSource {
 public:
  RunSource() = default;
  RunSource(const RunSource&) = delete;
  RunSource(RunSource&&) = delete;
  RunSource& operator=(const RunSource&) = delete;
  RunSource& operator=(RunSource&&) = delete;
  virtual ~RunSource() = default;

  [[nodiscard]] virtual std::size_t slots() const = 0;
  [[nodiscard]] virtual std::uint32_t replicate(std::size_t slot) const = 0;
  // Fingerprint of the scenario that was run; nothing in a result, whose record says it all.
  [[nodiscard]] virtual std::optional<std::uint64_t> question(std::size_t slot) const = 0;
  // How long it took and when it ended, and where; nothing in a result.
  [[nodiscard]] virtual MadeWhen when(std::size_t slot) const = 0;
  [[nodiscard]] virtual std::string host() const = 0;
  [[nodiscard]] virtual StoredRun run(std::size_t arm, std::size_t slot) const = 0;
  // Whether it was made in all arms, done or failed.
  [[nodiscard]] virtual bool is_made(std::size_t slot) const = 0;
  // Throws OutputError unless the file has the arms and series of the layout.
  virtual void expect(const ResultLayout& layout) const = 0;
  // The numbers of a run that is done, or of a pair of such, as a chunk of a result has them: `series` counts
  // in layout.series or layout.pair_series.
  [[nodiscard]] virtual RawChunk chunk(SeriesOf of, std::size_t series, std::size_t arm_or_pair,
                                       std::size_t slot) const = 0;
};

// Whichever it is, sealed. Throws OutputError.
[[nodiscard]] std::unique_ptr<RunSource> open_runs(const std::filesystem::path& path,
                                                   const ResultLayout& layout);

}  // namespace waterbed
