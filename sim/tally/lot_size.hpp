// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "sim/base/units.hpp"
#include "sim/tally/results.hpp"

// Classes of lots by weight, from parcels to the largest finds. Published figures of sizes tell apart 100 kg
// and 1 tonne (Rotterdam 2021: 36 % of seized lots below 100 kg, 11 % above a tonne), so both are bounds; the
// others divide what lies between and beyond in steps of 2 to 2.5, or of 5 to 10 below 100 kg, where few lots
// are.
namespace waterbed {

// A class holds the lots from its bound to below the next; the last has no end.
constexpr std::array<std::int64_t, 9> lot_size_lows_kg{0, 1, 10, 50, 100, 250, 500, 1000, 2500};

// The class of a weight of 0 or more.
[[nodiscard]] constexpr std::size_t lot_size_class(Grams weight) {
  const std::int64_t kilograms = weight.value / static_cast<std::int64_t>(grams_per_kilogram);
  const auto after = std::upper_bound(lot_size_lows_kg.begin(), lot_size_lows_kg.end(), kilograms);
  return static_cast<std::size_t>(after - lot_size_lows_kg.begin()) - 1;
}

// "below 1 kg", "1 to 10 kg", ... "2500 kg and more".
[[nodiscard]] std::vector<LotSizeLabel> lot_size_labels();

}  // namespace waterbed
