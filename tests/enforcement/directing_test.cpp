// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/directing.hpp"

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

}  // namespace
}  // namespace waterbed
