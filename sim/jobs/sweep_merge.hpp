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

// Throws before anything is written: std::invalid_argument when the target is a folder, a file of the
// scenario or of the design at this path, or lies in a store; OutputError when its folder does not exist.
void check_sweep_target(const SweepPlan& plan, const std::filesystem::path& design,
                        const std::filesystem::path& target);

// Joins what is made into one file; runs that are not are missing there. Its bytes depend on the plan and the
// runs alone. Throws OutputError, also when no run is made.
[[nodiscard]] SweepSummary merge_sweep(const SweepPlan& plan, const MergeSettings& settings,
                                       const RunWatch& watch);

}  // namespace waterbed
