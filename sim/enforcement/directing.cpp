// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/directing.hpp"

#include <algorithm>
#include <numeric>

#include "sim/base/math.hpp"

namespace waterbed {
namespace {

double total(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// The level in [low, high] at which `units_at(level)`, falling in it, uses the capacity; halved until a
// double has no more digits to give.
constexpr int halvings = 60;

template <class UnitsAt>
double level_that_uses(double capacity, double low, double high, UnitsAt units_at) {
  for (int halving = 0; halving < halvings; ++halving) {
    const double middle = 0.5 * (low + high);
    (units_at(middle) > capacity ? low : high) = middle;
  }
  return high;
}

// The share x in [0, 1] with ln x + slope x = level (capped at 1), by Newton's method on ln x, which comes
// from above and never overshoots.
double response_share(double level, double slope) {
  if (slope <= level) return 1.0;
  double log_share = std::min(level, 0.0);
  for (int step = 0; step < 60; ++step) {
    const double risen = slope * exp(log_share);
    const double next = log_share - (log_share + risen - level) / (1.0 + risen);
    if (next >= log_share) break;
    log_share = next;
  }
  return exp(log_share);
}

}  // namespace

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

std::vector<double> direct_by_priority(double capacity, const std::vector<double>& legal_units,
                                       const std::vector<double>& priority,
                                       const std::vector<std::uint32_t>& names) {
  std::vector<std::size_t> order(legal_units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    if (priority[left] != priority[right]) return priority[left] > priority[right];
    return names[left] < names[right];
  });
  std::vector<double> directed(legal_units.size(), 0.0);
  double left = capacity;
  for (const std::size_t stratum : order) {
    directed[stratum] = std::min(left, legal_units[stratum]);
    left -= directed[stratum];
  }
  return directed;
}

std::vector<double> direct_by_waterfill(double capacity, const std::vector<double>& legal_units,
                                        const StratumValues& values) {
  if (capacity >= total(legal_units)) return legal_units;
  const auto share = [&](std::size_t stratum, double level) {
    const double value = values.value[stratum];
    if (value <= level) return 0.0;
    return std::min(1.0, (1.0 - level / value) / values.sensitivity[stratum]);
  };
  const auto units_at = [&](double level) {
    double units = 0.0;
    for (std::size_t stratum = 0; stratum < legal_units.size(); ++stratum)
      units += legal_units[stratum] * share(stratum, level);
    return units;
  };
  const double highest = *std::max_element(values.value.begin(), values.value.end());
  const double level = level_that_uses(capacity, 0.0, highest, units_at);
  std::vector<double> directed;
  for (std::size_t stratum = 0; stratum < legal_units.size(); ++stratum)
    directed.push_back(legal_units[stratum] * share(stratum, level));
  return directed;
}

std::vector<double> direct_by_quantal_response(double capacity, const std::vector<double>& legal_units,
                                               const StratumValues& values, double rate) {
  const double units = total(legal_units);
  if (capacity >= units) return legal_units;
  double mean = 0.0;
  for (std::size_t stratum = 0; stratum < legal_units.size(); ++stratum)
    mean += legal_units[stratum] * values.value[stratum] / units;
  if (capacity <= 0.0 || mean <= 0.0) return direct_by_weight(capacity, legal_units, legal_units);
  const auto directed_at = [&](double level) {  // -level is the logarithm of what x is proportional by
    std::vector<double> directed;
    for (std::size_t stratum = 0; stratum < legal_units.size(); ++stratum) {
      const double drive = rate * values.value[stratum] / mean;
      directed.push_back(legal_units[stratum] *
                         response_share(drive - level, drive * values.sensitivity[stratum]));
    }
    return directed;
  };
  const double highest = rate * *std::max_element(values.value.begin(), values.value.end()) / mean;
  const double most = highest - log(capacity / units) + 1.0;
  const double level = level_that_uses(capacity, -1.0 - highest, most,
                                       [&](double middle) { return total(directed_at(middle)); });
  return directed_at(level);
}

}  // namespace waterbed
