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
