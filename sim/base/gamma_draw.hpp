// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>  // sqrt is exact

#include "sim/base/luck.hpp"
#include "sim/base/math.hpp"

namespace waterbed {

// A standard gamma variable of a positive shape, from the four words of one draw: by the cube root that makes
// it normal (Wilson & Hilferty 1931), which holds for shapes of 1 and more; below, that of shape + 1 times
// u^(1 / shape) (Johnk 1964). Never negative; a very small shape may give 0.
WATERBED_INLINE double gamma_draw(double shape, const PhiloxBlock& words) {
  const double larger = shape < 1.0 ? shape + 1.0 : shape;
  const double root = 1.0 - 1.0 / (9.0 * larger) +
                      normal_quantile(unit_interval(words[0], words[1])) / (3.0 * std::sqrt(larger));
  const double positive = root > 0.0 ? root : 0.0;
  const double drawn = larger * positive * positive * positive;
  return shape < 1.0 ? drawn * exp(log(unit_interval(words[2], words[3])) / shape) : drawn;
}

}  // namespace waterbed
