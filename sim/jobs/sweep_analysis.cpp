// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_analysis.hpp"

#include <algorithm>
#include <utility>

#include "output/sensitivity_tables.hpp"
#include "sim/base/check.hpp"
#include "sim/jobs/factor_parts.hpp"
#include "sim/stats/bootstrap.hpp"

namespace waterbed {
namespace {

using Outputs = std::vector<std::optional<double>>;  // by point, or by replicate
using Sample = std::vector<double>;                  // by replicate

std::vector<FactorLabel> labels_of(const Design& design) {
  std::vector<FactorLabel> labels;
  for (const Factor& factor : design.factors)
    labels.push_back({factor.path, factor.role == FactorRole::lever ? "lever" : "uncertainty"});
  return labels;
}

std::vector<Outputs> in_groups(const Outputs& outputs, std::uint64_t points_of_group) {
  const auto size = static_cast<std::ptrdiff_t>(points_of_group);
  std::vector<Outputs> groups;
  for (auto begin = outputs.begin(); begin != outputs.end(); begin += size)
    groups.emplace_back(begin, begin + size);
  return groups;
}

std::vector<stats::MorrisEffect> effects_of(const Design& design, const std::vector<Outputs>& groups) {
  std::vector<stats::Trajectory> trajectories;
  for (std::size_t number = 0; number < groups.size(); ++number)
    trajectories.push_back(stats::morris_trajectory(
        design.factors.size(), static_cast<std::uint32_t>(design.levels),
        static_cast<std::uint64_t>(design.seed), static_cast<std::uint32_t>(number)));
  return stats::morris_effects(trajectories, groups);
}

// By replicate, the sum over known points.
Sample sums_over(const FactorPart& part, const std::vector<Outputs>& values, const Outputs& means) {
  Sample sums(values.front().size(), 0.0);
  for (const std::uint64_t point : part.points)
    for (std::size_t replicate = 0; means[point] && replicate < sums.size(); ++replicate)
      sums[replicate] += values[point][replicate].value_or(0.0);
  return sums;
}

// Points share their luck, so how sure a mean is shows over replicates, not over points.
ResponsePoint response_of(const FactorPart& part, const SweepOutput& output, const Outputs& means) {
  std::vector<double> known;
  for (const std::uint64_t point : part.points)
    if (means[point]) known.push_back(*means[point]);
  ResponsePoint response{part.value, known.size(), {}, {}, {}};
  if (known.empty()) return response;
  Sample sums = sums_over(part, output.values, means);
  if (output.wholes.empty()) {
    for (double& sum : sums) sum /= static_cast<double>(known.size());
    const stats::Estimate estimate = stats::mean_interval(sums);
    response.mean = estimate.mean;
    response.interval = estimate.interval();
  } else {
    const stats::RatioEstimate estimate = stats::ratio_of_means(sums, sums_over(part, output.wholes, means));
    response.mean = estimate.ratio;
    response.interval = estimate.interval;
  }
  std::sort(known.begin(), known.end());
  constexpr std::size_t fewest = 10;
  if (known.size() >= fewest)
    response.middle = stats::Bounds{stats::quantile(known, 0.05), stats::quantile(known, 0.95)};
  return response;
}

// How outputs answer to factors.
class Curves {
 public:
  Curves(const DesignPoints& points, std::span<const FactorLabel> labels)
      : labels_(labels), parts_(parts_of_factors(points, labels.size())) {}

  void add(const OutputLabel& label, const SweepOutput& output, std::vector<Table>& tables) const {
    const Outputs means = means_by_point(output);
    for (std::size_t factor = 0; factor < labels_.size(); ++factor) {
      std::vector<ResponsePoint> curve;
      for (const FactorPart& part : parts_[factor]) curve.push_back(response_of(part, output, means));
      tables.push_back(response_table(label, labels_[factor], curve));
    }
  }

 private:
  std::span<const FactorLabel> labels_;
  std::vector<std::vector<FactorPart>> parts_;  // by factor
};

// A point by itself.
Table table_of_list(const Design& design, std::span<const FactorLabel> labels, const OutputLabel& label,
                    const SweepOutput& output) {
  const Outputs means = means_by_point(output);
  std::vector<ResponsePoint> points;
  for (std::uint64_t point = 0; point < means.size(); ++point)
    points.push_back(response_of({"", {point}}, output, means));
  return list_table(label, labels, design.rows, points);
}

// Whether points are drawn from the ranges, so that the spread over them means something.
bool is_drawn(DesignKind kind) {
  return kind == DesignKind::random || kind == DesignKind::latin_hypercube || kind == DesignKind::sobol ||
         kind == DesignKind::saltelli;
}

// Outputs of the points that are drawn: of a block of saltelli, A and B.
std::vector<Outputs> drawn_of(const SweepOutput& output, DesignKind kind, std::uint64_t points_of_group) {
  if (kind != DesignKind::saltelli) return output.values;
  std::vector<Outputs> drawn;
  for (std::size_t point = 0; point < output.values.size(); ++point)
    if (point % points_of_group < 2) drawn.push_back(output.values[point]);
  return drawn;
}

}  // namespace

std::vector<Table> analyse(const Design& design, std::span<const SweepOutput> outputs) {
  const DesignPoints points(design);
  const std::vector<FactorLabel> labels = labels_of(design);
  const bool has_curves = design.kind != DesignKind::saltelli && design.kind != DesignKind::morris &&
                          design.kind != DesignKind::list;
  const Curves curves(points,
                      has_curves ? std::span<const FactorLabel>(labels) : std::span<const FactorLabel>());
  std::vector<Table> tables;
  std::vector<OutputLabel> names;
  std::vector<std::optional<stats::VarianceShares>> shares;
  bool has_replicates = false;
  for (const SweepOutput& output : outputs) {
    WATERBED_CHECK(output.values.size() == points.count());
    const Outputs means = means_by_point(output);
    const auto known =
        std::count_if(means.begin(), means.end(), [](const auto& mean) { return mean.has_value(); });
    const OutputLabel label{output.name, static_cast<std::size_t>(known), means.size(), output.unit};
    const std::vector<Outputs> groups = in_groups(means, points.points_of_group());
    if (design.kind == DesignKind::saltelli)
      tables.push_back(sobol_table(label, labels, stats::sobol_indices(groups)));
    else if (design.kind == DesignKind::morris)
      tables.push_back(morris_table(label, labels, effects_of(design, groups)));
    else if (design.kind == DesignKind::list)
      tables.push_back(table_of_list(design, labels, label, output));
    else
      curves.add(label, output, tables);
    if (output.wholes.empty()) {
      names.push_back(label);
      shares.push_back(stats::variance_shares(drawn_of(output, design.kind, points.points_of_group())));
    }
    has_replicates = has_replicates || output.values.front().size() > 1;
  }
  if (has_replicates && !names.empty() && is_drawn(design.kind))
    tables.push_back(variance_table(names, shares));
  return tables;
}

}  // namespace waterbed
