// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace waterbed {

// Spreads `capacity` units a week over strata in proportion to `weight`, none getting more than its legal
// units; what does not fit goes to the others. Returns the units directed to each. Zero weights get nothing.
[[nodiscard]] std::vector<double> direct_by_weight(double capacity, const std::vector<double>& legal_units,
                                                   const std::vector<double>& weight);

}  // namespace waterbed
