// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/base/parameter_set.hpp"

namespace waterbed {

// All that a set of parameters holds, in the order of its description: its blocks, the names of their entries
// and the value of every field of whatever kind, numbers bit for bit. Two sets are equal if and only if their
// contents are.
[[nodiscard]] std::vector<std::string> content_of(ParameterSet parameters);

}  // namespace waterbed
