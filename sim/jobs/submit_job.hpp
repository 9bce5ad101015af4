// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "sim/jobs/job_scripts.hpp"
#include "sim/jobs/run_watch.hpp"
#include "sim/jobs/sweep_plan.hpp"

// What `waterbed sweep submit` does: what is missing of a sweep as jobs of Slurm. Prints nothing.
namespace waterbed {

struct SubmitSettings {
  ClusterOptions options;
  ScriptPlaces places;
  bool is_dry = false;  // nothing is written or submitted
  bool is_retrying_failed = false;
};

struct SubmitSummary {
  std::uint64_t missing = 0;   // replicates of points, all arms together, that are submitted
  std::uint64_t in_queue = 0;  // that tasks of earlier submissions are still to make
  JobSize size;                // where something is missing
  double seconds = 0;          // of one replicate, all arms, on one thread
  bool is_measured = false;    // from runs in the store; else estimated
  JobScripts scripts;
  std::filesystem::path folder;           // of the submission; not if dry
  std::int64_t array_job = 0;             // likewise
  std::optional<std::int64_t> merge_job;  // nothing where Slurm refused it
};

// Submits nothing if nothing is missing. Throws OutputError, also when another process is submitting to the
// store; SlurmError, std::invalid_argument when Slurm refuses the array, and Stop when `watch` is stopping.
[[nodiscard]] SubmitSummary submit_sweep(const SweepPlan& plan, const SubmitSettings& settings,
                                         const RunWatch& watch);

// Cancels what the queue still has of all submissions of a store; returns the number of tasks. What they have
// finished is kept. Throws SlurmError.
[[nodiscard]] std::int64_t cancel_sweep(const std::filesystem::path& store);

}  // namespace waterbed
