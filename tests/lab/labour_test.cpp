// SPDX-License-Identifier: Apache-2.0
// Signs of measures on pooled labour, over paired replicates at the level of 1 in 10,000. Quarters are those
// of lab/labour.yaml: twelve from the week in which measures begin.
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr std::size_t pools = 4;
enum PoolNumber : std::size_t { terminal, office, docks, harbour };

struct Quarters {
  std::size_t first;
  std::size_t end;
};
constexpr Quarters all{0, 12};

// All replicates of two arms.
class Runs {
 public:
  explicit Runs(const std::vector<std::string>& arms, std::uint32_t replicates = 100) {
    ScenarioOptions options;
    options.arms = arms;
    const Experiment experiment = test::experiment_of("lab/labour.yaml", options);
    layout_ = experiment.layout();
    results_.resize(replicates);
    std::vector<std::uint32_t> numbers(replicates);
    std::iota(numbers.begin(), numbers.end(), 0U);
    experiment.run_all(numbers, [&](ReplicateResult result) {
      const std::uint32_t replicate = result.replicate;
      results_[replicate] = std::move(result);
    });
  }

  // Of the second arm less the first, summed over quarters.
  [[nodiscard]] test::Interval difference(const std::string& series, PoolNumber pool,
                                          Quarters quarters = all) const {
    return test::paired_difference(sums(1, series, pool, quarters), sums(0, series, pool, quarters));
  }

 private:
  // By replicate.
  [[nodiscard]] std::vector<double> sums(std::size_t arm, const std::string& series, PoolNumber pool,
                                         Quarters quarters) const {
    const auto spec = std::find_if(layout_.series.begin(), layout_.series.end(),
                                   [&](const SeriesSpec& one) { return one.name == series; });
    std::vector<double> sums;
    for (const ReplicateResult& result : results_) {
      EXPECT_EQ(result.arms.at(arm).message, "");
      const auto& cells =
          result.arms.at(arm).series.at(static_cast<std::size_t>(spec - layout_.series.begin()));
      double sum = 0.0;
      for (std::size_t quarter = quarters.first; quarter < quarters.end; ++quarter)
        sum += static_cast<double>(cells.at(quarter * pools + pool));
      sums.push_back(sum);
    }
    return sums;
  }

  ResultLayout layout_;
  std::vector<ReplicateResult> results_;
};

TEST(Labour, OfAHardenedTerminalIsMoreWantedDearerAndMore) {
  const Runs runs({"as_it_is", "hardened"});
  EXPECT_GT(runs.difference("pool_demand_jobs", terminal).low, 0.0);
  EXPECT_GT(runs.difference("pool_wage_cents", terminal).low, 0.0);
  EXPECT_GT(runs.difference("pool_people_weeks", terminal).low, 0.0);
  EXPECT_GT(runs.difference("pool_jobs", terminal).low, 0.0);
}

TEST(Labour, OfAScreenedTerminalIsLessAndDearer) {
  const Runs runs({"as_it_is", "screened"});
  EXPECT_LT(runs.difference("pool_people_weeks", terminal).high, 0.0);
  EXPECT_LT(runs.difference("pool_jobs", terminal).high, 0.0);
  EXPECT_LT(runs.difference("pool_demand_jobs", terminal).high, 0.0);
  EXPECT_GT(runs.difference("pool_wage_cents", terminal).low, 0.0);
}

// In the first half-year an offence takes crews away; in the year and a half behind it, those who came in
// their place are caught more often.
TEST(Labour, OfCrewsIsArrestedLessAtFirstAndMoreLaterUnderAnOffence) {
  const Runs runs({"as_it_is", "offence"}, 300);
  EXPECT_LT(runs.difference("pool_people_weeks", docks, {0, 2}).high, 0.0);
  EXPECT_LT(runs.difference("pool_arrested", docks, {0, 2}).high, 0.0);
  EXPECT_GT(runs.difference("pool_arrested", docks, {2, 8}).low, 0.0);
  EXPECT_GT(runs.difference("pool_first_timers_arrested", docks, {2, 8}).low, 0.0);
}

// Slower recruiting raises the wage, which draws recruits later: fewer come at first, and of all who come far
// fewer are minors.
TEST(Labour, OfCrewsHasFewerMinorsWithPrevention) {
  const Runs runs({"offence", "offence_and_prevention"});
  EXPECT_LT(runs.difference("pool_recruited", docks, {0, 2}).high, 0.0);
  EXPECT_GT(runs.difference("pool_wage_cents", docks).low, 0.0);
  EXPECT_LT(runs.difference("pool_minors_recruited", docks).high, 0.0);
  EXPECT_LT(runs.difference("pool_minors_arrested", docks).high, 0.0);
}

TEST(Labour, OfSkippersGrowsOnAnOpenCoastMoreInStressLessWithOutreach) {
  const Runs opened({"as_it_is", "open_coast"});
  EXPECT_GT(opened.difference("pool_demand_jobs", harbour).low, 0.0);
  EXPECT_GT(opened.difference("pool_jobs", harbour).low, 0.0);
  EXPECT_LT(Runs({"open_coast", "open_coast_outreach"}).difference("pool_jobs", harbour).high, 0.0);
  EXPECT_GT(Runs({"open_coast", "open_coast_stress"}).difference("pool_jobs", harbour).low, 0.0);
}

// Lots that leave for the shore this week.
std::int64_t lots_by_sea(const World& world, const State& state, Week week) {
  std::int64_t lots = 0;
  for (std::size_t lot = 0; lot < state.lots.count(); ++lot) {
    const Lane& lane = world.lanes[at(world.routes.lane[at(state.lots.route[lot])])];
    if (state.lots.planned[lot] == week && world.place_names[at(lane.place)] == "shore") ++lots;
  }
  return lots;
}

// One job a week each, of those who were there at the end of the week before; in a quarter of the
// 208 weeks at least, more is wanted.
TEST(Labour, OfSkippersBoundsTheFlowOfAnOpenCoast) {
  ScenarioOptions options;
  options.arms = {"open_coast"};
  const Experiment experiment = test::experiment_of("lab/labour.yaml", options);
  std::int64_t skippers = 5;  // .05 of 100 boats
  int weeks_bound = 0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    const Pool& pool = state.labour.pools[harbour];
    EXPECT_LE(lots_by_sea(experiment.world(), state, week), skippers);
    EXPECT_LE(pool.number, 100);
    weeks_bound += pool.demand > skippers ? 1 : 0;
    skippers = pool.number;
  });
  EXPECT_EQ(result.arms[0].state, RunState::done);
  EXPECT_GT(weeks_bound, 50);
}

}  // namespace
}  // namespace waterbed
