// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/jobs/slurm.hpp"
#include "sim/jobs/submission.hpp"
#include "sim/jobs/under_way.hpp"

// The tasks of a submitted sweep as the queue of Slurm has them.
namespace waterbed {

struct SubmittedTask {
  std::size_t submission = 0;  // of SweepQueue::submissions
  std::uint64_t number = 0;
  TaskState state = TaskState::ended;
  std::string word;    // of Slurm; empty where it knows nothing any more
  std::string reason;  // likewise
  int processors = 0;
};

struct SweepQueue {
  std::vector<Submission> submissions;
  std::vector<SubmittedTask> tasks;  // of all submissions, in order
  std::vector<std::int64_t> jobs;    // that have not ended, in order
  std::optional<QueuedTask> merge;   // of the last submission, if Slurm knows it
};

// Asks Slurm if anything was submitted. Throws SlurmError.
[[nodiscard]] SweepQueue queue_of_sweep(const std::filesystem::path& store);

[[nodiscard]] std::int64_t unfinished_tasks(const SweepQueue& queue);

// Which runs the tasks that run have under way.
[[nodiscard]] std::vector<PointReplicate> under_way_in(const std::filesystem::path& store,
                                                       const SweepQueue& queue);

}  // namespace waterbed
