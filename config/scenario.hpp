// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/mistakes.hpp"
#include "config/pairs.hpp"
#include "sim/base/parameter_record.hpp"
#include "sim/replicate/plan.hpp"
#include "sim/week/measure.hpp"

// A checked scenario: everything the model needs, and everything the result file says about where it came
// from.
namespace waterbed {

struct Scenario {
  RunPlan plan;
  Arm start;              // the scenario's first arm: all arms begin as it does, whether it is run or not
  std::vector<Arm> arms;  // those that are run, in the order of the scenario; the first is the reference
  std::vector<ArmPair> pairs;  // of those that are run
  ScenarioRecord record;
};

// What the command line may put in place of the scenario's own settings.
struct ScenarioOptions {
  std::optional<std::int64_t> seed{};
  std::optional<std::int64_t> replicates{};
  std::optional<std::int64_t> weeks{};
  std::vector<std::string> arms{};  // empty: all
  std::vector<std::string> sets{};  // "key.path=value", over what the files say
  // What a result file kept of scenario and tables, to be read instead of the disk.
  std::optional<std::vector<SourceFileRecord>> kept{};
};

// Reads and checks `path` and every file it names. `blocks` holds every block of the model, with defaults.
// Returns all mistakes at once, sorted by place, when there are any; then the scenario must not be used.
struct ScenarioReading {
  Scenario scenario;
  Mistakes mistakes;
};
[[nodiscard]] ScenarioReading read_scenario(const std::filesystem::path& path, const ParameterSet& blocks,
                                            const ScenarioOptions& options = {});

}  // namespace waterbed
