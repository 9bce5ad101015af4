// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/week/step.hpp"

// All mechanisms of the model, gathered from the tables of their folders.
namespace waterbed {

// In the order of their steps within a phase.
[[nodiscard]] std::vector<Mechanism> all_mechanisms();

// Every block of parameters, with defaults and without entries.
[[nodiscard]] ParameterSet all_parameters();

// The order of a week as "phase/step", with what frames the mechanisms' steps: the calendar and the count.
[[nodiscard]] std::vector<std::string> order_of_a_week(
    const std::vector<Mechanism>& mechanisms = all_mechanisms());

// Sentences on what the parameters together make impossible; empty: nothing.
[[nodiscard]] std::vector<std::string> validate_parameters(const ParameterSet& parameters);

// Sentences on purposes (of mechanisms and of the world's nests) whose names have one hash and would share
// luck.
[[nodiscard]] std::vector<std::string> validate_purposes(const World& world);

}  // namespace waterbed
