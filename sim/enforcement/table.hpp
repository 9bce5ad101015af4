// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/week/step.hpp"

namespace waterbed {

// The mechanisms of the agencies, in the order of their steps within a phase.
[[nodiscard]] std::vector<Mechanism> enforcement_mechanisms();

}  // namespace waterbed
