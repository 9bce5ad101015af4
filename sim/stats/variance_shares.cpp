// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/variance_shares.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sim/base/check.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed::stats {
namespace {

constexpr double rounding = 1e-20;  // of a variance, relative to the square of the largest value

using Table = std::vector<std::vector<double>>;  // [point][replicate]

Table whole_points(std::span<const std::vector<std::optional<double>>> outputs) {
  Table table;
  for (const std::vector<std::optional<double>>& point : outputs) {
    WATERBED_CHECK(point.size() == outputs.front().size());
    if (!std::all_of(point.begin(), point.end(), [](const auto& output) { return output.has_value(); }))
      continue;
    std::vector<double>& values = table.emplace_back();
    for (const std::optional<double>& output : point) values.push_back(*output);
  }
  return table;
}

std::vector<double> means_of_points(const Table& table) {
  std::vector<double> means;
  for (const std::vector<double>& point : table) means.push_back(mean_of(point));
  return means;
}

std::vector<double> means_of_replicates(const Table& table) {
  std::vector<double> means(table.front().size(), 0.0);
  for (const std::vector<double>& point : table)
    for (std::size_t replicate = 0; replicate < means.size(); ++replicate)
      means[replicate] += point[replicate] / static_cast<double>(table.size());
  return means;
}

}  // namespace

std::optional<VarianceShares> variance_shares(std::span<const std::vector<std::optional<double>>> outputs) {
  const Table table = whole_points(outputs);
  if (table.size() < 2 || table.front().size() < 2) return std::nullopt;
  const auto points = static_cast<double>(table.size());
  const auto replicates = static_cast<double>(table.front().size());
  const std::vector<double> by_point = means_of_points(table);
  const std::vector<double> by_replicate = means_of_replicates(table);
  const double mean = mean_of(by_point);
  double rest = 0;  // sum of squares that neither means explain
  double largest = 0;
  for (std::size_t point = 0; point < table.size(); ++point)
    for (std::size_t replicate = 0; replicate < by_replicate.size(); ++replicate) {
      const double left = table[point][replicate] - by_point[point] - by_replicate[replicate] + mean;
      rest += left * left;
      largest = std::max(largest, std::abs(table[point][replicate]));
    }
  VarianceShares found;
  found.points = table.size();
  const double interaction = rest / ((points - 1) * (replicates - 1));
  const double parameters = std::max(0.0, sample_variance(by_point) - interaction / replicates);
  const double luck = std::max(0.0, sample_variance(by_replicate) - interaction / points);
  found.variance = parameters + luck + interaction;
  if (!(found.variance > rounding * largest * largest)) return std::nullopt;
  found.parameters = parameters / found.variance;
  found.luck = luck / found.variance;
  found.interaction = interaction / found.variance;
  return found;
}

}  // namespace waterbed::stats
