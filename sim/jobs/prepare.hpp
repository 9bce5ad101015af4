// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/scenario.hpp"
#include "sim/world/world.hpp"

// What comes before any week is run: the scenario is read and checked, its world built.
namespace waterbed {

// A scenario that was read and checked, and its world; or the user's mistakes.
struct Prepared {
  Scenario scenario;
  World world;
  Mistakes mistakes;
};

[[nodiscard]] Prepared prepare(const std::filesystem::path& scenario, const ScenarioOptions& options);

// A sentence for each measure of an arm that is in force in no week of the run.
[[nodiscard]] std::vector<std::string> idle_measures(const Scenario& scenario);

}  // namespace waterbed
