// SPDX-License-Identifier: Apache-2.0
#include "output/halfwidth.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "output/comparison.hpp"
#include "output/flows.hpp"
#include "output/pair_accounts.hpp"
#include "sim/base/check.hpp"
#include "sim/base/units.hpp"
#include "sim/stats/bootstrap.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed {
namespace {

Precision precision_of_mean(std::string subject, const Sample& sample) {
  const stats::Estimate estimate = stats::mean_interval(sample);
  return {std::move(subject), sample.size(), estimate.mean, estimate.half_width};
}

Precision precision_of_share(std::string subject, const Sample& part, const Sample& whole) {
  const stats::RatioEstimate share = stats::ratio_of_means(part, whole);
  Precision precision{std::move(subject), part.size(), share.ratio, std::nullopt};
  if (share.interval) precision.half_width = (share.interval->high - share.interval->low) / 2;
  return precision;
}

// The terms as displacement_table has them.
Precision precision_of_pair(std::string subject, PairAccounts& accounts, Statistic statistic) {
  const auto drawn = [&](std::string_view series) { return accounts.total(series, Estimate::drawn); };
  switch (statistic) {
    case Statistic::displaced:
      return precision_of_mean(std::move(subject), drawn("displaced_g"));
    case Statistic::deterred:
      return precision_of_mean(std::move(subject), accounts.cell("deterred_g"));
    case Statistic::intercepted:
      return precision_of_mean(std::move(subject), drawn("intercepted_g"));
    case Statistic::really_gone:
      return precision_of_mean(std::move(subject), drawn("really_gone_g"));
    case Statistic::displaced_share:
      return precision_of_share(std::move(subject), drawn("displaced_g"), drawn("kept_out_g"));
    case Statistic::kept_out:
    case Statistic::landed:  // of arms
      break;
  }
  return precision_of_mean(std::move(subject), drawn("kept_out_g"));
}

Precision precision_of_landed(const ResultReader& reader, std::size_t arm) {
  constexpr FlowName landed{"landed", "landed_g"};
  const PeriodWindow window = all_periods(reader.layout());
  const double years = static_cast<double>(weeks_in(reader.layout(), window)) / weeks_per_year;
  Sample sample;
  for (const std::size_t replicate : replicates_in(reader, arm, StoredState::done)) {
    const std::vector<double> lanes = lane_tonnes(reader, landed, {arm, replicate}, window);
    sample.push_back(std::accumulate(lanes.begin(), lanes.end(), 0.0) / years);
  }
  return precision_of_mean(reader.layout().arms[arm], sample);
}

}  // namespace

std::optional<double> Precision::relative() const {
  if (!value || !half_width) return std::nullopt;
  if (*half_width == 0.0) return 0.0;
  if (*value == 0.0) return std::nullopt;
  return *half_width / std::abs(*value);
}

std::vector<Precision> precisions(const ResultReader& reader, Statistic statistic) {
  const ResultLayout& layout = reader.layout();
  std::vector<Precision> all;
  if (statistic == Statistic::landed) {
    for (std::size_t arm = 0; arm < layout.arms.size(); ++arm)
      all.push_back(precision_of_landed(reader, arm));
    return all;
  }
  for (std::size_t pair = 0; pair < layout.pairs.size(); ++pair) {
    const std::string& reference = layout.arms[layout.pairs[pair].reference];
    const std::string& arm = layout.arms[layout.pairs[pair].arm];
    const Comparison comparison = comparison_of(reader, {reference, arm, {}, {}});
    PairAccounts accounts(reader, pair, comparison.window, comparison.replicates);
    // Of no replicate no series has cells.
    const std::string subject = reference + " - " + arm;
    all.push_back(comparison.replicates.empty() ? Precision{subject, 0, {}, {}}
                                                : precision_of_pair(subject, accounts, statistic));
  }
  return all;
}

const Precision& least_precise(const std::vector<Precision>& all) {
  WATERBED_CHECK(!all.empty());
  const auto doubt = [](const Precision& precision) {
    return precision.relative().value_or(std::numeric_limits<double>::infinity());
  };
  return *std::max_element(all.begin(), all.end(), [&](const Precision& left, const Precision& right) {
    return doubt(left) < doubt(right);
  });
}

}  // namespace waterbed
