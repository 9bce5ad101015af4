// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>  // sqrt is exact
#include <cstdint>

#include "sim/base/math.hpp"

// Counts as inverse distribution functions of one uniform number: with the same number a higher chance or
// mean gives no lower count (but by one or two where the normal takes over), so that arms that differ in it
// stay comparable. Source: MODEL, "Markets and
// population". By summing probabilities from 0 up, in doubles; a distribution whose probability of 0
// underflows (mean above 700) is met by its normal approximation.
namespace waterbed {

constexpr double largest_summed_mean = 700.0;

// mean + deviation z, rounded, within [0, most].
[[nodiscard]] inline std::int64_t normal_count(double mean, double deviation, double uniform,
                                               std::int64_t most) {
  const double value = mean + deviation * normal_quantile(uniform);
  if (!(value > 0.0)) return 0;
  return value < static_cast<double>(most) ? static_cast<std::int64_t>(value + 0.5) : most;
}

// Number of events of a Poisson distribution of this mean, at least 0 and below 2^53.
[[nodiscard]] inline std::int64_t poisson_count(double mean, double uniform) {
  if (!(mean > 0.0)) return 0;
  if (mean > largest_summed_mean) return normal_count(mean, std::sqrt(mean), uniform, std::int64_t{1} << 53);
  double probability = exp(-mean);
  double sum = probability;
  std::int64_t count = 0;
  while (sum < uniform && probability > 0.0) {
    ++count;
    probability *= mean / static_cast<double>(count);
    sum += probability;
  }
  return count;
}

// Successes among `trials` independent trials, each with this chance.
[[nodiscard]] inline std::int64_t binomial_count(std::int64_t trials, double chance, double uniform) {
  if (trials <= 0 || !(chance > 0.0)) return 0;
  if (chance >= 1.0) return trials;
  const auto n = static_cast<double>(trials);
  if (-n * log(1.0 - chance) > largest_summed_mean)
    return normal_count(n * chance, std::sqrt(n * chance * (1.0 - chance)), uniform, trials);
  const double odds = chance / (1.0 - chance);
  double probability = exp(n * log(1.0 - chance));
  double sum = probability;
  std::int64_t count = 0;
  while (sum < uniform && count < trials) {
    ++count;
    probability *= odds * (n - static_cast<double>(count) + 1.0) / static_cast<double>(count);
    sum += probability;
  }
  return count;
}

// How many of `marked` people are among `taken` of marked + others, each as likely to be taken as another.
[[nodiscard]] inline std::int64_t hypergeometric_count(std::int64_t marked, std::int64_t others,
                                                       std::int64_t taken, double uniform) {
  const std::int64_t all = marked + others;
  std::int64_t count = taken > others ? taken - others : 0;
  const std::int64_t most = taken < marked ? taken : marked;
  // Of the smallest count: nobody marked is taken, or else all who stay are marked.
  const std::int64_t factors = count == 0 ? taken : all - taken;
  const std::int64_t chosen_from = count == 0 ? others : marked;
  double probability = 1.0;
  for (std::int64_t factor = 0; factor < factors; ++factor)
    probability *= static_cast<double>(chosen_from - factor) / static_cast<double>(all - factor);
  constexpr double smallest = 1e-290;
  if (probability < smallest) {
    const auto n = static_cast<double>(all);
    const double mean = static_cast<double>(taken) * static_cast<double>(marked) / n;
    const double variance =
        mean * (static_cast<double>(others) / n) * (static_cast<double>(all - taken) / (n - 1.0));
    const std::int64_t drawn = normal_count(mean, std::sqrt(variance), uniform, most);
    return drawn < count ? count : drawn;
  }
  double sum = probability;
  while (sum < uniform && count < most) {
    const double more = static_cast<double>(marked - count) * static_cast<double>(taken - count);
    const double less = static_cast<double>(count + 1) * static_cast<double>(others - taken + count + 1);
    ++count;
    probability *= more / less;
    sum += probability;
  }
  return count;
}

}  // namespace waterbed
