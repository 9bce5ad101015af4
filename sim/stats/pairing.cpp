// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/pairing.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed::stats {
namespace {

constexpr double rounding = 1e-9;

std::optional<double> factor(double independent_spread, double paired_spread) {
  if (paired_spread <= rounding * independent_spread) return std::nullopt;
  return independent_spread / paired_spread;
}

}  // namespace

PairingGain pairing_gain(std::span<const double> sample_a, std::span<const double> sample_b) {
  WATERBED_CHECK(sample_a.size() == sample_b.size());
  std::vector<double> differences(sample_a.size());
  for (std::size_t pair = 0; pair < differences.size(); ++pair)
    differences[pair] = sample_b[pair] - sample_a[pair];

  const double variance_a = sample_variance(sample_a);
  const double variance_b = sample_variance(sample_b);
  const double independent_spread = std::sqrt(variance_a + variance_b);
  const double smallest_spread = std::abs(std::sqrt(variance_a) - std::sqrt(variance_b));
  return {factor(independent_spread, std::sqrt(sample_variance(differences))),
          factor(independent_spread, smallest_spread)};
}

}  // namespace waterbed::stats
