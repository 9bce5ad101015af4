// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/base/parameter_set.hpp"

// Goods go from a source, perhaps by way of one transit place, to an entry place. What contradicts the roles
// of its places would never have an effect, and its author would not know.
namespace waterbed {

// A sentence for each passage, stratum and commodity without a use.
[[nodiscard]] std::vector<std::string> problems_of_roles(const ParameterSet& parameters);

// Which of the things that a route needs is the first that is missing, for a world without routes.
[[nodiscard]] std::string why_no_route(const ParameterSet& parameters);

}  // namespace waterbed
