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

TEST(NoDeterrence, AttemptedFlowsAreEqualToTheLastBit) {
  const Results results(test::experiment_of("lab/no_deterrence.yaml"), 0);
  for (const char* series : {"shipped_g", "shipped_count", "shipped_lots", "planned_g", "not_shipped_g"})
    EXPECT_EQ(results.cells(0, series), results.cells(1, series)) << series;
  EXPECT_LT(results.total(0, "seized_g"), results.total(1, "seized_g"));
}

}  // namespace
}  // namespace waterbed
