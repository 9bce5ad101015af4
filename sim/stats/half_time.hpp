// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>

// How fast what a measure displaces comes up elsewhere.
namespace waterbed::stats {

// Weeks until a weekly series, which begins in the first week of a measure, is half of what it settles at:
// until the mean of 13 weeks first reaches half of the mean of the last 52. Told by the middle week of the
// 13, counted from 0: a series that is 0 for k weeks and level ever after gives k (the end of the 13 would
// give k + 6, and half-way up a straight rise would come late as well). Less than 6 weeks cannot be told
// from 6. Missing below 52 weeks, or if the mean of the last 52 is not positive. A series that still rises at
// its end gives too few weeks.
[[nodiscard]] std::optional<std::int64_t> weeks_to_half(std::span<const double> weekly);

}  // namespace waterbed::stats
