// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/series_list.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"

namespace waterbed {
namespace {

SeriesSpec lots_by_lane() {
  return {"lots", "1", "lots", {Axis::period, Axis::lane}, true};
}

TEST(SeriesList, CountsInTheCellOfPeriodAndPosition) {
  SeriesList list({2, 0, 3, 0, 0, 0});
  const SeriesList::Id lots = list.declare(lots_by_lane());
  list.add(lots, 1, 2, 5);
  list.add(lots, 1, 2, 1);
  list.add(lots, none, 0, 7);  // outside the reported time
  EXPECT_EQ(list.take_cells()[0], (std::vector<std::int64_t>{0, 0, 0, 0, 0, 6}));
}

// Where the place has no labels: the series of lots by lane alone comes out.
TEST(SeriesList, LeavesOutWhatStandsAlongAnAxisWithoutLabels) {
  const AxisLengths lengths{2, 0, 3, 0, 0, 0};
  SeriesList list(lengths);
  const SeriesSpec by_place{"units", "1", "units", {Axis::period, Axis::place}, true};
  (void)list.declare(by_place);
  list.add(list.declare(lots_by_lane()), 1, 2, 5);
  EXPECT_EQ(list.specs().size(), 2U);
  EXPECT_FALSE(has_cells(by_place, lengths));
  EXPECT_TRUE(has_cells(lots_by_lane(), lengths));
  const std::vector<std::vector<std::int64_t>> cells = list.take_cells();
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_EQ(cells[0].back(), 5);
}

TEST(SeriesList, ACountBeyond32BitsIsNotStoredWrong) {
  const auto cell_with = [](std::int64_t count) {
    SeriesList list({1, 0, 1, 0, 0, 0});
    list.add(list.declare(lots_by_lane()), 0, 0, count);
    return list.take_cells()[0][0];
  };
  EXPECT_EQ(cell_with(2147483647), 2147483647);
  EXPECT_THROW((void)cell_with(2147483648), Broken);
}

}  // namespace
}  // namespace waterbed
