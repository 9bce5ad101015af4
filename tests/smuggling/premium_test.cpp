// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/premium.hpp"

#include <gtest/gtest.h>

#include "sim/smuggling/prices.hpp"
#include "sim/smuggling/route_value.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

const RouteOffer offer{0.75F, 25000.0F, 6000.0F, 50000.0F, 8000.0F, 0.02F};

// What a premium takes from the value of one lot of 100 kg that is lost with chance .25.
template <PremiumKind kind>
float premium_of(const RouteOffer& route, PremiumTerms terms) {
  const ValueCoefficients coefficients{1, 40000.0F, 0, 0, 1, terms};
  return route_value(route, coefficients, 100.0F, 0.5F).value -
         route_value<kind>(route, coefficients, 100.0F, 0.5F).value;
}

// .02 x .25 x .75 x 100 = .375.
TEST(Premium, OfConstantRiskAversionIsTheVarianceOfTheProceeds) {
  const LotAtRisk lot{0.25F, 100.0F, 0.02F, 0.0F, 0.0F};
  EXPECT_FLOAT_EQ(premium<PremiumKind::cara>(lot, {}), 0.375F);
  EXPECT_NEAR(premium_of<PremiumKind::cara>(offer, {}), 0.375F, 0.002F);
}

// The usual lot of 110 kg at the usual loss: f (1 - phi)^2 / q_i = 50000 x .95^2 / 110 = 410.23 EUR/kg.
TEST(Premium, OfTheUsualLotAtTheUsualLossIsItsFixedCost) {
  const Prepared prepared = test::prepare_scenario("lab/no_deterrence.yaml");
  ParameterSet parameters = prepared.scenario.start.parameters;
  test::choose(parameters, "premium", "cara");
  State state(prepared.world, parameters, Luck(1, 0));
  state.beliefs.reference_loss = 0.3;
  price_routes(prepared.world, state, Week{0});
  ASSERT_EQ(state.route_terms.risk_price.size(), prepared.world.routes.size());
  const LotAtRisk usual{0.3F, 110.0F, state.route_terms.risk_price[0], 0.0F, 0.0F};
  EXPECT_NEAR(premium<PremiumKind::cara>(usual, {}), 410.23F, 0.01F);
}

// 2000 ((.25 / .2)^2 - 1) = 1125.
TEST(Premium, AboveAThresholdGrowsWithTheSquareOfTheLoss) {
  EXPECT_NEAR(premium_of<PremiumKind::threshold>(offer, {PremiumKind::threshold, 2000.0F, 0.2F, 1.0F}),
              1125.0F, 0.01F);
}

TEST(Premium, BelowTheThresholdIsZero) {
  EXPECT_EQ(premium_of<PremiumKind::threshold>(offer, {PremiumKind::threshold, 2000.0F, 0.26F, 1.0F}), 0.0F);
}

// Gain 25000 - 6000 - 500 = 18500 a kg, loss 6000 + 500 + 400 = 6900: the gain stands out, so s' = .7 x .25 /
// (.7 x .25 + .75) = .189189 and the premium (.189189 - .25) x 25400 = -1544.6.
TEST(Premium, OfSalienceIsBelowZeroWhereTheGainStandsOut) {
  EXPECT_NEAR(premium_of<PremiumKind::salience>(offer, {PremiumKind::salience, 0, 1, 0.7F}), -1544.6F, 0.1F);
}

// At a price of 10000 the gain is 3500, the loss 6900: s' = .25 / (.25 + .7 x .75) = .322581, premium .072581
// x 10400 = 754.8.
TEST(Premium, OfSalienceIsAboveZeroWhereTheLossStandsOut) {
  RouteOffer cheap = offer;
  cheap.net_price = 10000.0F;
  EXPECT_NEAR(premium_of<PremiumKind::salience>(cheap, {PremiumKind::salience, 0, 1, 0.7F}), 754.8F, 0.1F);
}

TEST(Premium, OfSalienceIsZeroWhereBothStandOutAlike) {
  EXPECT_EQ(premium<PremiumKind::salience>({0.25F, 1.0F, 0.0F, 500.0F, 500.0F},
                                           {PremiumKind::salience, 0, 1, 0.7F}),
            0.0F);
}

}  // namespace
}  // namespace waterbed
