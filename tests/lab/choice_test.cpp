// SPDX-License-Identifier: Apache-2.0
// Cases 1, 3 and 16 of the model: choices with known shares.
#include <cmath>
#include <map>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using test::Results;

void expect_shares(const std::vector<double>& counts, double trials, const std::vector<double>& expected) {
  ASSERT_EQ(counts.size(), expected.size());
  for (std::size_t lane = 0; lane < counts.size(); ++lane)
    EXPECT_NEAR(counts[lane] / trials, expected[lane], 4.0 * test::share_error(expected[lane], trials))
        << lane;
}

// exp(U / 3000) normalised, U = (1 - s) 30000 - 9000: with s = (.10 .15 .20 .30) the exponents differ by -.5,
// -1, -2.
TEST(FrozenBeliefs, GiveTheSharesOfPlainLogit) {
  const Results results(test::experiment_of("lab/frozen_beliefs.yaml"), 0);
  const double trials = 10000.0 * 20;
  expect_shares(results.by_lane(0, "shipped_count"), trials, {.47399, .28749, .17437, .06415});
  expect_shares(results.by_lane(1, "shipped_count"), trials, {.10870, .48714, .29547, .10870});
}

// Case 1 with other rules, as counts of one arm.
Results frozen_beliefs_with(const std::vector<std::string>& sets) {
  ScenarioOptions options;
  options.sets = sets;
  options.arms = {"as_it_is"};
  return {test::experiment_of("lab/frozen_beliefs.yaml", options), 0};
}

// 2000 ((s / .15)^2 - 1) is 0, 0, 1555.6 and 6000: exponents 0, -.5, -1 - .5185, -2 - 2 after theta.
TEST(FrozenBeliefs, APremiumAboveAThresholdEmptiesTheRiskyLanes) {
  const Results results =
      frozen_beliefs_with({"choice.premium=threshold", "choice.premium_threshold_loss=0.15"});
  expect_shares(results.by_lane(0, "shipped_count"), 10000.0 * 20, {.54233, .32894, .11879, .00993});
}

// Lots of the usual 1 kg at 6000 EUR each, s_ref the mean loss .1875: premiums 6000 s (1 - s) / .15234 =
// 3544.6, 5021.5, 6301.5, 8270.8.
TEST(FrozenBeliefs, ConstantRiskAversionMovesFlowToTheSafeLanes) {
  const Results results = frozen_beliefs_with({"choice.premium=cara", "methods.box.fixed_cost_eur=6000"});
  expect_shares(results.by_lane(0, "shipped_count"), 10000.0 * 20, {.64705, .23987, .09496, .01812});
}

// The gain of 21000 stands out against the loss of 9000: losses count as .7 s / (.7 s + 1 - s) = .07216,
// .10995, .14894, .23077.
TEST(FrozenBeliefs, ASalientGainMovesFlowToTheRiskyLanes) {
  const Results results = frozen_beliefs_with({"choice.premium=salience"});
  expect_shares(results.by_lane(0, "shipped_count"), 10000.0 * 20, {.42478, .29112, .19713, .08697});
}

// Of the third lane .15 / .20 go, of the fourth .15 / .30, and nobody changes lane for it.
TEST(FrozenBeliefs, WillingnessHoldsBackPartOfWhatChoseARiskyLane) {
  const Results results = frozen_beliefs_with({"choice.outside=willingness", "choice.willingness_loss=0.15"});
  const double trials = 10000.0 * 20;
  expect_shares(results.by_lane(0, "shipped_count"), trials, {.47399, .28749, .13078, .03207});
  EXPECT_NEAR(results.total(0, "not_shipped_count") / trials, .07567,
              4.0 * test::share_error(.07567, trials));
}

// The route of every consignment of a scenario's arms, by (organisation, week, k).
using Choices = std::map<std::tuple<Index, std::int32_t, std::uint32_t>, Index>;

