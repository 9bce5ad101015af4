// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>

#include "sim/jobs/run_watch.hpp"
#include "sim/tally/results.hpp"

namespace waterbed {

// Counts replicates as they end, from any thread, and tells who watches.
class RunAccount {
 public:
  // Of `total`, so many were taken up before.
  RunAccount(std::int64_t before, std::int64_t total, const RunWatch& watch)
      : progress_{before, before, 0, total}, watch_(watch) {
    if (watch_.report) watch_.report(progress_);
  }

  void add(std::int64_t failed_runs) {
    const std::lock_guard lock(mutex_);
    ++progress_.done;
    progress_.failed += failed_runs;
    if (watch_.report) watch_.report(progress_);
  }

 private:
  std::mutex mutex_;
  RunProgress progress_;
  const RunWatch& watch_;
};

// Of one replicate.
[[nodiscard]] inline std::int64_t failed_runs(const ReplicateResult& result) {
  std::int64_t failed = 0;
  for (const RunResult& run : result.arms) failed += run.state == RunState::failed ? 1 : 0;
  return failed;
}

}  // namespace waterbed
