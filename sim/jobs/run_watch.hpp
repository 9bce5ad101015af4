// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace waterbed {

struct RunProgress {
  std::int64_t done;    // replicates (of `verify`: runs), those taken up included
  std::int64_t before;  // of them, taken up
  std::int64_t failed;  // runs, of those made now (of `verify`: that differ)
  std::int64_t total;   // replicates (of `verify`: runs)
};

// Who looks on while a job goes on. Functions that are not given are not called.
struct RunWatch {
  // At the beginning and after each replicate, one call at a time.
  std::function<void(const RunProgress&)> report;
  // With a sentence that the user should read at once.
  std::function<void(const std::string&)> remark;
  // Once: from here on, what is finished is kept for --resume, however the job ends.
  std::function<void()> keeping;
  // Often, from any thread: true to end early.
  std::function<bool()> is_stopping;
};

enum class RunEnding { finished, stopped };

// Thrown through an experiment to end it early.
struct Stop {};

inline void stop_if_asked(const RunWatch& watch) {
  if (watch.is_stopping && watch.is_stopping()) throw Stop{};
}

}  // namespace waterbed
