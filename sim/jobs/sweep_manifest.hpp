// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/jobs/sweep_runs.hpp"
#include "sim/jobs/under_way.hpp"

// What became of the runs of a sweep, told from the blocks alone.
namespace waterbed {

// At which stage a run failed: when its scenario was prepared, with this word before its message, or when it
// ran.
inline constexpr std::string_view prepare_stage = "prepare";

// Of replicates of points: all arms together.
struct SweepStatus {
  std::int64_t planned = 0;
  std::int64_t running = 0;
  std::int64_t done = 0;
  std::int64_t failed = 0;
  std::vector<std::pair<std::string, std::int64_t>> reasons;  // of failed runs, the most frequent first
  double seconds = 0;                                         // of all that are made, one after the other

  [[nodiscard]] std::int64_t made() const { return done + failed; }
  [[nodiscard]] std::int64_t asked() const { return made() + planned + running; }
};

// `under_way` are those that a process has begun.
[[nodiscard]] SweepStatus status_of(const SweepRuns& runs, const std::vector<PointReplicate>& under_way);

// Writes the manifest: a row for each run of the design with its state (planned, running, done, failed), the
// stage and message of a failure, seed, the time at which its replicate ended (UTC), how long that took, host
// and digest. For people and their tools: the program never reads it. Throws OutputError.
void write_manifest(const SweepRuns& runs, const std::filesystem::path& store,
                    const std::vector<PointReplicate>& under_way = {});

}  // namespace waterbed
