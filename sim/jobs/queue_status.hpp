// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/jobs/sweep_queue.hpp"
#include "sim/jobs/sweep_runs.hpp"

// What became of the tasks of a submitted sweep: told from the queue, the runs that are made, and what tasks
// said.
namespace waterbed {

// Sentences and how many tasks they are of, the most frequent first.
using TaskReasons = std::vector<std::pair<std::string, std::int64_t>>;

// Of tasks of the design as it is; one that ended early left runs that are not made and that no other task
// will make.
struct QueueStatus {
  std::int64_t running = 0;
  std::int64_t waiting = 0;
  std::int64_t done = 0;
  std::int64_t sent_again = 0;  // what these left is with later tasks
  std::int64_t ended_early = 0;
  std::int64_t of_changed_design = 0;  // that have not ended and will refuse to run
  std::int64_t processors = 0;         // of those that run
  std::int64_t runs_to_make = 0;       // replicates of points, of those that run or wait
  std::optional<double> seconds_left;  // if as many tasks run all the time as now
  TaskReasons waiting_reasons;         // as Slurm says
  std::string merge;                   // what Slurm says of the job that merges; empty: nothing
  TaskReasons early_reasons;           // the last line of what a task said, or the word of Slurm
  TaskReasons remarks;                 // what other tasks said, line by line
};

// Of all runs of the plan; `mean_seconds` of one replicate of a point, 0 where it is not known.
[[nodiscard]] QueueStatus status_of_queue(const SweepPlan& plan, const SweepRuns& runs,
                                          const SweepQueue& queue, double mean_seconds);

}  // namespace waterbed
