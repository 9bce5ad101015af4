// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/contest.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/luck.hpp"
#include "tests/support/instruction_sets.hpp"

namespace waterbed {
namespace {

constexpr float closed = -std::numeric_limits<float>::infinity();

enum class Insiders { none_to_hire, to_hire };

// A nest of routes with values drawn at random; every seventh is closed.
struct SampleNest {
  explicit SampleNest(std::size_t count, Insiders insiders = Insiders::none_to_hire) {
    const Luck luck(5, 0);
    for (std::uint32_t route = 0; route < count; ++route) {
      const PhiloxBlock words = luck.draw(Purpose("sample"), route, Week{0}, 0);
      survival.plain.push_back(static_cast<float>(unit_interval(words[0])));
      terms.net_price.push_back(20000.0F + 10000.0F * static_cast<float>(unit_interval(words[1])));
      terms.unit_cost.push_back(5000.0F);
      terms.lot_cost.push_back(50000.0F);
      terms.lot_cap.push_back(route % 3 == 0 ? 200.0F : 8000.0F);
      terms.pull.push_back(route % 7 == 6 ? closed : 1.0F);
      terms.risk_price.push_back(0.1F + static_cast<float>(unit_interval(words[2])));
      hash.push_back(words[3]);
      if (insiders == Insiders::none_to_hire) continue;
      survival.hired.push_back(0.5F * (1.0F + survival.plain.back()));
      terms.hired_cost.push_back(route % 4 == 3 ? nobody_to_hire
                                                : 400000.0F * static_cast<float>(unit_interval(words[1])));
    }
    survival.plain.resize(count + bound_padding);
    if (insiders == Insiders::to_hire) survival.hired.resize(count + bound_padding);
  }
  RouteTerms terms;
  Survival survival;
  std::vector<std::uint32_t> hash;
};

// One consignment before all routes of the nest.
NestQuery query_of(std::uint32_t number, std::size_t routes) {
  const PhiloxBlock words = Luck(6, 0).draw(Purpose("consignment"), number, Week{0}, 0);
  return {.begin = 0,
          .end = routes,
          .load = {static_cast<float>(1.0 + 3000.0 * unit_interval(words[2])), 0.4F},
          .key = {words[0], words[1]},
          .nest_utility = -0.5F,
          .log_stable = 0.25};
}

constexpr ValueCoefficients usual{1.0F / 3000.0F, 50000.0F, 5e-5F, 2.2F, 0.5};

// For consignments of all sizes and each between some grams and 3 tonnes, after a best of another nest.
void expect_the_same_winners(const ChoiceLoops& loops, const ValueCoefficients& coefficients,
                             const SampleNest& nest, const std::vector<float>* contact_cost = nullptr) {
  const RoutesOnOffer offers{nest.terms, coefficients, nest.survival, nest.hash, contact_cost};
  const BoundTable table(nest.terms, nest.hash, coefficients);
  for (std::uint32_t number = 0; number < 2000; ++number) {
    NestQuery query = query_of(number, nest.hash.size());
    if (number % 5 == 1) query.load.kilograms = 0.002F;
    if (number % 5 == 2) query.load.kilograms = 1e6F;
    Contender expected;
    if (number % 3 == 0) expected = {1.0F, 1.0, 0.0, query.key[0], 77};
    Contender best = expected;
    choose_by_all_keys(offers, nest.terms.pull, query, expected);
    choose_by_bounds(offers, {loops, table, table.base}, query, best);
    ASSERT_EQ(best.route, expected.route) << nest.hash.size() << " routes, consignment " << number;
    ASSERT_EQ(best.key(), expected.key());
    ASSERT_EQ(best.offer.value.lots, expected.offer.value.lots);
    ASSERT_EQ(best.offer.hires, expected.offer.hires);
  }
}

std::vector<const ChoiceLoops*> all_loops() {
  std::vector<const ChoiceLoops*> all;
  for (const InstructionSet instruction_set : test::all_instruction_sets())
    all.push_back(&choice_loops(instruction_set));
  return all;
}

TEST(Contest, BoundsGiveTheWinnersOfAllKeys) {
  for (const ChoiceLoops* loops : all_loops())
    for (const std::size_t count : {1U, 7U, 16U, 64U, 65U, 200U, 700U})
      for (const Insiders insiders : {Insiders::none_to_hire, Insiders::to_hire})
        expect_the_same_winners(*loops, usual, SampleNest(count, insiders));
}

TEST(Contest, BoundsGiveTheWinnersOfAllKeysUnderEveryPremium) {
  for (const PremiumKind kind : {PremiumKind::cara, PremiumKind::threshold, PremiumKind::salience}) {
    ValueCoefficients coefficients = usual;
    for (const float discount : {0.01F, 0.7F, 1.0F}) {
      coefficients.premium = {kind, 2000.0F, 0.43F, discount};
      for (const ChoiceLoops* loops : all_loops())
        for (const Insiders insiders : {Insiders::none_to_hire, Insiders::to_hire})
          expect_the_same_winners(*loops, coefficients, SampleNest(100, insiders));
    }
  }
}

// From chances alone to money alone, where rounding is largest.
TEST(Contest, BoundsGiveTheWinnersOfAllKeysHoweverMuchMoneyCounts) {
  for (const float theta : {0.0F, 1e-6F, 1e-2F, 10.0F}) {
    ValueCoefficients coefficients = usual;
    coefficients.theta = theta;
    for (const double nu : {0.05, 1.0}) {
      coefficients.nest_scale = nu;
      for (const ChoiceLoops* loops : all_loops())
        for (const Insiders insiders : {Insiders::none_to_hire, Insiders::to_hire})
          expect_the_same_winners(*loops, coefficients, SampleNest(100, insiders));
    }
  }
}

TEST(Contest, BoundsGiveTheWinnersOfAllKeysWhereContactsCost) {
  std::vector<float> contact_cost;
  for (std::size_t route = 0; route < 100; ++route) contact_cost.push_back(route % 3 == 0 ? 0.0F : 3e6F);
  for (const ChoiceLoops* loops : all_loops())
    expect_the_same_winners(*loops, usual, SampleNest(100), &contact_cost);
}

TEST(Contest, AContactThatCostsMoreThanAnyLoadIsWorthKeepsARouteFromWinning) {
  const SampleNest nest(50);
  std::vector<float> contact_cost(50, 1e9F);
  contact_cost[10] = 0.0F;
  const RoutesOnOffer offers{nest.terms, usual, nest.survival, nest.hash, &contact_cost};
  const BoundTable table(nest.terms, nest.hash, usual);
  Contender best;
  choose_by_bounds(offers, {choice_loops_plain, table, table.base}, query_of(0, 50), best);
  EXPECT_EQ(best.route, 10U);
}

TEST(Contest, ABetterBestOfOtherNestsStays) {
  const SampleNest nest(10);
  const RoutesOnOffer offers{nest.terms, usual, nest.survival, nest.hash};
  const BoundTable table(nest.terms, nest.hash, usual);
  Contender best(1e6F, 1.0, 0.0, 5, 77);
  choose_by_bounds(offers, {choice_loops_plain, table, table.base}, query_of(0, 10), best);
  EXPECT_EQ(best.hash(), 77U);
  EXPECT_EQ(best.route, Contender::nothing);
}

TEST(Contest, ClosedRoutesAreNeverTaken) {
  SampleNest nest(64);
  nest.terms.pull.assign(64, closed);
  const RoutesOnOffer offers{nest.terms, usual, nest.survival, nest.hash};
  const BoundTable table(nest.terms, nest.hash, usual);
  Contender best;
  choose_by_bounds(offers, {choice_loops_plain, table, table.base}, query_of(0, 64), best);
  EXPECT_EQ(best.route, Contender::nothing);
}

void expect_is_noticed(const SampleNest& nest) {
  const RoutesOnOffer offers{nest.terms, usual, nest.survival, nest.hash};
  const BoundTable table(nest.terms, nest.hash, usual);
  for (const ChoiceLoops* loops : all_loops()) {
    Contender best;
    EXPECT_THROW(choose_by_bounds(offers, {*loops, table, table.base}, query_of(0, nest.hash.size()), best),
                 Broken);
  }
}

// It would lose every comparison in silence. Route 64 stands in the part of a vector.
TEST(Contest, ABeliefThatIsNoNumberIsNoticed) {
  for (const std::size_t route : {40U, 64U}) {
    for (const float broken :
         {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
      SampleNest nest(65, Insiders::to_hire);
      nest.survival.plain[route] = broken;
      expect_is_noticed(nest);
    }
    SampleNest nest(65, Insiders::to_hire);
    nest.survival.hired[route] = std::numeric_limits<float>::quiet_NaN();
    expect_is_noticed(nest);
  }
}

// Between equal keys the smaller hash decides, and keys are taken exactly where bounds meet.
TEST(Contest, EqualKeysGoToTheSmallerHash) {
  const Contender one(1.0F, 0.5, 0.25, 1234567890U, 8);
  const Contender other(1.0F, 0.5, 0.25, 1234567890U, 9);
  EXPECT_TRUE(one.is_better_than(other));
  EXPECT_FALSE(other.is_better_than(one));
}

// Nine in ten decisions need no key at all: by construction, whatever the machine.
TEST(Contest, FewRoutesAreLookedAtExactly) {
  const SampleNest nest(64);
  const BoundTable table(nest.terms, nest.hash, usual);
  const RoutesOnOffer offers{nest.terms, usual, nest.survival, nest.hash};
  std::size_t looked_at = 0;
  constexpr std::uint32_t consignments = 2000;
  for (std::uint32_t number = 0; number < consignments; ++number) {
    Contender best;
    looked_at +=
        choose_by_bounds(offers, {choice_loops_plain, table, table.base}, query_of(number, 64), best);
  }
  EXPECT_LT(static_cast<double>(looked_at) / consignments, 4.0);
}

Promise promise_of(Index route, float bound) {
  return {bound, route, 0.0F, 0.0};
}

// In whatever order they come, equal ones included.
TEST(Favourites, AreTheTwoLargestAndTheThirdIsTheRest) {
  std::vector<float> bounds{3.0F, -1.0F, 2.0F, 3.0F, 0.0F};
  std::sort(bounds.begin(), bounds.end());
  do {
    Favourites favourites;
    for (std::size_t number = 0; number < bounds.size(); ++number)
      favourites.add(promise_of(static_cast<Index>(number), bounds[number]));
    EXPECT_EQ(favourites.first.bound, 3.0F);
    EXPECT_EQ(favourites.second.bound, 3.0F);
    EXPECT_EQ(favourites.third, 2.0F);
    EXPECT_NE(favourites.first.route, favourites.second.route);
    EXPECT_EQ(bounds[at(favourites.second.route)], 3.0F);
  } while (std::next_permutation(bounds.begin(), bounds.end()));
}

TEST(Favourites, OfOneRouteHaveNoOther) {
  Favourites favourites;
  favourites.add(promise_of(4, -2.0F));
  EXPECT_EQ(favourites.first.route, 4);
  EXPECT_FALSE(is_open(favourites.second.bound));
  EXPECT_FALSE(is_open(favourites.third));
}

// Lots of grams, theta at its largest, and nobody to hire: numbers as large as they come.
TEST(Contest, TheLargestValuesAreStillNumbers) {
  ValueCoefficients coefficients = usual;
  coefficients.theta = 10.0F;
  SampleNest nest(512, Insiders::to_hire);
  nest.terms.hired_cost.assign(512, nobody_to_hire);
  const RoutesOnOffer offers{nest.terms, coefficients, nest.survival, nest.hash};
  const BoundTable table(nest.terms, nest.hash, coefficients);
  NestQuery query = query_of(1, 512);
  query.load.kilograms = 0.001F;
  for (const ChoiceLoops* loops : all_loops()) {
    Contender best;
    EXPECT_NO_THROW(choose_by_bounds(offers, {*loops, table, table.base}, query, best));
    EXPECT_NE(best.route, Contender::nothing);
  }
}

TEST(Contest, BoundsOfNoiseHold) {
  for (std::uint32_t step = 0; step < 1U << 20U; ++step) {
    const std::uint32_t word = step * 4099U + 17U;
    const double noise = gumbel_noise(word);
    const NoiseBounds bounds = noise_bounds(word);
    ASSERT_LE(bounds.low, noise) << word;
    ASSERT_GE(bounds.high, noise) << word;
    ASSERT_LE(bounds.high - bounds.low, 0.04) << word;
  }
}

TEST(ChoiceLoops, AllInstructionSetsBelieveTheSame) {
  std::vector<float> counts;
  for (std::uint32_t number = 0; number < 4 * 37; ++number)
    counts.push_back(
        1.0F + static_cast<float>(unit_interval(Luck(7, 0).draw(Purpose("sample"), number, Week{0}, 0)[0])));
  const SlotCounts slots{&counts[0], &counts[37], &counts[74], &counts[111]};
  for (const ChoiceLoops* loops : all_loops()) {
    std::vector<float> passes(37);
    loops->believe(slots, 37, passes.data());
    for (std::size_t slot = 0; slot < 37; ++slot) {
      const float passed = counts[37 + slot] + counts[111 + slot];
      EXPECT_EQ(passes[slot], passed / (counts[slot] + counts[74 + slot] + passed));
    }
  }
}

}  // namespace
}  // namespace waterbed
