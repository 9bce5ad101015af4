// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/name_hash.hpp"
#include "sim/base/philox.hpp"
#include "sim/stats/student_t.hpp"

namespace waterbed::stats {
namespace {

constexpr std::uint32_t resamples = 2000;
constexpr std::size_t fewest_replicates = 4;
constexpr PhiloxKey bootstrap_key{name_hash("bootstrap"), 0};

using Counts = std::vector<std::uint32_t>;  // by replicate: how often a resample holds it

// Resamples of two groups are independent of each other.
void draw_counts(Counts& counts, std::uint32_t resample, std::uint32_t group) {
  std::fill(counts.begin(), counts.end(), 0);
  const std::size_t size = counts.size();
  for (std::size_t first = 0; first < size; first += 4) {
    const PhiloxBlock words = philox({resample, static_cast<std::uint32_t>(first), group, 0}, bootstrap_key);
    for (std::size_t word = 0; word < std::min<std::size_t>(4, size - first); ++word)
      ++counts[(std::uint64_t{words[word]} * size) >> 32U];
  }
}

// Sums over replicates; means have the same ratio.
struct Sums {
  double numerator = 0;
  double denominator = 0;

  [[nodiscard]] double ratio() const { return numerator / denominator; }
};

Sums operator-(Sums left, Sums right) {
  return {left.numerator - right.numerator, left.denominator - right.denominator};
}

Sums sums_of(const ArmSample& sample, const Counts& counts) {
  Sums sums;
  for (std::size_t replicate = 0; replicate < counts.size(); ++replicate) {
    sums.numerator += counts[replicate] * sample.numerators[replicate];
    sums.denominator += counts[replicate] * sample.denominators[replicate];
  }
  return sums;
}

// The tail at which percentiles of resamples are as far out as Student's t of so few values: resamples spread
// less than the population by sqrt((n - 1) / n), and normally where t is wanted (Hesterberg 2015).
double expanded_tail(double tail, std::size_t replicates) {
  const auto count = static_cast<double>(replicates);
  const double quantiles_out = student_t_quantile(1 - tail, count - 1) * std::sqrt(count / (count - 1));
  return 0.5 * std::erfc(quantiles_out / std::numbers::sqrt2);
}

std::optional<Bounds> interval_of(const std::vector<Sums>& resampled, Sums point, double level,
                                  std::size_t replicates) {
  const double tail = (1 - level) / 2;
  std::vector<double> ratios;
  ratios.reserve(resampled.size());
  std::size_t off_side = 0;  // denominators that are 0 or have the other sign than that of all replicates
  for (const Sums& sums : resampled) {
    if (!(sums.denominator * point.denominator > 0)) ++off_side;
    if (sums.denominator != 0) ratios.push_back(sums.ratio());
  }
  if (static_cast<double>(off_side) > tail * static_cast<double>(resampled.size())) return std::nullopt;
  std::sort(ratios.begin(), ratios.end());
  const double wider_tail = expanded_tail(tail, replicates);
  return Bounds{quantile(ratios, wider_tail), quantile(ratios, 1 - wider_tail)};
}

// `sums_in(resample)` of every resample against those of all replicates as they are.
template <class SumsIn>
RatioEstimate estimate(std::size_t replicates, Sums point, double level, SumsIn sums_in) {
  WATERBED_CHECK(level > 0 && level < 1);
  WATERBED_CHECK(replicates < std::numeric_limits<std::uint32_t>::max());
  if (point.denominator == 0) return {};
  RatioEstimate found{point.ratio(), std::nullopt};
  if (replicates < fewest_replicates) return found;
  std::vector<Sums> resampled(resamples);
  for (std::uint32_t resample = 0; resample < resamples; ++resample) resampled[resample] = sums_in(resample);
  found.interval = interval_of(resampled, point, level, replicates);
  return found;
}

}  // namespace

RatioEstimate ratio_of_means(std::span<const double> numerators, std::span<const double> denominators,
                             double level) {
  WATERBED_CHECK(numerators.size() == denominators.size());
  const ArmSample sample{numerators, denominators};
  Counts counts(numerators.size(), 1);
  const Sums point = sums_of(sample, counts);
  return estimate(counts.size(), point, level, [&](std::uint32_t resample) {
    draw_counts(counts, resample, 0);
    return sums_of(sample, counts);
  });
}

RatioEstimate ratio_of_differences(const ArmSample& arm_a, const ArmSample& arm_b, Resampling resampling,
                                   double level) {
  const std::size_t size = arm_a.numerators.size();
  WATERBED_CHECK(arm_a.denominators.size() == size);
  WATERBED_CHECK(arm_b.numerators.size() == size && arm_b.denominators.size() == size);
  Counts counts_a(size, 1);
  Counts counts_b(size, 1);
  const Sums point = sums_of(arm_b, counts_b) - sums_of(arm_a, counts_a);
  return estimate(size, point, level, [&](std::uint32_t resample) {
    draw_counts(counts_a, resample, 0);
    draw_counts(counts_b, resample, resampling == Resampling::paired ? 0 : 1);
    return sums_of(arm_b, counts_b) - sums_of(arm_a, counts_a);
  });
}

}  // namespace waterbed::stats
