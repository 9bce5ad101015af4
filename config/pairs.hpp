// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/node.hpp"
#include "config/reading.hpp"
#include "sim/base/parameter_record.hpp"

// Reads `pairs:` of a scenario: which arms are compared consignment by consignment.
namespace waterbed {

struct ArmPair {
  std::string reference;
  std::string arm;
};

// `pairs: [[reference, arm], ...]` of `arms`, those that are run; or the first of `run_arms` with each other
// one. Appends one record.
[[nodiscard]] std::vector<ArmPair> read_pairs(const Node& top, const std::vector<std::string>& arms,
                                              const std::vector<std::string>& run_arms,
                                              std::vector<ParameterRecord>& records, Reading& reading);

}  // namespace waterbed
