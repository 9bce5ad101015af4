// SPDX-License-Identifier: Apache-2.0
// Displacement accounts whose terms are known: nothing differs, nothing moves, or moves in known shares.
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/accounts.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using test::Accounts;
using test::Cells;
using test::sum_of;

constexpr std::array<std::size_t, 2> estimates{0, 1};  // drawn, expected

// lab/two_ports.yaml, and beside its first arm the same one with a measure more.
Experiment with_a_measure(const Measure& measure) {
  ScenarioOptions options;
  options.arms = {"as_it_is"};
  const Prepared prepared = test::prepare_scenario("lab/two_ports.yaml", options);
  Arm arm = prepared.scenario.arms.front();
  arm.name = "with_a_measure";
  arm.measures.push_back(measure);
  return {prepared.scenario.plan,
          prepared.scenario.start,
          {prepared.scenario.arms.front(), arm},
          prepared.world,
          prepared.mechanisms,
          {{0, 1}},
          Forking::no};
}

// What is shipped, or not, is so in both arms, and all else is 0 in every cell.
void expect_that_nothing_moves(const Experiment& experiment) {
  const ResultLayout layout = experiment.layout();
  const Accounts accounts(experiment.run(0).pairs[0]);
  const std::size_t rows = layout.length(Axis::lane_in_a);
  const Cells& shift = accounts.cells("shift_g");
  for (std::size_t cell = 0; cell < shift.size(); ++cell)
    if (cell / rows % rows != cell % rows) {
      EXPECT_EQ(shift[cell], 0);
    }
  EXPECT_GT(sum_of(shift), 0);
  for (const SeriesSpec& spec : layout.pair_series)
    if (spec.name != "shift_g") {
      const Cells& cells = accounts.cells(spec.name);
      EXPECT_EQ(cells, Cells(cells.size(), 0)) << spec.name;
    }
}

TEST(AccountsLimits, AreEmptyWhereAMeasureLeavesAParameterAsItIs) {
  const Week from{1600};  // 2000-09-04, within the time reported
  expect_that_nothing_moves(with_a_measure(
      {"idle", from, {}, 0, {{"instruments.scanner_first.capacity_units_per_week", Operation::set, 20.0}}}));
}

TEST(AccountsLimits, AreEmptyWhereAMeasureBeginsAfterTheEnd) {
  const Week from{1800};  // 2004-07-05
  expect_that_nothing_moves(with_a_measure(
      {"late", from, {}, 0, {{"instruments.scanner_first.capacity_units_per_week", Operation::set, 500.0}}}));
}

// lab/frozen_beliefs.yaml: the risk of the first lane rises from .1 to .3, which all know. Sizes are
// lognormal, so that mass counts and not consignments.
constexpr double size_sigma = 0.5;
Accounts frozen_beliefs(const std::vector<std::string>& sets) {
  ScenarioOptions options = test::with_organisations(10000 / test::times_smaller);
  options.sets.push_back("consignments.size_sigma=" + std::to_string(size_sigma));
  options.sets.insert(options.sets.end(), sets.begin(), sets.end());
  return Accounts(test::experiment_of("lab/frozen_beliefs.yaml", options).run(0).pairs[0]);
}

// OO, O0 and 0O, nor back into R; out of R much.
TEST(AccountsLimits, NothingMovesOutsideRWhileBeliefsAreFrozen) {
  for (const char* nu : {"choice.nu=1", "choice.nu=0.5"})
    for (const std::vector<std::string>& outside :
         {std::vector<std::string>{"choice.outside=none"},
          std::vector<std::string>{"choice.outside=value", "choice.outside_value=5"}}) {
      std::vector<std::string> sets = outside;
      sets.emplace_back(nu);
      const Accounts accounts = frozen_beliefs(sets);
      SCOPED_TRACE(nu + outside.front());
      for (const MoveClass move : {MoveClass::stays_in, MoveClass::moves_in, MoveClass::new_in,
                                   MoveClass::stays_out, MoveClass::given_up_out, MoveClass::new_out})
        EXPECT_EQ(accounts.of("changed_route_g", move), 0);
      EXPECT_GT(accounts.of("changed_route_g", MoveClass::moves_out), 0);
      EXPECT_EQ(accounts.of("changed_route_g", MoveClass::given_up_in) > 0, outside.size() > 1);
      for (const std::size_t estimate : estimates) EXPECT_EQ(accounts.sum("outside_g", estimate), 0);
      accounts.expect_no_residuals();
    }
}

