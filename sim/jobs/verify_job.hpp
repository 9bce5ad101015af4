// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "output/run_status.hpp"
#include "sim/jobs/run_job.hpp"

// What `waterbed verify` does: makes stored runs again, from the result file alone, and compares. Prints
// nothing.
namespace waterbed {

struct VerifySettings {
  std::filesystem::path file;
  int threads = 1;
  InstructionSet instruction_set = InstructionSet::plain;
  std::optional<std::int64_t> runs{};  // so many, spread over the file; else all
  struct One {
    std::int64_t replicate;
    std::string arm;
  };
  std::optional<One> one{};  // only this run
  std::vector<Mechanism> mechanisms = all_mechanisms();
};

// A run as the file has it and as it came out again.
struct RunComparison {
  std::int64_t replicate;
  std::string arm;
  StoredRun stored;
  StoredRun made;
  std::string difference;  // empty: none
};

struct Verification {
  RunEnding ending = RunEnding::finished;
  std::int64_t stored = 0;  // runs in the file, made or failed
  std::int64_t compared = 0;
  std::int64_t equal = 0;
  std::vector<std::string> scenario;       // what is wrong with the scenario that the file keeps
  std::vector<RunComparison> different;    // up to 100 of them, in the order of arms and replicates
  std::optional<RunComparison> asked_for;  // settings.one
};

// Throws OutputError: if the file cannot be read, comes from another version of the model, or lacks the run
// asked for; std::bad_alloc.
[[nodiscard]] Verification verify_file(const VerifySettings& settings, const RunWatch& watch);

}  // namespace waterbed
