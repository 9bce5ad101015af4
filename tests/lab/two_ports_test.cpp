// SPDX-License-Identifier: Apache-2.0
// Signs over paired replicates in the laboratory's two ports: what each measure or shock does, and that what
// has ended is over.
#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr std::uint32_t replicates = 100;
constexpr std::size_t first_with_measures = 7;  // periods of four weeks; measures begin in week 26

// One arm beside the reference.
class Pair {
 public:
  explicit Pair(const std::string& arm) {
    ScenarioOptions options;
    options.arms = {"as_it_is", arm};
    const Experiment experiment = test::experiment_of("lab/two_ports.yaml", options);
    layout_ = experiment.layout();
    for (std::uint32_t replicate = 0; replicate < replicates; ++replicate)
      results_.emplace_back(experiment, replicate);
  }

  // Sum of a series over periods [from, until) and the lanes of one place ("": all), by replicate.
  [[nodiscard]] std::vector<double> sums(std::size_t arm, const std::string& series, const std::string& place,
                                         std::size_t from, std::size_t until = 1000) const {
    std::vector<double> all;
    for (const test::Results& results : results_) {
      const std::vector<std::int64_t>& cells = results.cells(arm, series);
      const std::size_t row = cells.size() / layout_.periods.size();
      double sum = 0.0;
      for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        const std::size_t period = cell / row;
        const bool is_there = place.empty() || layout_.lanes[cell % layout_.lanes.size()].place == place;
        if (period >= from && period < until && is_there) sum += static_cast<double>(cells[cell]);
      }
      all.push_back(sum);
    }
    return all;
  }

  [[nodiscard]] test::Interval difference(const std::string& series, const std::string& place = "",
                                          std::size_t from = first_with_measures,
                                          std::size_t until = 1000) const {
    return test::paired_difference(sums(1, series, place, from, until), sums(0, series, place, from, until));
  }

 private:
  ResultLayout layout_;
  std::vector<test::Results> results_;
};

TEST(TwoPorts, SharedDataLandLessOverThePartners) {
  EXPECT_LT(Pair("sharing").difference("landed_g").high, 0.0);
}

// Of all that is seized, the part at source and in transit.
TEST(TwoPorts, TighterSourcesRaiseTheShareOfSeizuresMadeUpstream) {
  const Pair pair("source_side");
  std::vector<double> shares[2];
  for (const std::size_t arm : {std::size_t{0}, std::size_t{1}}) {
    const std::vector<double> upstream = pair.sums(arm, "recorded_upstream_g", "", first_with_measures);
    const std::vector<double> entry = pair.sums(arm, "recorded_g", "", first_with_measures);
    for (std::size_t replicate = 0; replicate < upstream.size(); ++replicate)
      shares[arm].push_back(upstream[replicate] / (upstream[replicate] + entry[replicate]));
  }
  EXPECT_GT(test::paired_difference(shares[1], shares[0]).low, 0.0);
}

// The strike lasts twelve weeks from week 26: wholly in it are the periods 7 and 8.
TEST(TwoPorts, AStrikeMovesTheFlowForItsLengthAndBack) {
  const Pair pair("strike");
  for (const double shipped : pair.sums(1, "shipped_g", "first", 7, 9)) EXPECT_EQ(shipped, 0.0);
  EXPECT_GT(pair.difference("shipped_g", "second", 7, 9).low, 0.0);
  EXPECT_LT(pair.difference("shipped_g", "first", 7, 9).high, 0.0);
  // From half a year after its end on.
  const test::Interval after = pair.difference("shipped_g", "first", 16);
  EXPECT_LT(after.low, 0.0);
  EXPECT_GT(after.high, 0.0);
  const double usual = test::mean(pair.sums(0, "shipped_g", "first", 16));
  EXPECT_LT(after.high - after.low, 0.2 * usual);
}

TEST(TwoPorts, ACrackedMessengerTakesFlowAwayAndStrictDetentionMore) {
  const Pair cracked("cracked");
  const Pair strict("cracked_strict");
  EXPECT_LT(cracked.difference("planned_g").high, 0.0);
  const test::Interval difference =
      test::paired_difference(strict.sums(1, "planned_g", "", first_with_measures),
                              cracked.sums(1, "planned_g", "", first_with_measures));
  EXPECT_LT(difference.high, 0.0);
}

TEST(TwoPorts, TighteningOnePortMovesFlowToTheOther) {
  const Pair pair("tighter_first");
  EXPECT_LT(pair.difference("landed_g", "first").high, 0.0);
  EXPECT_GT(pair.difference("landed_g", "second").low, 0.0);
}

// The strike lasts from week 26 to 37. Sea and port days make a week; what came before it began is through.
TEST(TwoPorts, WhatIsUnderWayToAClosedPortWaitsUntilItOpens) {
  ScenarioOptions options;
  options.arms = {"strike"};
  options.sets = {"consignments.attempted_flow_t_per_year=1000"};
  const Experiment experiment = test::experiment_of("lab/two_ports.yaml", options);
  const World& world = experiment.world();
  int waiting = 0;
  int after = 0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    const int since = week - experiment.plan().start;
    const auto is_first = [&](Index route) {
      return world.place_names[at(world.lanes[at(world.routes.lane[at(route)])].place)] == "first";
    };
    for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
      if (!is_first(state.endings.route[lot]) || state.endings.stage[lot] == Stage::source) continue;
      EXPECT_TRUE(since < 26 || since >= 38) << since;
      if (since == 38) ++after;
    }
    if (since == 37)
      for (const Index route : state.lots.route) waiting += is_first(route) ? 1 : 0;
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_GT(waiting, 0);
  EXPECT_GE(after, waiting);
}

}  // namespace
}  // namespace waterbed
