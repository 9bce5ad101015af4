// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/half_time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

namespace waterbed::stats {
namespace {

TEST(WeeksToHalf, OfAStepIsTheWeekOfTheStep) {
  for (const std::size_t step : {6, 20, 50}) {
    std::vector<double> weekly(150, 8.0);
    for (std::size_t week = 0; week < step; ++week) weekly[week] = 0;
    EXPECT_EQ(weeks_to_half(weekly), static_cast<std::int64_t>(step));
  }
}

TEST(WeeksToHalf, OfAStraightRiseIsItsMiddle) {
  std::vector<double> weekly(200, 100.0);
  for (std::size_t week = 0; week < 100; ++week) weekly[week] = static_cast<double>(week);
  EXPECT_EQ(weeks_to_half(weekly), 50);  // the mean of weeks 44 to 56 is 50
}

TEST(WeeksToHalf, OfWhatIsThereFromTheStartIsTheShortestThatCanBeTold) {
  EXPECT_EQ(weeks_to_half(std::vector<double>(52, 3.0)), 6);
}

TEST(WeeksToHalf, IsNotMovedByOneWeekAlone) {
  std::vector<double> weekly(150, 1.0);
  for (std::size_t week = 0; week < 60; ++week) weekly[week] = 0;
  weekly[20] = 6;  // 6/13 is less than half
  EXPECT_EQ(weeks_to_half(weekly), 60);
}

TEST(WeeksToHalf, MayBeginBelowZero) {
  std::vector<double> weekly(150, 1.0);
  for (std::size_t week = 0; week < 30; ++week) weekly[week] = -1;
  // 10 weeks of 1 and 3 of -1 have the mean 7/13: weeks 27 to 39, the middle 33.
  EXPECT_EQ(weeks_to_half(weekly), 33);
}

TEST(WeeksToHalf, IsMissingBelowAYear) {
  EXPECT_FALSE(weeks_to_half(std::vector<double>(51, 1.0)));
}

TEST(WeeksToHalf, IsMissingWhereNothingIsLeftInTheLastYear) {
  EXPECT_FALSE(weeks_to_half(std::vector<double>(104, 0.0)));
  EXPECT_FALSE(weeks_to_half(std::vector<double>(104, -2.0)));
}

}  // namespace
}  // namespace waterbed::stats
