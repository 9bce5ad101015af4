// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>

// Means over replicates and how sure we are of them. Samples are finite numbers, independent of each other;
// no result is NaN or infinite as long as the squares of the values are not.
namespace waterbed::stats {

struct Bounds {
  double low = 0;
  double high = 0;
};

// A mean and half the width of its Student-t interval. An empty sample has mean 0; fewer than two values say
// nothing about spread, so they have no half width.
struct Estimate {
  double mean = 0;
  std::optional<double> half_width;
  std::size_t count = 0;

  [[nodiscard]] std::optional<Bounds> interval() const;
  // Whether the interval leaves 0 out; where there is none, nothing is known.
  [[nodiscard]] bool is_sign_known() const;
};

// Difference B - A of two samples that share their luck: value i of both comes from replicate i.
struct PairedEstimate {
  Estimate difference;
  // 1 - Var(B - A) / (Var A + Var B): the share of the variance of independent samples that pairing saves;
  // negative if pairing hurts. Missing below two pairs, or if neither sample varies.
  std::optional<double> variance_saved;
};

// 0 of an empty sample.
[[nodiscard]] double mean_of(std::span<const double> sample);

// Sum of squares around the mean / (n - 1); 0 below two values.
[[nodiscard]] double sample_variance(std::span<const double> sample);

// Quantile of sorted values, one at least, linear between neighbours, so that equal neighbours give
// themselves.
[[nodiscard]] double quantile(std::span<const double> sorted, double probability);

// `level` in (0, 1) is the chance with which the interval covers the mean of a normal population.
[[nodiscard]] Estimate mean_interval(std::span<const double> sample, double level = 0.95);

// The samples have one length.
[[nodiscard]] PairedEstimate paired_difference(std::span<const double> sample_a,
                                               std::span<const double> sample_b, double level = 0.95);

}  // namespace waterbed::stats
