// SPDX-License-Identifier: Apache-2.0
#include "sim/week/calendar.hpp"

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

const std::string path = "instruments.first.probability";

// The probability of the first control in week 100 + offset, base value .10, under `measures`.
double probability(std::vector<Measure> measures, std::int32_t offset) {
  Arm arm = test::prepare_scenario("lab/frozen_beliefs.yaml").scenario.start;
  arm.measures = std::move(measures);
  EffectiveParameters effective(arm.parameters);
  Calendar(arm).apply(Week{100} + offset, effective);
  std::size_t position = 0;
  std::size_t wanted = 0;
  for_each_quantity(arm.parameters, [&](const std::string& name, const QuantityField&) {
    if (name == path) wanted = position;
    ++position;
  });
  return effective.value(wanted);
}

Measure doubling(std::int32_t from, int ramp_weeks) {
  return {"doubling", Week{100} + from, std::nullopt, ramp_weeks, {{path, Operation::multiply, 2.0}}};
}

TEST(Calendar, AMeasureHoldsFromItsFirstWeekUntilItsLast) {
  Measure measure = doubling(0, 0);
  measure.until = Week{103};
  EXPECT_DOUBLE_EQ(probability({measure}, -1), .1);
  EXPECT_DOUBLE_EQ(probability({measure}, 0), .2);
  EXPECT_DOUBLE_EQ(probability({measure}, 2), .2);
  EXPECT_DOUBLE_EQ(probability({measure}, 3), .1);
}

TEST(Calendar, ARampReachesFullStrengthInItsLastWeek) {
  EXPECT_DOUBLE_EQ(probability({doubling(0, 4)}, 0), .1 * 1.25);
  EXPECT_DOUBLE_EQ(probability({doubling(0, 4)}, 1), .1 * 1.5);
  EXPECT_DOUBLE_EQ(probability({doubling(0, 4)}, 3), .2);
  EXPECT_DOUBLE_EQ(probability({doubling(0, 4)}, 10), .2);
}

TEST(Calendar, MeasuresApplyInTheirOrder) {
  const Measure setting{"setting", Week{100}, std::nullopt, 0, {{path, Operation::set, .3}}};
  EXPECT_DOUBLE_EQ(probability({doubling(0, 0), setting}, 0), .3);
  EXPECT_DOUBLE_EQ(probability({setting, doubling(0, 0)}, 0), .6);
}

TEST(Calendar, SaysWhetherAnythingChanged) {
  Arm arm = test::prepare_scenario("lab/frozen_beliefs.yaml").scenario.start;
  arm.measures = {doubling(0, 0)};
  const Calendar calendar(arm);
  EffectiveParameters effective(arm.parameters);
  EXPECT_FALSE(calendar.apply(Week{99}, effective));
  EXPECT_TRUE(calendar.apply(Week{100}, effective));
  EXPECT_FALSE(calendar.apply(Week{101}, effective));
}

}  // namespace
}  // namespace waterbed
