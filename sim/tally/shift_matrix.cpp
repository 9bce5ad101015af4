// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/shift_matrix.hpp"

#include <algorithm>

namespace waterbed {

ShiftMatrix::ShiftMatrix(const World& world, SeriesList& list)
    : world_(world),
      not_shipped_(world.lanes.size()),
      not_planned_(world.lanes.size() + 1),
      shift_g_(list.declare({"shift_g",
                             "g",
                             "mass by its lane in the reference and its lane in the arm, by year of the plan",
                             {Axis::year, Axis::lane_in_a, Axis::lane_in_b},
                             false,
                             SeriesOf::pair})) {}

std::size_t ShiftMatrix::row_of(const Fate& fate) const {
  return fate.route == none ? not_shipped_ : at(world_.routes.lane[at(fate.route)]);
}

void ShiftMatrix::add(const Fate* in_a, const Fate* in_b, Index year, SeriesList& list) const {
  const std::size_t columns = world_.lanes.size() + ResultLayout::not_in_a_lane;
  const std::int64_t grams_a = in_a == nullptr ? 0 : in_a->planned_g;
  const std::int64_t grams_b = in_b == nullptr ? 0 : in_b->planned_g;
  const std::size_t row = in_a == nullptr ? not_planned_ : row_of(*in_a);
  const std::size_t column = in_b == nullptr ? not_planned_ : row_of(*in_b);
  const std::int64_t both = std::min(grams_a, grams_b);
  list.add(shift_g_, year, row * columns + column, both);
  list.add(shift_g_, year, row * columns + not_planned_, grams_a - both);
  list.add(shift_g_, year, not_planned_ * columns + column, grams_b - both);
}

}  // namespace waterbed
