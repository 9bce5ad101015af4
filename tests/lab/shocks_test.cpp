// SPDX-License-Identifier: Apache-2.0
// Shocks of lab/shocks.yaml, each in its own time.
#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Weeks from the start, 2000-01-03.
constexpr int pandemic_begins = 22;
constexpr int pandemic_ends = 35;
constexpr int lane_closes = 52;
constexpr int lane_reopens = 78;
constexpr int lane_opens = 87;
constexpr int harvest_begins = 105;
constexpr int harvest_full = 131;

Experiment shocked(int organisations = 20) {
  ScenarioOptions options;
  options.sets = {"organisations.count=" + std::to_string(organisations)};
  return test::experiment_of("lab/shocks.yaml", options);
}

// Half the legal units at the same capacity are twice the share examined: 20 of 500 instead of 20 of 1000.
TEST(Shocks, APandemicRaisesTheShareExamined) {
  const Experiment experiment = shocked();
  const World& world = experiment.world();
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    double examined = 0.0;
    double legal = 0.0;
    for (std::size_t stratum = 0; stratum < world.strata.size(); ++stratum) {
      if (world.place_names[at(world.strata[stratum].place)] != "first") continue;
      examined += state.controls.examined_units[stratum];
      legal += state.effective.named<StratumParams>().values[stratum].legal_units.value();
    }
    const int since = week - experiment.plan().start;
    EXPECT_NEAR(examined / legal, since >= pandemic_begins && since < pandemic_ends ? .04 : .02, 1e-12);
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
}

TEST(Shocks, APandemicThatLowersTrafficFindsMore) {
  const Experiment experiment = shocked();
  double before = 1.0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    const int since = week - experiment.plan().start;
    if (since == pandemic_begins - 1) before = pass_entry(state.controls, 0);
    if (since == pandemic_begins) {
      EXPECT_LT(pass_entry(state.controls, 0), before);
    }
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
}

// Consignments that left by a route, by week from the start, of those whose name holds both parts.
std::vector<int> shipped_by(const Experiment& experiment, const std::string& origin,
                            const std::string& place) {
  std::vector<int> shipped(static_cast<std::size_t>(experiment.plan().weeks), 0);
  const World& world = experiment.world();
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    if (week < experiment.plan().start) return;
    for (const Index route : state.consignments.route) {
      if (route == none) continue;
      const bool from_origin =
          origin.empty() || world.place_names[at(world.routes.source[at(route)])] == origin;
      const Lane& lane = world.lanes[at(world.routes.lane[at(route)])];
      const bool to_place = place.empty() || world.place_names[at(lane.place)] == place;
      if (from_origin && to_place) ++shipped[static_cast<std::size_t>(week - experiment.plan().start)];
    }
  });
  EXPECT_EQ(result.arms[0].state, RunState::done);
  return shipped;
}

int sum(const std::vector<int>& weeks, int from, int until) {
  return std::accumulate(weeks.begin() + from, weeks.begin() + until, 0);
}

TEST(Shocks, AClosedLaneCarriesNothingUntilItReopens) {
  const std::vector<int> shipped = shipped_by(shocked(), "origin_east", "second");
  EXPECT_GT(sum(shipped, 0, lane_closes), 10);
  EXPECT_EQ(sum(shipped, lane_closes, lane_reopens), 0);
  EXPECT_GT(sum(shipped, lane_reopens, 156), 10);
}

TEST(Shocks, AnOpenedLaneIsUsedFromThenOn) {
  const std::vector<int> shipped = shipped_by(shocked(), "", "third");
  EXPECT_EQ(sum(shipped, 0, lane_opens), 0);
  EXPECT_GT(sum(shipped, lane_opens, lane_opens + 8), 0);
  EXPECT_GT(sum(shipped, lane_opens, 156), 10);
}

// Attempted flow x 1.3, to which those add who now ship because the source price fell. 25 weeks in full
// strength against the 18 before: Poisson counts of more than 1000 know the ratio to about 6 %.
TEST(Shocks, AHarvestLetsTheFlowGrow) {
  ScenarioOptions options;
  options.sets = {"consignments.attempted_flow_t_per_year=2000"};
  const std::vector<int> shipped = shipped_by(test::experiment_of("lab/shocks.yaml", options), "", "");
  const double before = sum(shipped, lane_opens, harvest_begins) / 18.0;
  const double after = sum(shipped, harvest_full, 156) / 25.0;
  EXPECT_GT(sum(shipped, harvest_full, 156), 1000);
  EXPECT_GT(after / before, 1.2);
  EXPECT_LT(after / before, 1.6);
}

}  // namespace
}  // namespace waterbed
