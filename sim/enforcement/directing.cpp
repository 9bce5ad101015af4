// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/directing.hpp"

namespace waterbed {

std::vector<double> direct_by_weight(double capacity, const std::vector<double>& legal_units,
                                     const std::vector<double>& weight) {
  std::vector<double> directed(legal_units.size(), 0.0);
  std::vector<bool> is_full(legal_units.size(), false);
  double left = capacity;
  // Every round fills at least one stratum or spends all that is left.
  for (std::size_t round = 0; round < legal_units.size() && left > 0.0; ++round) {
    double weights = 0.0;
    for (std::size_t stratum = 0; stratum < weight.size(); ++stratum)
      if (!is_full[stratum]) weights += weight[stratum];
    if (weights <= 0.0) break;
    bool any_filled = false;
    for (std::size_t stratum = 0; stratum < weight.size(); ++stratum) {
      if (is_full[stratum] || left * weight[stratum] / weights < legal_units[stratum]) continue;
      is_full[stratum] = true;
      any_filled = true;
      directed[stratum] = legal_units[stratum];
    }
    if (!any_filled) {
      for (std::size_t stratum = 0; stratum < weight.size(); ++stratum)
        if (!is_full[stratum]) directed[stratum] = left * weight[stratum] / weights;
      break;
    }
    left = capacity;
    for (std::size_t stratum = 0; stratum < weight.size(); ++stratum)
      if (is_full[stratum]) left -= legal_units[stratum];
  }
  return directed;
}

}  // namespace waterbed
