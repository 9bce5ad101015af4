// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/jobs/factor_places.hpp"
#include "sim/jobs/prepare.hpp"

namespace waterbed {

// The checks that may come out otherwise at points that differ from `checked`, which has no mistakes, in the
// numbers of factors alone. `arms` are all of its scenario, to which the places of factors belong.
[[nodiscard]] Checks checks_of_points(const Prepared& checked, const std::vector<Arm>& arms,
                                      const std::vector<FactorPlaces>& factors);

}  // namespace waterbed
