// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/tally/fates.hpp"
#include "sim/tally/series_list.hpp"

// Where the consignments that go by each lane in arm A go in arm B, in grams, by calendar year of the plan.
// Rows are lanes in A, columns lanes in B; behind the lanes stands what was planned and not shipped, then
// what was not planned at all, or was smaller there. So every row adds up to A's flow by that lane, every
// column to B's. Source: MODEL, "Displacement accounting".
namespace waterbed {

class ShiftMatrix {
 public:
  // Declares its series.
  ShiftMatrix(const World& world, SeriesList& list);

  // Adds one consignment; null: not planned in that arm.
  void add(const Fate* in_a, const Fate* in_b, Index year, SeriesList& list) const;

 private:
  [[nodiscard]] std::size_t row_of(const Fate& fate) const;

  const World& world_;
  std::size_t not_shipped_;
  std::size_t not_planned_;
  SeriesList::Id shift_g_;
};

}  // namespace waterbed
