// SPDX-License-Identifier: Apache-2.0
#include "sim/week/measure.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

Measure measure(int from, int ramp_weeks) {
  Measure result;
  result.from = Week{from};
  result.ramp_weeks = ramp_weeks;
  return result;
}

TEST(Strength, IsNothingOutsideTheWeeksInForce) {
  Measure dated = measure(10, 0);
  dated.until = Week{20};
  EXPECT_EQ(strength(dated, Week{9}), 0);
  EXPECT_EQ(strength(dated, Week{10}), 1);
  EXPECT_EQ(strength(dated, Week{19}), 1);
  EXPECT_EQ(strength(dated, Week{20}), 0);
}

TEST(Strength, RisesInEqualStepsToFullInTheLastWeekOfTheRamp) {
  const Measure ramped = measure(10, 4);
  EXPECT_EQ(strength(ramped, Week{10}), 0.25);
  EXPECT_EQ(strength(ramped, Week{12}), 0.75);
  EXPECT_EQ(strength(ramped, Week{13}), 1);
  EXPECT_EQ(strength(ramped, Week{50}), 1);
}

TEST(Changed, GivesTheAmountItselfAtFullStrength) {
  // 0.3 + (0.9 - 0.3) is 0.9000000000000001 in doubles.
  EXPECT_EQ(changed({"p", Operation::set, 0.9}, 0.3, 1), 0.9);
  EXPECT_EQ(changed({"p", Operation::multiply, 0.3}, 1, 1), 0.3);
  EXPECT_EQ(changed({"p", Operation::add, 2}, 1, 1), 3);
}

TEST(Changed, GoesHalfTheWayAtHalfStrength) {
  EXPECT_EQ(changed({"p", Operation::set, 3}, 1, 0.5), 2);
  EXPECT_EQ(changed({"p", Operation::multiply, 3}, 10, 0.5), 20);  // 10 (1 + (3 - 1) / 2)
  EXPECT_EQ(changed({"p", Operation::add, 4}, 1, 0.5), 3);
  EXPECT_EQ(changed({"p", Operation::add, 4}, 1, 0), 1);
}

}  // namespace
}  // namespace waterbed
