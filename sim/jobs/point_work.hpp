// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "output/block_store.hpp"
#include "sim/jobs/block_writing.hpp"
#include "sim/jobs/run_watch.hpp"
#include "sim/jobs/sweep_runs.hpp"

// Running points of a sweep into the blocks of a store.
namespace waterbed {

// A point of SweepRuns and its replicates that are to be run.
struct PointWork {
  std::size_t point;
  std::vector<std::uint32_t> replicates;
};

[[nodiscard]] std::int64_t replicates_in(const std::vector<PointWork>& work);

struct WorkSettings {
  InstructionSet instruction_set = InstructionSet::plain;
  std::int64_t total = 0;           // replicates of all work, with what was made before; for the watch
  std::filesystem::path under_way;  // file of what is under way
  WritingPace pace{};
};

// Runs all work, with all threads that loops inside may use, and takes the runs up. When stopped, or when it
// throws, what is finished is kept. Throws OutputError when something cannot be read or written or the
// scenario is changed meanwhile; std::bad_alloc.
void run_work(SweepRuns& runs, BlockStore& store, const std::vector<PointWork>& work,
              const WorkSettings& settings, const RunWatch& watch);

}  // namespace waterbed