// What leaves the first lane goes to the others as s_j / (1 - s_1), from the shares .28749 .17437 .06415. Of
// n consignments of weights w the share by mass has the variance p (1 - p) sum w^2 / (sum w)^2, which is
// p (1 - p) exp(sigma^2) / n for lognormal weights, of mean exp(sigma^2 / 2) kg.
TEST(AccountsLimits, WhatMovesGoesToTheOthersByTheirShares) {
  const Accounts accounts = frozen_beliefs({});
  constexpr std::size_t rows = 4 + ResultLayout::not_in_a_lane;
  const Cells& shift = accounts.cells("shift_g");
  double moved = 0.0;
  for (std::size_t lane = 1; lane < 4; ++lane) moved += static_cast<double>(shift[lane]);
  const double variance = size_sigma * size_sigma;
  const double consignments = moved / (1000.0 * std::exp(variance / 2.0));
  const std::array<double, 4> share{0.0, .28749 / .52601, .17437 / .52601, .06415 / .52601};
  for (std::size_t lane = 1; lane < 4; ++lane)
    EXPECT_NEAR(static_cast<double>(shift[lane]) / moved, share[lane],
                4.0 * test::share_error(share[lane], consignments / std::exp(variance)));
  EXPECT_EQ(shift[rows - 1], 0);
}

// The share that leaves is .47399 - .10870 of all.
TEST(AccountsLimits, AsMuchMovesAsTheShareFalls) {
  const Accounts accounts = frozen_beliefs({});
  const double variance = size_sigma * size_sigma;
  const auto planned = static_cast<double>(sum_of(accounts.cells("shift_g")));
  const double consignments = planned / (1000.0 * std::exp(variance / 2.0));
  EXPECT_NEAR(static_cast<double>(accounts.of("changed_route_g", MoveClass::moves_out)) / planned, .36529,
              4.0 * test::share_error(.36529, consignments / std::exp(variance)));
}

// Case 3: what is kept out is stopped in R, and nothing else happens.
TEST(AccountsLimits, AllThatIsKeptOutIsStoppedWhereNothingDeters) {
  const Accounts accounts(test::experiment_of("lab/no_deterrence.yaml").run(0).pairs[0]);
  for (const std::size_t estimate : estimates) {
    EXPECT_GT(accounts.sum("kept_out_g", estimate), 0);
    EXPECT_EQ(accounts.sum("kept_out_g", estimate),
              accounts.sum("intercepted_g", estimate) + accounts.total("still_under_way_g"));
  }
  for (const char* empty :
       {"displaced_g", "displaced_stopped_g", "deterred_g", "outside_g", "displaced_back_g",
        "displaced_stopped_back_g", "deterred_back_g", "changed_route_g"})
    EXPECT_EQ(accounts.cells(empty), Cells(accounts.cells(empty).size(), 0)) << empty;
}

// Terms in tonnes as drawn (0) and as expected (1), by replicate.
using ByEstimate = std::array<std::vector<double>, 2>;

ByEstimate tonnes_of(const std::string& series, const std::vector<Accounts>& replicates) {
  ByEstimate tonnes;
  for (const Accounts& accounts : replicates)
    for (const std::size_t estimate : estimates)
      tonnes[estimate].push_back(static_cast<double>(accounts.sum(series, estimate)) / 1e6);
  return tonnes;
}

std::vector<Accounts> replicates_of(const Experiment& experiment, std::uint32_t count) {
  std::vector<Accounts> replicates;
  for (std::uint32_t replicate = 0; replicate < count; ++replicate)
    replicates.emplace_back(experiment.run(replicate).pairs[0]);
  return replicates;
}

double variance_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += (value - test::mean(values)) * (value - test::mean(values));
  return sum / static_cast<double>(values.size() - 1);
}

constexpr std::uint32_t many = 200;
const std::vector<std::string> terms{"kept_out_g", "displaced_g", "displaced_stopped_g", "intercepted_g",
                                     "really_gone_g"};

// With beliefs that learn from what is drawn, too. The mean of a difference that is 0 lies within 4 standard
// errors.
TEST(AccountsLimits, ExpectedAndDrawnTermsHaveTheSameMean) {
  ScenarioOptions options;
  options.arms = {"as_it_is", "tighter_first"};
  options.weeks = 78;
  options.sets = {"warm_up_weeks=0"};
  constexpr std::uint32_t fewer = many / test::times_smaller;
  const std::vector<Accounts> replicates =
      replicates_of(test::experiment_of("lab/two_ports.yaml", options), fewer);
  for (const std::string& term : terms) {
    const ByEstimate tonnes = tonnes_of(term, replicates);
    std::vector<double> differences;
    for (std::size_t replicate = 0; replicate < fewer; ++replicate)
      differences.push_back(tonnes[0][replicate] - tonnes[1][replicate]);
    EXPECT_NE(variance_of(differences), 0.0) << term;
    EXPECT_LT(std::abs(test::mean(differences)), 4.0 * std::sqrt(variance_of(differences) / fewer)) << term;
  }
}

// Choices are the same however lots end: the expected terms leave out the luck of lots and keep that of
// choices.
TEST(AccountsLimits, ExpectedTermsVaryLess) {
  ScenarioOptions options = test::with_organisations(100);
  options.weeks = 5;
  const std::vector<Accounts> replicates =
      replicates_of(test::experiment_of("lab/frozen_beliefs.yaml", options), many);
  for (const std::string& term : terms) {
    const ByEstimate tonnes = tonnes_of(term, replicates);
    EXPECT_LT(variance_of(tonnes[1]), variance_of(tonnes[0])) << term;
    EXPECT_GT(variance_of(tonnes[1]), 0.0) << term;
  }
}

}  // namespace
}  // namespace waterbed
