// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/directing.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace waterbed {
namespace {

TEST(Directing, SharesByWeight) {
  EXPECT_EQ(direct_by_weight(30, {100, 100, 100}, {1, 2, 3}), (std::vector<double>{5, 10, 15}));
}

// The second gets all its 5 units; the other 25 are shared 1 : 3.
TEST(Directing, WhatDoesNotFitGoesToTheOthers) {
  EXPECT_EQ(direct_by_weight(30, {100, 5, 100}, {1, 2, 3}), (std::vector<double>{6.25, 5, 18.75}));
}

TEST(Directing, MoreThanThereIsFillsEverything) {
  EXPECT_EQ(direct_by_weight(1000, {100, 5, 100}, {1, 2, 3}), (std::vector<double>{100, 5, 100}));
}

TEST(Directing, NoWeightOrNoCapacityNothing) {
  EXPECT_EQ(direct_by_weight(30, {100, 100}, {0, 0}), (std::vector<double>{0, 0}));
  EXPECT_EQ(direct_by_weight(0, {100, 100}, {1, 1}), (std::vector<double>{0, 0}));
  EXPECT_TRUE(direct_by_weight(5, {}, {}).empty());
}

TEST(Directing, PriorityFillsWholeStrataHighestFirst) {
  EXPECT_EQ(direct_by_priority(110, {100, 50, 100}, {1, 3, 2}, {7, 8, 9}), (std::vector<double>{0, 50, 60}));
  EXPECT_EQ(direct_by_priority(1000, {50, 50}, {1, 2}, {7, 8}), (std::vector<double>{50, 50}));
}

TEST(Directing, EqualPrioritiesGoByNameAndNotByOrder) {
  EXPECT_EQ(direct_by_priority(60, {50, 50}, {1, 1}, {7, 8}), (std::vector<double>{50, 10}));
  EXPECT_EQ(direct_by_priority(60, {50, 50}, {1, 1}, {8, 7}), (std::vector<double>{10, 50}));
}

// MODEL case 9: w (1/10 + 1/8 + 1/6) = 3 - 1, so w = 5.10638 and x = 1 - w / V = .48936 .36170 .14894 0.
TEST(Directing, WaterfillLeavesTheSameToGainWhereItLooks) {
  const std::vector<double> x = direct_by_waterfill(1, {1, 1, 1, 1}, {{10, 8, 6, 3}, {1, 1, 1, 1}});
  EXPECT_NEAR(x[0], .48936, 5e-6);
  EXPECT_NEAR(x[1], .36170, 5e-6);
  EXPECT_NEAR(x[2], .14894, 5e-6);
  EXPECT_EQ(x[3], 0.0);
  EXPECT_NEAR(x[0] + x[1] + x[2], 1.0, 1e-12);
}

// Two strata of 10 and 20 units worth 4 and 2, half of examined loads recognised, 6 units: the first alone is
// examined to x = .6, which leaves 4 (1 - .3) = 2.8 > 2.
TEST(Directing, WaterfillStaysWhereMoreIsLeft) {
  const std::vector<double> units = direct_by_waterfill(6, {10, 20}, {{4, 2}, {.5, .5}});
  EXPECT_NEAR(units[0], 6.0, 1e-9);
  EXPECT_EQ(units[1], 0.0);
}

// The first cannot be pressed below 4 (1 - .25) = 3: it is full, and the rest goes to the second.
TEST(Directing, WaterfillCannotExamineMoreThanThereIs) {
  const std::vector<double> units = direct_by_waterfill(15, {10, 20}, {{4, 2}, {.25, 1}});
  EXPECT_NEAR(units[0], 10.0, 1e-9);
  EXPECT_NEAR(units[1], 5.0, 1e-9);
  EXPECT_EQ(direct_by_waterfill(99, {10, 20}, {{4, 2}, {.25, 1}}), (std::vector<double>{10, 20}));
}

// The equation that defines it: ln x - rate V (1 - x) / mean V is one number.
TEST(Directing, QuantalResponseSolvesItsEquation) {
  const StratumValues values{{10, 8, 6, 3}, {1, 1, 1, 1}};
  const std::vector<double> x = direct_by_quantal_response(1, {1, 1, 1, 1}, values, 3);
  double sum = 0.0;
  for (std::size_t stratum = 0; stratum < 4; ++stratum) {
    sum += x[stratum];
    EXPECT_NEAR(std::log(x[stratum]) - 3.0 * values.value[stratum] * (1.0 - x[stratum]) / 6.75,
                std::log(x[0]) - 3.0 * 10.0 * (1.0 - x[0]) / 6.75, 1e-9);
  }
  EXPECT_NEAR(sum, 1.0, 1e-9);
}

TEST(Directing, QuantalResponseGoesFromLegalUnitsToWaterfill) {
  const StratumValues values{{10, 8, 6, 3}, {1, 1, 1, 1}};
  const std::vector<double> blind = direct_by_quantal_response(1, {1, 2, 3, 4}, values, 0);
  for (std::size_t stratum = 0; stratum < 4; ++stratum)
    EXPECT_NEAR(blind[stratum], .1 * static_cast<double>(stratum + 1), 1e-9);
  const std::vector<double> sharp = direct_by_quantal_response(1, {1, 1, 1, 1}, values, 1000);
  const std::vector<double> exact = direct_by_waterfill(1, {1, 1, 1, 1}, values);
  for (std::size_t stratum = 0; stratum < 4; ++stratum) EXPECT_NEAR(sharp[stratum], exact[stratum], .005);
}

TEST(Directing, NothingToExamineIsNoTrouble) {
  EXPECT_EQ(direct_by_waterfill(5, {0, 0}, {{1, 1}, {1, 1}}), (std::vector<double>{0, 0}));
  EXPECT_EQ(direct_by_quantal_response(5, {0, 0}, {{1, 1}, {1, 1}}, 1), (std::vector<double>{0, 0}));
  EXPECT_EQ(direct_by_quantal_response(0, {3, 1}, {{1, 1}, {1, 1}}, 1), (std::vector<double>{0, 0}));
  EXPECT_EQ(direct_by_quantal_response(2, {3, 1}, {{0, 0}, {1, 1}}, 1), (std::vector<double>{1.5, .5}));
}

}  // namespace
}  // namespace waterbed
