// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/scenario.hpp"

namespace waterbed {

// Measures and shocks that in some arm multiply only zeros of one kind (the same key of the same block, as
// after a `*`), which changes nothing: a sentence each. A value counts as 0 if no change listed before sets
// it or adds to it.
[[nodiscard]] std::vector<std::string> idle_multiplications(const Scenario& scenario);

}  // namespace waterbed
