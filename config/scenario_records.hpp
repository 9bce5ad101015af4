// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "config/arms.hpp"
#include "config/measures.hpp"
#include "sim/base/parameter_record.hpp"

namespace waterbed {

// The records of a scenario: `base` (plan and parameters before any arm) as the first arm has them; for every
// other arm, as "arms.NAME.PATH", what differs from the first; for every arm "arms.NAME.measures".
[[nodiscard]] std::vector<ParameterRecord> records_of_arms(std::vector<ParameterRecord> base,
                                                           const std::vector<ReadArm>& arms,
                                                           const std::vector<ReadMeasure>& measures);

}  // namespace waterbed
