// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/jobs/sweep_plan.hpp"

namespace waterbed {

// What is no mistake of a plan without mistakes but may surprise, told as mistakes are: factors on which no
// run depends, as every arm that is run says the value anew or none has it, and ranges of what is no number.
[[nodiscard]] Mistakes remarks_on(const SweepPlan& plan);

}  // namespace waterbed
