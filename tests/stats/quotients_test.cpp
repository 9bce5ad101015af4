// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/quotients.hpp"

#include <gtest/gtest.h>

namespace waterbed::stats {
namespace {

// The known case of the model: R 100 to 60, D 50 to 62, C 200 to 210.
constexpr AreaCounts known{{100, 60}, {50, 62}, {200, 210}};

TEST(Quotients, RelativeChangeIsAShareOfBefore) {
  EXPECT_DOUBLE_EQ(*relative_change(known.target), -0.4);
  EXPECT_FALSE(relative_change({0, 5}));
}

TEST(Quotients, WeightedDisplacementQuotientOfTheKnownCase) {
  // (62/210 - 50/200) / (60/210 - 100/200) = .0452381 / -.2142857.
  EXPECT_NEAR(*weighted_displacement_quotient(known), -0.2111, 0.00005);
}

TEST(Quotients, TotalNetEffectOfTheKnownCase) {
  // Growth 1.05: 105 - 60 + 52.5 - 62.
  EXPECT_DOUBLE_EQ(*total_net_effect(known), 35.5);
}

TEST(Quotients, OffsetOfTheKnownCase) {
  EXPECT_DOUBLE_EQ(*offset_ratio(known.target, known.displaced), 0.3);  // 12 of 40
}

TEST(Quotients, OffsetAgainstTheControlIsMinusTheDisplacementQuotient) {
  const BeforeAfter target{100.0 / 200, 60.0 / 210};
  const BeforeAfter displaced{50.0 / 200, 62.0 / 210};
  EXPECT_NEAR(*offset_ratio(target, displaced), -*weighted_displacement_quotient(known), 1e-12);
}

TEST(Quotients, DiffusionOfBenefitsIsPositive) {
  EXPECT_GT(*weighted_displacement_quotient({{100, 60}, {50, 40}, {200, 200}}), 0);
}

TEST(Quotients, WithoutAControlThereIsNoQuotientAndNoEffect) {
  EXPECT_FALSE(weighted_displacement_quotient({{100, 60}, {50, 62}, {0, 210}}));
  EXPECT_FALSE(weighted_displacement_quotient({{100, 60}, {50, 62}, {200, 0}}));
  EXPECT_FALSE(total_net_effect({{100, 60}, {50, 62}, {0, 210}}));
}

TEST(Quotients, WithoutAChangeInTheTargetThereIsNothingToDisplace) {
  EXPECT_FALSE(weighted_displacement_quotient({{100, 100}, {50, 62}, {200, 200}}));
  EXPECT_FALSE(offset_ratio({100, 100}, {50, 62}));
}

}  // namespace
}  // namespace waterbed::stats
