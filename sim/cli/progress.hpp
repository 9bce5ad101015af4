// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

#include "sim/cli/commands.hpp"
#include "sim/jobs/run_job.hpp"

namespace waterbed {

// "12 s", "3 min 05 s", "2 h 10 min".
[[nodiscard]] std::string duration_text(double seconds);

// Progress of a run on standard error: a line that renews itself on a terminal, else one line every few
// seconds, with rate and time left. A run that goes on in rounds is timed round by
// round.
class ProgressPrinter {
 public:
  // `noun` is what is counted, in the singular; `failure` what befalls runs.
  explicit ProgressPrinter(Volume volume, std::string noun = "replicate", std::string failure = "failed");
  ProgressPrinter(const ProgressPrinter&) = delete;
  ProgressPrinter(ProgressPrinter&&) = delete;
  ProgressPrinter& operator=(const ProgressPrinter&) = delete;
  ProgressPrinter& operator=(ProgressPrinter&&) = delete;
  ~ProgressPrinter() { finish(); }
  void show(const RunProgress& progress);
  void finish();  // leaves a clean line

 private:
  using Clock = std::chrono::steady_clock;
  Volume volume_;
  std::string noun_;
  std::string failure_;
  bool is_terminal_;
  Clock::time_point start_;
  Clock::time_point last_;
  bool has_shown_ = false;
  bool has_open_line_ = false;
};

}  // namespace waterbed
