// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/labour_tally.hpp"

#include <algorithm>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "sim/tally/run_tally.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr std::size_t pools = 4;

// What the state says of a pool in a week, by series.
std::map<std::string, std::int64_t> said_of(const Pool& pool) {
  return {{"pool_people_weeks", pool.number},
          {"pool_demand_jobs", pool.demand},
          {"pool_jobs", pool.jobs},
          {"pool_wage_cents", static_cast<std::int64_t>(pool.wage * 100.0 + 0.5)},
          {"pool_arrested", pool.arrested},
          {"pool_minors_arrested", pool.minors_arrested},
          {"pool_first_timers_arrested", pool.first_timers_arrested},
          {"pool_left", pool.left},
          {"pool_recruited", pool.recruited},
          {"pool_minors_recruited", pool.minors_recruited}};
}

TEST(LabourTally, CountsWhatTheStateSaysOfEachPool) {
  ScenarioOptions options;
  options.arms = {"offence"};
  const Experiment experiment = test::experiment_of("lab/labour.yaml", options);
  std::map<std::string, std::vector<std::int64_t>> expected;
  const ReplicateResult run = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    ASSERT_EQ(state.labour.pools.size(), pools);
    if (week < experiment.plan().start) return;
    for (std::size_t pool = 0; pool < pools; ++pool)
      for (const auto& [series, amount] : said_of(state.labour.pools[pool])) {
        expected[series].resize(pools);
        expected[series][pool] += amount;
      }
  });
  EXPECT_EQ(run.arms[0].state, RunState::done);
  const test::Results results(experiment, 0);
  ASSERT_EQ(expected.size(), 10U);
  for (const auto& [series, by_pool] : expected) {
    std::vector<std::int64_t> sums(pools, 0);
    const std::vector<std::int64_t>& cells = results.cells(0, series);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) sums[cell % pools] += cells[cell];
    EXPECT_EQ(sums, by_pool) << series;
    EXPECT_GT(*std::max_element(sums.begin(), sums.end()), 0) << series;
  }
}

// A series along an axis without labels is neither in the layout nor among the cells.
TEST(LabourTally, IsAbsentWhereThereAreNoPools) {
  const Experiment experiment = test::experiment_of("lab/geometric.yaml");
  const ResultLayout layout = experiment.layout();
  EXPECT_TRUE(layout.pools.empty());
  EXPECT_LT(layout.series.size(), run_series().size());
  const RunResult run = experiment.run(0).arms[0];
  ASSERT_EQ(run.series.size(), layout.series.size());
  for (std::size_t series = 0; series < run.series.size(); ++series) {
    EXPECT_FALSE(layout.series[series].name.starts_with("pool_"));
    std::size_t cells = 1;
    for (const Axis axis : layout.series[series].axes) cells *= layout.length(axis);
    EXPECT_GT(cells, 0U);
    EXPECT_EQ(run.series[series].size(), cells) << layout.series[series].name;
  }
}

}  // namespace
}  // namespace waterbed
