// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "output/result_record.hpp"
#include "sim/jobs/prepare.hpp"
#include "sim/jobs/run_watch.hpp"

// What `waterbed run` does: a scenario to a result file. Prints nothing.
namespace waterbed {

// Throws before anything is run: std::invalid_argument when the target is a folder or one of the scenario's
// own files, OutputError when its folder does not exist.
void check_target(const Prepared& prepared, const std::filesystem::path& scenario,
                  const std::filesystem::path& target);

enum class Resume { no, yes };

struct RunSettings {
  std::filesystem::path target;
  int threads = 1;
  InstructionSet instruction_set = InstructionSet::plain;
  enum class Timing { stored, left_out } timing = Timing::stored;
  // Whether replicates that an earlier command made of the same scenario are taken up.
  Resume resume = Resume::no;
  Forking forking = Forking::yes;
  Profile* profile = nullptr;  // to which what is made now is added
};

struct RunSummary {
  RunEnding ending = RunEnding::finished;
  std::int64_t made = 0;   // replicates, those taken up included
  std::int64_t asked = 0;  // replicates
};

// What the result of such an experiment says besides numbers; without `timing`.
[[nodiscard]] ResultRecord record_of(const Prepared& prepared, const Experiment& experiment);

// Runs all replicates and writes the result file. When stopped, or when it throws, what is finished is kept
// in blocks beside the file, for Resume::yes. Throws OutputError when something cannot be read or written, or
// when what is to be taken up belongs to another scenario; std::bad_alloc.
[[nodiscard]] RunSummary run_to_file(const Prepared& prepared, const RunSettings& settings,
                                     const RunWatch& watch);

// The code path that this processor allows, or that WATERBED_ISA asks for; throws std::invalid_argument with
// a sentence when it asks for one that does not exist or that the processor does not have.
[[nodiscard]] InstructionSet chosen_instruction_set(const char* asked);

}  // namespace waterbed
