// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/week/step.hpp"

namespace waterbed {

// The mechanisms of the smugglers, in the order of their steps within a phase.
[[nodiscard]] std::vector<Mechanism> smuggling_mechanisms();

}  // namespace waterbed
