// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/route_value.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace waterbed {
namespace {

const RouteOffer offer{0.75F, 25000.0F, 6000.0F, 50000.0F, 8000.0F};

// One lot of 100 kg: .75 x 25000 - 6000 - (50000 + .25 x 40000) / 100 = 12150.
TEST(RouteValue, IsTheExpectedPriceLessAllCosts) {
  const RouteValue value = route_value(offer, {1, 40000.0F, 0, 0, 1}, 100.0F, 0.5F);
  EXPECT_EQ(value.lots, 1);
  EXPECT_NEAR(value.value, 12150.0, 0.01);
}

// exp(-5e-4 x 100) = .951229 of the lots that would pass do: landing .713422.
TEST(RouteValue, BigLotsAreEasierToFind) {
  const RouteValue value = route_value(offer, {1, 0, 5e-4F, 0, 1}, 100.0F, 0.5F);
  EXPECT_NEAR(value.value, .713422 * 25000 - 6000 - 500, 0.1);
}

TEST(RouteValue, LotsAreAsManyAsTheMethodNeeds) {
  RouteOffer small = offer;
  small.lot_cap = 200.0F;
  const ValueCoefficients coefficients{1, 0, 0, 0, 1};
  EXPECT_EQ(route_value(small, coefficients, 200.0F, 0.9F).lots, 1);
  EXPECT_EQ(route_value(small, coefficients, 200.5F, 0.0F).lots, 2);
  EXPECT_EQ(route_value(small, coefficients, 8000.0F, 0.0F).lots, 40);
}

// s = .25 against s_ref = .1: r = sqrt(.1875 / .09) = 1.4434, so a second lot with chance .4434.
TEST(RouteValue, RiskierRoutesAreSpreadOverMoreLots) {
  const ValueCoefficients coefficients{1, 0, 0, 1.0F / 0.3F, 1};
  EXPECT_EQ(route_value(offer, coefficients, 100.0F, 0.55F).lots, 1);
  EXPECT_EQ(route_value(offer, coefficients, 100.0F, 0.56F).lots, 2);
}

}  // namespace
}  // namespace waterbed
