// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/half_time.hpp"

#include <cstddef>

#include "sim/stats/interval.hpp"

namespace waterbed::stats {
namespace {

constexpr std::size_t window = 13;
constexpr std::size_t last_year = 52;

}  // namespace

std::optional<std::int64_t> weeks_to_half(std::span<const double> weekly) {
  if (weekly.size() < last_year) return std::nullopt;
  const double settled = mean_of(weekly.last(last_year));
  if (!(settled > 0)) return std::nullopt;
  // Always found: one of the four quarters of the last year has at least its mean.
  for (std::size_t begin = 0; begin + window <= weekly.size(); ++begin) {
    if (mean_of(weekly.subspan(begin, window)) >= settled / 2)
      return static_cast<std::int64_t>(begin + window / 2);
  }
  return std::nullopt;
}

}  // namespace waterbed::stats
