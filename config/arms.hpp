// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/measures.hpp"
#include "config/node.hpp"
#include "config/reading.hpp"
#include "sim/base/parameter_record.hpp"
#include "sim/base/parameter_set.hpp"

// Reads `in_every_arm:` and `arms:` of a scenario.
namespace waterbed {

constexpr std::size_t most_arms = 1000;
constexpr std::size_t most_numbers_of_arms = 10'000'000;  // all arms together

struct ReadArm {
  std::string name;
  Position at;
  ParameterSet parameters;
  std::vector<std::size_t> measures;       // in force, of the scenario's measures in the order they apply
  std::vector<ParameterRecord> overrides;  // what the arm changes, by the path without "arms.NAME."
};

struct ArmsTask {
  const Node& top;
  const ParameterSet& base;
  const std::vector<ReadMeasure>& measures;
  // False when a measure could not be read: then a missing name is no second mistake.
  bool has_all_measures;
  std::size_t numbers;  // of the parameters of one arm
};

// The arms in the order of the scenario; one named `base` where it has none.
[[nodiscard]] std::vector<ReadArm> read_arms(const ArmsTask& task, Reading& reading);

}  // namespace waterbed
