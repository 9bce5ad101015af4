// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "sim/jobs/sweep_job.hpp"

// What one task of a submitted sweep does: its own runs into the shared store, beside other tasks. Prints
// nothing.
namespace waterbed {

struct TaskSettings {
  std::filesystem::path store;
  int submission = 1;
  std::uint64_t task = 0;
  int threads = 1;
  InstructionSet instruction_set = InstructionSet::plain;
};

// Runs what earlier attempts at this task left over; the same task may run twice at a time. When stopped, or
// when it throws, what is finished is kept. The status is of the task's points, of which other tasks may have
// some replicates. Throws OutputError as run_sweep() does, and when the store is not there or the design was
// changed since it was submitted; std::bad_alloc.
[[nodiscard]] SweepSummary run_task(const SweepPlan& plan, const TaskSettings& settings,
                                    const RunWatch& watch);

}  // namespace waterbed
