// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/offers.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

// One route: 1000 kg that sell at 30000 EUR/kg, cost 5000, lands with chance .5, or .75 with an insider.
RouteTerms terms_with(float hired_cost) {
  RouteTerms terms;
  terms.net_price = {30000.0F};
  terms.unit_cost = {5000.0F};
  terms.lot_cost = {50000.0F};
  terms.lot_cap = {8000.0F};
  terms.pull = {0.0F};
  terms.hired_cost = {hired_cost};
  terms.hired_loss = {0.5F};
  return terms;
}

constexpr ValueCoefficients one_lot{1.0F / 3000.0F, 0.0F, 0.0F, 0.0F, 1.0};
constexpr Load tonne{1000.0F, 0.0F};

Survival survival() {
  Survival chances;
  chances.plain = {0.5F};
  chances.hired = {0.75F};
  return chances;
}

// Without: .5 x 30000 - 5000 - 50 = 9950 EUR/kg. With, at a wage of 20000: .75 x 30000 - 5000 - 70 = 17430.
// The help is worth (17430 - 9950) x 1000 = 7.48 million EUR beyond the wage.
TEST(Offers, HireAnInsiderWhoIsWorthTheWage) {
  const BestOffer offer = best_offer(terms_with(70000.0F), survival().of(0), 0, one_lot, tonne);
  EXPECT_TRUE(offer.hires);
  EXPECT_FLOAT_EQ(offer.value.value, 17430.0F);
  EXPECT_FLOAT_EQ(offer.value.landing, 0.75F);
  EXPECT_NEAR(offer.gain_eur_per_lot, 7.48e6, 1.0);
}

TEST(Offers, DoWithoutAnInsiderWhoCostsMoreThanTheHelpIsWorth) {
  const BestOffer offer = best_offer(terms_with(50000.0F + 7.6e6F), survival().of(0), 0, one_lot, tonne);
  EXPECT_FALSE(offer.hires);
  EXPECT_FLOAT_EQ(offer.value.value, 9950.0F);
}

TEST(Offers, DoWithoutWhereNobodyCanBeHired) {
  EXPECT_FALSE(best_offer(terms_with(nobody_to_hire), survival().of(0), 0, one_lot, tonne).hires);
}

// The insider of an office gives the code: even without less risk the lot is 30000 EUR cheaper.
TEST(Offers, HireForTheCodeAlone) {
  Survival alike = survival();
  alike.hired = alike.plain;
  const BestOffer offer = best_offer(terms_with(20000.0F), alike.of(0), 0, one_lot, tonne);
  EXPECT_TRUE(offer.hires);
  EXPECT_NEAR(offer.gain_eur_per_lot, 30000.0, 1.0);
}

}  // namespace
}  // namespace waterbed
