// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "sim/jobs/run_job.hpp"

// What a run would cost, from a short pilot of its own first weeks.
namespace waterbed {

struct Estimate {
  double seconds;                    // on the threads asked for, when nobody else uses them
  double memory_bytes;               // largest resident set
  std::optional<double> file_bytes;  // unknown where no temporary file can be written
  double label_bytes;                // of them, whatever the number of replicates
};

// Takes under a second but for very large worlds: the first weeks of replicate 0 in all arms, on one thread.
// Expect the right order of size; flows grow and measures start after the pilot. Throws what a run throws.
[[nodiscard]] Estimate estimate(const Prepared& prepared, const RunSettings& settings);

}  // namespace waterbed
