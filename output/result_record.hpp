// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "output/sweep_record.hpp"
#include "sim/base/parameter_record.hpp"
#include "sim/tally/results.hpp"

// All that a result file says besides the numbers of the runs.
namespace waterbed {

inline constexpr std::int64_t result_format_version = 1;  // see output/FORMAT.md

struct ProgramRecord {
  std::string version;
  std::string commit;
  std::int64_t results_version = 0;  // raised when a digest changes
};

// What differs from run to run of one program on one scenario; left out where files must be equal.
struct TimingRecord {
  double seconds = 0;
  std::int32_t threads = 0;
  double waiting_seconds = 0;  // of all threads together, until the writer took what they had made
  std::string host;
};

struct ResultRecord {
  ResultLayout layout{};
  ScenarioRecord scenario;
  ProgramRecord program;
  std::optional<TimingRecord> timing;
  std::optional<SweepRecord> sweep{};  // where the layout has points
};

}  // namespace waterbed
