// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "sim/jobs/queue_status.hpp"
#include "sim/jobs/run_watch.hpp"
#include "sim/jobs/sweep_manifest.hpp"
#include "sim/jobs/sweep_plan.hpp"

// What `waterbed sweep run` does: all points of a design into blocks. A run is made once, whatever designs
// ask for it: blocks say which scenario each of their replicates is of, and those of a larger design are
// found in the folder of a smaller one. Prints nothing.
namespace waterbed {

struct SweepSettings {
  std::filesystem::path store;  // folder of the blocks
  int threads = 1;
  InstructionSet instruction_set = InstructionSet::plain;
  // What is done about runs that are there: refuse to begin, keep them, or keep those that did not fail.
  enum class Begin { anew, resume, retry_failed } begin = Begin::anew;
};

struct SweepSummary {
  RunEnding ending = RunEnding::finished;
  SweepStatus status{};  // with what was taken up
};

// Runs what is missing. When stopped, or when it throws, what is finished is kept. Writes the manifest at the
// end. Throws OutputError when something cannot be read or written, when another process has the store, when
// the scenario is changed meanwhile, or when runs are there and Begin::anew is asked for; std::bad_alloc.
[[nodiscard]] SweepSummary run_sweep(const SweepPlan& plan, const SweepSettings& settings,
                                     const RunWatch& watch);

// Of a sweep that was submitted also what the queue has.
struct StoreStatus {
  SweepStatus runs;
  std::optional<QueueStatus> queue;
};

// What the blocks in a store, and perhaps a queue, tell of the sweep, with a remark on each block that is
// damaged or where Slurm does not answer; writes the manifest anew if there are blocks. Throws OutputError,
// and Stop when `watch` is stopping.
[[nodiscard]] StoreStatus status_of_store(const SweepPlan& plan, const std::filesystem::path& store,
                                          const RunWatch& watch = {});

}  // namespace waterbed
