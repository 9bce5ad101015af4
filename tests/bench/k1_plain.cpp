// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/k1_plain.hpp"

#include <cmath>

namespace waterbed::bench {

K1Result PlainK1::run() {
  std::vector<std::int64_t> tightened(weeks, 0);
  for (int week = 0; week < weeks; ++week) {
    if (week == weeks / 2)
      for (int route = 0; route < routes; route += 8) detection_[static_cast<std::size_t>(route)] *= 3.0;
    for (int organisation = 0; organisation < organisations; ++organisation)
      if (step(organisation) % 8 == 0) ++tightened[static_cast<std::size_t>(week)];
  }
  return {share(tightened, weeks / 2 - 52), share(tightened, weeks - 52)};
}

int PlainK1::step(int organisation) {
  double* lost = &lost_[static_cast<std::size_t>(organisation) * routes];
  double* passed = &passed_[static_cast<std::size_t>(organisation) * routes];
  double sums[routes];
  double sum = 0.0;
  for (int route = 0; route < routes; ++route) {
    const auto index = static_cast<std::size_t>(route);
    const double belief = lost[route] / (lost[route] + passed[route]);
    sum += std::exp((revenue_[index] * (1.0 - belief) - cost_[index]) / 0.1);
    sums[route] = sum;
  }
  const double target = uniform() * sum;
  int chosen = 0;
  while (chosen < routes - 1 && sums[chosen] < target) ++chosen;
  for (int route = 0; route < routes; ++route) {
    lost[route] = 1.0 + 0.98 * (lost[route] - 1.0);
    passed[route] = 9.0 + 0.98 * (passed[route] - 9.0);
  }
  (uniform() < detection_[static_cast<std::size_t>(chosen)] ? lost : passed)[chosen] += 1.0;
  return chosen;
}

}  // namespace waterbed::bench
