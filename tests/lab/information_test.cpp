// SPDX-License-Identifier: Apache-2.0
// What organisations hear beside their own experience: insiders, announcements, plain counts of finds.
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using test::Results;

Results frozen_beliefs_with(const std::vector<std::string>& sets) {
  ScenarioOptions options;
  options.sets = sets;
  return {test::experiment_without_forks("lab/frozen_beliefs.yaml", options), 0};
}

// Beliefs are frozen at the truth of the start; the measure is in force from the first week.
TEST(Insiders, WhoAlwaysKnowActLikeThoseWhoKnowTheTruth) {
  const Results known = frozen_beliefs_with({"beliefs.rule=known"});
  const Results told = frozen_beliefs_with({"beliefs.rule=frozen", "beliefs.insider_information=1"});
  const Results untold = frozen_beliefs_with({"beliefs.rule=frozen"});
  EXPECT_EQ(told.cells(1, "shipped_count"), known.cells(1, "shipped_count"));
  EXPECT_EQ(untold.cells(1, "shipped_count"), untold.cells(0, "shipped_count"));
  EXPECT_NE(told.cells(1, "shipped_count"), told.cells(0, "shipped_count"));
}

// The mean of plain logit over the 16 equally likely sets of ports where the truth (.10 .15 .20 .30) is
// known, with the prior .1875 elsewhere. If all ports were known or none, it would be (.362 .269 .212 .157).
TEST(Insiders, TellOfEachPlaceByItself) {
  const Results results = frozen_beliefs_with(
      {"beliefs.rule=frozen", "beliefs.prior=mean_true_loss", "beliefs.insider_information=0.5"});
  const std::vector<double> expected{.36283, .27741, .21466, .14511};
  const double trials = 10000.0 * 20;
  const std::vector<double> counts = results.by_lane(0, "shipped_count");
  for (std::size_t lane = 0; lane < expected.size(); ++lane)
    EXPECT_NEAR(counts[lane] / trials, expected[lane], 4.0 * test::share_error(expected[lane], trials))
        << lane;
}

// Consignments through the first port by week, in an arm where 2000-01-31, the fifth week, says that nine
// lots of ten will be lost there from some day on. No control changes.
std::vector<std::vector<int>> first_port_by_week(const std::string& credibility) {
  ScenarioOptions options;
  options.sets = {
      "beliefs.rule=learned", "beliefs.news_weight=0",
      "announcements.gates={places: [first], rate: 0.9, credibility: " + credibility + "}",
      "measures.announced={from: 2000-01-31, until: 2000-02-07, change: {announcements.gates.lots: {set: "
      "10}}}",
      "arms.tightened.measures=[announced]"};
  const Prepared prepared = test::prepare_scenario("lab/frozen_beliefs.yaml", options);
  const Experiment experiment = waterbed::experiment_of(prepared, InstructionSet::plain, Forking::no);
  std::vector<std::vector<int>> counts(2, std::vector<int>(20, 0));
  const ReplicateResult result = experiment.run(0, [&](std::size_t arm, const State& state, Week week) {
    for (const Index route : state.consignments.route)
      counts[arm][static_cast<std::size_t>(week - experiment.plan().start)] += route == 0 ? 1 : 0;
  });
  EXPECT_EQ(result.arms[1].state, RunState::done);
  return counts;
}

TEST(Announcement, MovesFlowAwayFromTheWeekAfterItThoughNoControlHasChanged) {
  const auto counts = first_port_by_week("0.5");
  for (std::size_t week = 0; week < 5; ++week) EXPECT_EQ(counts[1][week], counts[0][week]) << week;
  for (std::size_t week = 5; week < 20; ++week) EXPECT_LT(counts[1][week], counts[0][week] / 2) << week;
  EXPECT_GT(counts[1][19], counts[1][5]);  // nothing follows: it fades
}

TEST(Announcement, ThatNobodyBelievesMovesNothing) {
  const auto counts = first_port_by_week("0");
  EXPECT_EQ(counts[1], counts[0]);
}

// 1000 organisations lose .2 lots a week each, so 200 finds a week are read, at weight .01, as 2 losses and
// no pass: a = 1 + (.2 + 2) / (1 - L), a + b = 10 + (1 + 2) / (1 - L), L = 2^(-1/26): .68227 instead of
// .17917.
TEST(RawNews, MakesAllBelieveThatABusyPlaceIsDangerous) {
  ScenarioOptions options = test::with_organisations(1000);
  options.sets.insert(options.sets.end(), {"beliefs.news=raw", "beliefs.news_weight=0.01"});
  const Experiment experiment = test::experiment_of("lab/belief.yaml", options);
  const Week last = experiment.plan().start + static_cast<std::int32_t>(experiment.plan().weeks - 1);
  double sum = 0.0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    if (week < last) return;
    const Beliefs& beliefs = state.beliefs;
    for (std::size_t organisation = 0; organisation < 1000; ++organisation) {
      const std::size_t slot = beliefs.first_place_method;
      const double lost = static_cast<double>(beliefs.lots_lost(organisation, slot)) + 1.0;
      sum += lost / (lost + static_cast<double>(beliefs.lots_passed(organisation, slot)) + 9.0);
    }
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_NEAR(sum / 1000.0, .68227, 4.0 * .0015);
}

}  // namespace
}  // namespace waterbed
