// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "sim/jobs/sweep_job.hpp"

// What `waterbed sweep merge` does: the blocks of a store into one file. Prints nothing.
namespace waterbed {

struct MergeSettings {
  std::filesystem::path store;
  std::filesystem::path target;
  int threads = 1;
};

// Joins what is made into one file; runs that are not are missing there. Its bytes depend on the plan and the
// runs alone. Throws OutputError, also when no run is made.
[[nodiscard]] SweepSummary merge_sweep(const SweepPlan& plan, const MergeSettings& settings,
                                       const RunWatch& watch);

}  // namespace waterbed
