// SPDX-License-Identifier: Apache-2.0
// All mechanisms side by side: each binds, each matters, and mass and money are somewhere.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr const char* scenario = "lab/everything.yaml";

// Sum over periods, by pool.
std::vector<std::int64_t> by_pool(const test::Results& results, std::size_t arm, const std::string& series) {
  const std::vector<std::int64_t>& cells = results.cells(arm, series);
  std::vector<std::int64_t> sums(results.layout().pools.size(), 0);
  for (std::size_t cell = 0; cell < cells.size(); ++cell) sums[cell % sums.size()] += cells[cell];
  return sums;
}

TEST(Everything, BindsSomewhere) {
  const test::Results results(test::experiment_of(scenario), 0);
  for (std::size_t arm = 0; arm < results.layout().arms.size(); ++arm) {
    SCOPED_TRACE(results.layout().arms[arm]);
    for (const char* series : {"no_labour_g", "no_money_g", "dismantled_count", "held_units", "lost_g",
                               "part_landed_g", "recorded_upstream_g"})
      EXPECT_GT(results.total(arm, series), 0.0) << series;
    EXPECT_LT(results.total(arm, "first_published_lots"), results.total(arm, "recorded_lots"));
    const std::vector<double> landed = results.by_lane(arm, "landed_g");
    for (const char* commodity : {"goods", "other_goods"}) {
      double sum = 0.0;
      for (std::size_t lane = 0; lane < landed.size(); ++lane)
        if (results.layout().lanes[lane].commodity == commodity) sum += landed[lane];
      EXPECT_GT(sum, 0.0) << commodity;
    }
  }
}

TEST(Everything, LeavesEveryPoolShortOfHandsAtTimes) {
  const test::Results results(test::experiment_of(scenario), 0);
  ASSERT_EQ(results.layout().pools.size(), 6U);
  for (std::size_t arm = 0; arm < results.layout().arms.size(); ++arm) {
    const std::vector<std::int64_t> wanted = by_pool(results, arm, "pool_demand_jobs");
    const std::vector<std::int64_t> jobs = by_pool(results, arm, "pool_jobs");
    for (std::size_t pool = 0; pool < jobs.size(); ++pool) {
      EXPECT_GT(jobs[pool], 0) << results.layout().pools[pool].name;
      EXPECT_GT(wanted[pool], jobs[pool]) << results.layout().pools[pool].name;
    }
  }
}

TEST(Everything, PaysIntoEveryAccount) {
  std::vector<std::vector<bool>> is_used(3, std::vector<bool>(account_count, false));
  const Experiment experiment = test::experiment_of(scenario);
  for (std::uint32_t replicate = 0; replicate < 3; ++replicate)
    static_cast<void>(experiment.run(replicate, [&](std::size_t arm, const State& state, Week) {
      for (std::size_t account = 0; account < account_count; ++account)
        if (state.money.received[account].value != 0) is_used[arm][account] = true;
    }));
  for (const std::vector<bool>& used : is_used)
    for (std::size_t account = 0; account < account_count; ++account)
      EXPECT_TRUE(used[account]) << account_names[account];
}

TEST(Everything, IsSomewhereToTheGram) {
  const test::Results results(test::experiment_of(scenario), 0);
  for (std::size_t arm = 0; arm < results.layout().arms.size(); ++arm)
    EXPECT_EQ(
        results.total(arm, "shipped_g"),
        results.total(arm, "landed_g") + results.total(arm, "stopped_g") + results.total(arm, "under_way_g"));
}

// Digests of the arm with all measures in a few replicates.
std::vector<std::uint64_t> digests_with(const std::vector<std::string>& sets) {
  ScenarioOptions options;
  options.arms = {"all_measures"};
  options.sets = sets;
  const Experiment experiment = test::experiment_of(scenario, options);
  std::vector<std::uint64_t> digests;
  for (std::uint32_t replicate = 0; replicate < 8; ++replicate)
    digests.push_back(test::Results(experiment, replicate).result().arms[0].digest);
  return digests;
}

// Whatever is idled, something else happens in one of the replicates at least. A mechanism that another one
// stopped from working would be seen here, and nowhere else: all others look at it alone.
TEST(Everything, IsAnotherWorldWithoutAnyOneMechanism) {
  const std::vector<std::uint64_t> with_all = digests_with({});
  EXPECT_EQ(digests_with({}), with_all);
  const std::vector<std::string> idlers{
      "contacts.rule=off",
      "money.rule=unlimited",
      "beliefs.spill=1",
      "beliefs.insider_information=0",
      "beliefs.news_weight=0",
      "choice.premium=none",
      "choice.patience_weeks=0",
      "organisations.ties=0",
      "insiders.terminals.people=0",
      "insiders.office.people=0",
      "insiders.far_office.people=0",
      "crews.docks.people=1000",
      "crews.haven.people=1000",
      "skippers.boats.willing=1",
      "perimeters.terminals.gates_effect=0",
      "perimeters.terminals.risk_boxes_apart_effect=0",
      "perimeters.haven.cameras_effect=0",
      "release_codes.port.price_eur=0",
      "release_codes.haven.price_eur=0",
      "cooperations.both.pooling=0",
      "cooperations.both.targeting_gain=0",
      "cooperations.both.joint_budget=0",
      "agencies.customs.budget_elasticity=0",
      "agencies.border.budget_elasticity=0",
      "investigations.team.hazard=0",
      "investigations.team.per_seizure=0",
      "announcements.patrols.credibility=0",
      "recording.delay_mean_weeks=0",
      "notice.gone_per_day=0",
      "instruments.scan.capacity_units_per_week=0",
      "instruments.demand.capacity_units_per_week=0",
      "instruments.open.capacity_units_per_week=1000",
      "instruments.van.capacity_units_per_week=0",
      "instruments.parcels.capacity_units_per_week=0",
      "instruments.cutter.effort_hours_per_week=0",
      "instruments.word.officers=0",
      "instruments.exports.capacity_units_per_week=0",
      "instruments.gates.probability=0",
  };
  for (const std::string& idler : idlers) EXPECT_NE(digests_with({idler}), with_all) << idler;
}

}  // namespace
}  // namespace waterbed
