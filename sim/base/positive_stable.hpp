// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/base/luck.hpp"

namespace waterbed {

// ln of a positive stable variable Z of index nu in (0, 1): E exp(-tZ) = exp(-t^nu). Representation of Kanter
// (1975), Annals of Probability 3, 697, from a uniform and an exponential variable.
[[nodiscard]] inline double log_positive_stable(double nu, PhiloxBlock words) {
  const double u = unit_interval(words[0], words[1]);
  const double e = exponential(unit_interval(words[2], words[3]));
  return log(sin_pi(nu * u)) - log(sin_pi(u)) / nu + (1.0 - nu) / nu * (log(sin_pi((1.0 - nu) * u)) - log(e));
}

}  // namespace waterbed
