// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/base/parameter_set.hpp"

// The scenario language as JSON Schema, draft 7, for editors and other programs. What a scenario says of
// parameters comes from their descriptions alone; only the head of the language is written down here.
//
// It has two layers. `properties` say what may stand where, and let any value be null, because a scenario
// that extends another removes what that one says with `key: ~`. The definition `finished` demands, of all
// other scenarios, what must be given. It cannot see what takes more than one place in a file to see: names
// that nobody bears, dates out of order, numbers that measures together take out of their range.
namespace waterbed {

// `blocks` holds every block of the model, with defaults. Ends in a new line.
[[nodiscard]] std::string scenario_schema(const ParameterSet& blocks);

}  // namespace waterbed
