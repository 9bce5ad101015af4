// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/jobs/job_scripts.hpp"

// How many tasks a sweep is cut into, and what each asks of its node.
namespace waterbed {

// What is to be run.
struct SweepWork {
  std::uint64_t missing = 1;  // replicates of points, all arms together
  std::uint64_t all = 1;      // of the whole sweep
  double seconds = 0;         // of one of them on one thread
  double merged_bytes = 0;    // of one of them in the merged file
  double memory_bytes = 0;    // of a process of one thread
  double reading_s = 0;       // of all points where they are read again to merge them, on one thread
};

// Asks Slurm, if it is there, for the largest array and the longest time.
[[nodiscard]] JobSize size_for(const ClusterOptions& options, const SweepWork& work);

}  // namespace waterbed
