// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/shift_matrix.hpp"

#include <gtest/gtest.h>

#include "tests/tally/hand_made.hpp"

namespace waterbed {
namespace {

using test::Cells;

class ShiftMatrixTest : public testing::Test {
 protected:
  static Fate fate(std::int64_t planned_g, Index route) { return {0, 0, planned_g, route}; }

  // Cells by row and column, over the years.
  Cells finish() { return list_.take_cells()[0]; }
  static std::int64_t& cell(Cells& cells, std::size_t row, std::size_t column, std::size_t year = 0) {
    return cells[(year * test::rows + row) * test::rows + column];
  }
  static AxisLengths two_years() {
    AxisLengths lengths = test::hand_made_lengths();
    lengths[static_cast<std::size_t>(Axis::year)] = 2;
    return lengths;
  }

  World world_ = test::hand_made_world();
  SeriesList list_{two_years()};
  ShiftMatrix matrix_{world_, list_};
  Cells none_ = Cells(2 * test::rows * test::rows, 0);
};

TEST_F(ShiftMatrixTest, HasWhatIsOfOneSizeInOneCell) {
  const Fate in_a = fate(5, test::east);
  const Fate in_b = fate(5, test::beach);
  matrix_.add(&in_a, &in_b, 0, list_);
  cell(none_, test::port_box, test::beach_box) = 5;
  EXPECT_EQ(finish(), none_);
}

// Of 8 g in A and 5 g in B, 3 are not planned in B; the other way about in the second year.
TEST_F(ShiftMatrixTest, HasWhatIsLargerInOneArmForNotPlannedInTheOther) {
  const Fate large = fate(8, test::east);
  const Fate small = fate(5, test::beach);
  matrix_.add(&large, &small, 0, list_);
  matrix_.add(&small, &large, 1, list_);
  cell(none_, test::port_box, test::beach_box, 0) = 5;
  cell(none_, test::port_box, test::not_planned, 0) = 3;
  cell(none_, test::beach_box, test::port_box, 1) = 5;
  cell(none_, test::not_planned, test::port_box, 1) = 3;
  EXPECT_EQ(finish(), none_);
}

TEST_F(ShiftMatrixTest, TellsNotShippedFromNotPlanned) {
  const Fate shipped = fate(2, test::cover);
  const Fate kept = fate(2, none);
  const Fate other = fate(16, none);
  matrix_.add(&shipped, &kept, 0, list_);
  matrix_.add(nullptr, &shipped, 0, list_);
  matrix_.add(&other, nullptr, 0, list_);
  matrix_.add(&other, &other, 0, list_);
  cell(none_, test::port_cover, test::not_shipped) = 2;
  cell(none_, test::not_planned, test::port_cover) = 2;
  cell(none_, test::not_shipped, test::not_planned) = 16;
  cell(none_, test::not_shipped, test::not_shipped) = 16;
  EXPECT_EQ(finish(), none_);
}

// Terminals, origins and markets are of one lane.
TEST_F(ShiftMatrixTest, DoesNotTellRoutesOfALaneApart) {
  const Fate in_a = fate(1, test::east);
  for (const test::Route route : {test::west, test::other_origin, test::by_hub, test::other_market}) {
    const Fate in_b = fate(1, route);
    matrix_.add(&in_a, &in_b, 0, list_);
  }
  cell(none_, test::port_box, test::port_box) = 4;
  EXPECT_EQ(finish(), none_);
}

}  // namespace
}  // namespace waterbed
