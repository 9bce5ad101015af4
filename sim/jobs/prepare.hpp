// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/scenario.hpp"
#include "sim/replicate/mechanisms.hpp"
#include "sim/replicate/replicate.hpp"
#include "sim/world/world.hpp"

// What comes before any week is run: the scenario is read and checked, its world built.
namespace waterbed {

// A scenario that was read and checked, and its world; or the user's mistakes.
struct Prepared {
  Scenario scenario;
  World world;
  Mistakes mistakes;
  std::vector<Mechanism> mechanisms = all_mechanisms();
};

[[nodiscard]] Prepared prepare(const std::filesystem::path& scenario, const ScenarioOptions& options);

// What is looked at before a scenario may be run.
struct Checks {
  std::vector<Mechanism> mechanisms = all_mechanisms();  // that are asked
  std::optional<World> world{};                          // nothing: it is built
  // Names of arms that differ from others in nothing that mechanisms read, as long as they read these blocks
  // of parameters, by index, and no others.
  std::set<std::string> repeated_arms{};
  std::vector<bool> blocks{};
};

// What prepare() does once the scenario of this file name was read.
[[nodiscard]] Prepared prepare_read(ScenarioReading reading, const std::string& file,
                                    const Checks& checks = {});

// The checks that could come out otherwise if only numbers of these blocks of parameters, by index, were
// others. What was checked has no mistakes.
[[nodiscard]] Checks checks_of_change(const Prepared& checked, const std::vector<bool>& blocks);

// What `run` runs and `verify` runs again. The scenario has no mistakes; throws std::bad_alloc.
[[nodiscard]] Experiment experiment_of(const Prepared& prepared, InstructionSet instruction_set,
                                       Forking forking = Forking::yes);

// Who says how many weeks are run. An option that cuts a run short is meant to miss the later measures.
enum class Horizon { scenario, option };

// What is no mistake but may surprise, a sentence each: measures of an arm that are in force in no week of
// the run or multiply only zeros, arms that are all alike.
[[nodiscard]] std::vector<std::string> remarks_on(const Scenario& scenario, Horizon horizon);

}  // namespace waterbed
