// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/interval.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/stats/student_t.hpp"

namespace waterbed::stats {

std::optional<Bounds> Estimate::interval() const {
  if (!half_width) return std::nullopt;
  return Bounds{mean - *half_width, mean + *half_width};
}

bool Estimate::is_sign_known() const {
  return half_width && std::abs(mean) > *half_width;
}

double mean_of(std::span<const double> sample) {
  if (sample.empty()) return 0;
  double sum = 0;
  for (const double value : sample) sum += value;
  return sum / static_cast<double>(sample.size());
}

double sample_variance(std::span<const double> sample) {
  if (sample.size() < 2) return 0;
  const double mean = mean_of(sample);
  double squares = 0;
  for (const double value : sample) squares += (value - mean) * (value - mean);
  return squares / static_cast<double>(sample.size() - 1);
}

double quantile(std::span<const double> sorted, double probability) {
  WATERBED_CHECK(!sorted.empty());
  const double position = probability * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double weight = position - static_cast<double>(below);
  return sorted[below] + weight * (sorted[above] - sorted[below]);
}

Estimate mean_interval(std::span<const double> sample, double level) {
  WATERBED_CHECK(level > 0 && level < 1);
  Estimate estimate{mean_of(sample), std::nullopt, sample.size()};
  if (sample.size() < 2) return estimate;
  const double count = static_cast<double>(sample.size());
  const double quantile = student_t_quantile(0.5 + level / 2, count - 1);
  estimate.half_width = quantile * std::sqrt(sample_variance(sample) / count);
  return estimate;
}

PairedEstimate paired_difference(std::span<const double> sample_a, std::span<const double> sample_b,
                                 double level) {
  WATERBED_CHECK(sample_a.size() == sample_b.size());
  std::vector<double> differences(sample_a.size());
  for (std::size_t pair = 0; pair < differences.size(); ++pair)
    differences[pair] = sample_b[pair] - sample_a[pair];

  PairedEstimate estimate{mean_interval(differences, level), std::nullopt};
  const double unpaired_variance = sample_variance(sample_a) + sample_variance(sample_b);
  if (unpaired_variance > 0) estimate.variance_saved = 1 - sample_variance(differences) / unpaired_variance;
  return estimate;
}

}  // namespace waterbed::stats
