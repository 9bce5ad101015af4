// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/parameter_set.hpp"
#include "sim/world/state.hpp"

// What a mechanism brings along: its parameters, what it sets up before the first week, and its steps.
namespace waterbed {

// The phases of a week, in this order.
enum class Phase { calendar, direct, plan, move, control, settle, learn, clear, renew, count };
constexpr std::array<std::string_view, 10> phase_names{"calendar", "direct", "plan",  "move",  "control",
                                                       "settle",   "learn",  "clear", "renew", "count"};

struct Step {
  std::string_view name;
  Phase phase;
  void (*run)(const World& world, State& state, Week week);
  std::vector<std::string_view> after{};  // steps of the same week that must have run before
};

struct Mechanism {
  std::string_view name;
  void (*add_parameters)(ParameterSet& parameters) = nullptr;
  // Adds a sentence for each thing that the parameters together make impossible.
  void (*validate)(const ParameterSet& parameters, std::vector<std::string>& problems) = nullptr;
  // The same for things in which no quantity has a part. All arms and weeks have them in common, since only
  // quantities differ between them, so it is asked once.
  void (*validate_names)(const ParameterSet& parameters, std::vector<std::string>& problems) = nullptr;
  // What its steps draw, by name; no two purposes of a scenario may have one hash.
  std::vector<std::string_view> purposes{};
  // Sets up the state that all arms begin with, from the reference arm's parameters of the first week. Runs
  // in the order of the mechanisms, after the first week's steps of the phase Direct.
  void (*start)(const World& world, State& state, Week first_week) = nullptr;
  std::vector<Step> steps{};
};

// The steps of all mechanisms in the order of a week: by phase, then as listed.
[[nodiscard]] std::vector<Step> order_steps(const std::vector<Mechanism>& mechanisms);

// What is wrong with an order of steps: two of one name, phases out of order, or a step before one that it
// must follow. Empty: nothing.
[[nodiscard]] std::vector<std::string> problems_of(const std::vector<Step>& steps);

}  // namespace waterbed
