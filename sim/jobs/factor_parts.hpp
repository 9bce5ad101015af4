// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/jobs/design_points.hpp"

namespace waterbed {

// Points where a factor has about the same value.
struct FactorPart {
  std::string value;  // "0.5", or "0.5 to 0.6"
  std::vector<std::uint64_t> points;
};

// By factor, numbers by size, then texts. Few values are kept apart, unless most have one point and other
// factors differ as well; else they are put into up to ten parts with about as many points each, four or
// more, where those of one value stay together.
[[nodiscard]] std::vector<std::vector<FactorPart>> parts_of_factors(const DesignPoints& points,
                                                                    std::size_t factors);

}  // namespace waterbed
