// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/reading.hpp"
#include "sim/base/parameter_set.hpp"

namespace waterbed {

// Checks that every name used is an entry of the block it refers to. Call it once all blocks are read.
void check_names(const ParameterSet& parameters, Reading& reading);

}  // namespace waterbed
