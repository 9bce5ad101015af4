// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "sim/jobs/prepare.hpp"
#include "sim/replicate/replicate.hpp"

// What `waterbed run` does: a scenario to a result file. Prints nothing.
namespace waterbed {

// Throws before anything is run: std::invalid_argument when the target is a folder or one of the scenario's
// own files, OutputError when its folder does not exist.
void check_target(const Prepared& prepared, const std::filesystem::path& scenario,
                  const std::filesystem::path& target);

struct RunSettings {
  std::filesystem::path target;
  int threads = 1;
  InstructionSet instruction_set = InstructionSet::plain;
  enum class Timing { stored, left_out } timing = Timing::stored;
};

struct RunProgress {
  std::int64_t done;    // replicates
  std::int64_t failed;  // runs
  std::int64_t total;   // replicates
};

struct RunSummary {
  std::int64_t failed_runs = 0;
  std::vector<std::string> failures;  // "arm rotterdam, replicate 3: ..."
};

// Runs all replicates and writes the result file. `report` is called after each replicate, one call at a
// time. Throws OutputError when the file cannot be written.
[[nodiscard]] RunSummary run_to_file(const Prepared& prepared, const RunSettings& settings,
                                     const std::function<void(const RunProgress&)>& report);

// The code path that this processor allows, or that WATERBED_ISA asks for; throws std::invalid_argument with
// a sentence when it asks for one that does not exist or that the processor does not have.
[[nodiscard]] InstructionSet chosen_instruction_set(const char* asked);

}  // namespace waterbed
