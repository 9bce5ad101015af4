// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "output/hdf5_file.hpp"
#include "output/packed_run.hpp"

namespace waterbed {

// One run as a file tells of it, besides its numbers.
struct StoredRun {
  StoredState state = StoredState::missing;
  std::uint64_t digest = 0;  // of a run that is done
  std::string message;       // of a run that failed
};

// How the runs of a file ended, [arm x slots + slot]; nine bytes a run and the messages of those that failed.
// In files: run_state, run_message, run_digest over arm and the dimensions of slots, in blocks as in results.
class RunStatuses {
 public:
  RunStatuses() = default;
  RunStatuses(std::size_t arms, std::size_t slots);

  // Throws OutputError (OutputFault::file) if the file does not have them in this shape or they make no
  // sense.
  static RunStatuses read(const Hdf5File& file, std::size_t arms, const Shape& slots);
  // With `dimensions` as the names of all scales, or without scales.
  void write(Hdf5File& file, const Shape& slots, const std::vector<std::string>& dimensions) const;

  void set(std::size_t arm, std::size_t slot, const StoredRun& run);
  [[nodiscard]] StoredRun at(std::size_t arm, std::size_t slot) const;
  [[nodiscard]] StoredState state(std::size_t arm, std::size_t slot) const;

 private:
  [[nodiscard]] std::size_t index(std::size_t arm, std::size_t slot) const;

  std::size_t arms_ = 0;
  std::size_t slots_ = 0;
  std::vector<std::int8_t> states_;
  std::vector<std::uint64_t> digests_;
  std::map<std::size_t, std::string> messages_;
};

}  // namespace waterbed