std::vector<Choices> choices_of(const Experiment& experiment, std::size_t arms) {
  std::vector<Choices> choices(arms);
  const ReplicateResult result = experiment.run(0, [&](std::size_t arm, const State& state, Week week) {
    const Consignments& consignments = state.consignments;
    for (std::size_t number = 0; number < consignments.size_of_week(); ++number)
      choices[arm][{consignments.organisation[number], week.number, consignments.number[number]}] =
          consignments.route[number];
  });
  EXPECT_EQ(result.arms.size(), arms);
  return choices;
}

// With frozen beliefs a change to one alternative only moves consignments into it or out of it.
void expect_moves_only_with(const std::vector<Choices>& choices, Index changed) {
  std::size_t moved = 0;
  for (const auto& [consignment, route] : choices[0]) {
    const Index other = choices[1].at(consignment);
    if (other == route) continue;
    ++moved;
    EXPECT_TRUE(route == changed || other == changed);
  }
  EXPECT_GT(moved, 1000U);
}

TEST(FrozenBeliefs, NoConsignmentMovesBetweenUnchangedLanes) {
  expect_moves_only_with(choices_of(test::experiment_of("lab/frozen_beliefs.yaml"), 2), 0);
}

// I_n = exp(3 / .5) + exp(2.5 / .5) in the harbour, exp(8 / 3 / .5) on the beach; exp(v_0) = exp(2).
TEST(NestedChoice, GivesTheSharesOfNestedLogitWithAnOutsideOption) {
  const Results results(test::experiment_of("lab/nested.yaml"), 0);
  const double trials = 10000.0 * 20;
  expect_shares(results.by_lane(0, "shipped_count"), trials, {.37934, .13955, .31790});
  EXPECT_NEAR(results.total(0, "not_shipped_count") / trials, .16321,
              4.0 * test::share_error(.16321, trials));
  expect_shares(results.by_lane(1, "shipped_count"), trials, {.01728, .34702, .42004});
  EXPECT_NEAR(results.total(1, "not_shipped_count") / trials, .21566,
              4.0 * test::share_error(.21566, trials));
}

TEST(NestedChoice, NoConsignmentMovesBetweenUnchangedLanes) {
  expect_moves_only_with(choices_of(test::experiment_of("lab/nested.yaml"), 2), 0);
}

// v_0 is set so that the share p0 = .1 of median consignments is not shipped at prior beliefs and first
// prices: with frozen beliefs, no inertia, and one size, for plain and nested logit.
TEST(OutsideOption, TakesItsShareAtTheStart) {
  for (const double nu : {0.4, 1.0}) {
    Prepared prepared = test::prepare_scenario("lab/nested.yaml");
    Arm arm = prepared.scenario.start;
    for_each_quantity(arm.parameters, [&](const std::string& path, const QuantityField& field) {
      if (path == "choice.nu") *field.value = nu;
    });
    test::choose(arm.parameters, "outside", "share");
    const Results results(Experiment(prepared.scenario.plan, arm, {arm}, prepared.world), 0);
    const double trials = 10000.0 * 20;
    EXPECT_NEAR(results.total(0, "not_shipped_count") / trials, .1, 4.0 * test::share_error(.1, trials))
        << nu;
  }
}

// The premium enters v_0 as well, or its 6000 EUR/kg in the riskiest lane would make more than p0 stay at
// home.
TEST(OutsideOption, TakesItsShareUnderAPremiumToo) {
  const Results results = frozen_beliefs_with(
      {"choice.outside=share", "choice.premium=threshold", "choice.premium_threshold_loss=0.1"});
  const double trials = 10000.0 * 20;
  EXPECT_NEAR(results.total(0, "not_shipped_count") / trials, .1, 4.0 * test::share_error(.1, trials));
}

TEST(NoDeterrence, AttemptedFlowsAreEqualToTheLastBit) {
  const Results results(test::experiment_without_forks("lab/no_deterrence.yaml"), 0);
  for (const char* series : {"shipped_g", "shipped_count", "shipped_lots", "planned_g", "not_shipped_g"})
    EXPECT_EQ(results.cells(0, series), results.cells(1, series)) << series;
  EXPECT_LT(results.total(0, "seized_g"), results.total(1, "seized_g"));
}

}  // namespace
}  // namespace waterbed
