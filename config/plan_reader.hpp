// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "config/field_keys.hpp"
#include "config/node.hpp"
#include "config/reading.hpp"
#include "config/scenario.hpp"
#include "sim/base/parameter_record.hpp"
#include "sim/base/parameter_set.hpp"
#include "sim/replicate/plan.hpp"

// Reads when, how long and how often a scenario is run: `start`, `weeks`, `replicates`, `seed` ...
namespace waterbed {

// The plan as a block that stands at the top of a scenario, without a path of its own.
[[nodiscard]] ParameterSet plan_parameters();

// The keys of the plan at the top of a scenario, but for `start`.
[[nodiscard]] std::vector<FieldKey> plan_keys();

// The plan of a scenario under the options of the command line; appends its records.
[[nodiscard]] RunPlan read_plan(const Node& top, const ScenarioOptions& options,
                                std::vector<ParameterRecord>& records, Reading& reading);

}  // namespace waterbed
