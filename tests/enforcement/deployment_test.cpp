// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/deployment.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Units examined in the first week and their means over the weeks, by origin, under a rule.
std::vector<double> mean_units(const std::string& rule) {
  ScenarioOptions options;
  options.arms = {"steady"};
  options.sets = {"agencies.customs.rule=" + rule};
  const Experiment experiment = test::experiment_of("lab/directing.yaml", options);
  std::vector<double> sums(10, 0.0);
  double weeks = 0.0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week) {
    weeks += 1.0;
    for (std::size_t stratum = 0; stratum < sums.size(); ++stratum)
      sums[stratum] += state.controls.examined_units[stratum];
  });
  EXPECT_EQ(result.arms[0].state, RunState::done);
  for (double& sum : sums) sum /= weeks;
  return sums;
}

TEST(Deployment, EveryRuleUsesTheCapacityAndNoMore) {
  for (const char* rule : {"fixed", "proportional", "greedy", "thompson", "random", "waterfill"}) {
    const std::vector<double> units = mean_units(rule);
    EXPECT_NEAR(std::accumulate(units.begin(), units.end(), 0.0), 100.0, 1e-6) << rule;
  }
}

// 100 units fit into the stratum that comes first; it is the one of 300 units with chance 300/1200. 312
// weeks.
TEST(Deployment, RandomComesToEveryLegalUnitAlike) {
  const std::vector<double> units = mean_units("random");
  EXPECT_NEAR(units[0] / 100.0, .25, 4.0 * test::share_error(.25, 312));
  for (std::size_t stratum = 1; stratum < 10; ++stratum)
    EXPECT_NEAR(units[stratum] / 100.0, 1.0 / 12.0, 4.0 * test::share_error(1.0 / 12.0, 312));
}

// (h0 n0 + hits) / (n0 + examined), hits and examined units of one's own and of the partner's stratum of the
// same origin: at the first port the strata 0 and 1, at the second 2 and 3, origins in this order.
TEST(Deployment, BelievesThePartnersFindsByOrigin) {
  ScenarioOptions options;
  options.arms = {"sharing"};
  const Experiment experiment = test::experiment_of("lab/two_ports.yaml", options);
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    if (week != experiment.plan().start + 155) return;
    const std::vector<double> rates = believed_hit_rates("first_customs", {0, 1}, experiment.world(), state);
    const HitRates& counts = state.hit_rates;
    for (std::size_t origin = 0; origin < 2; ++origin) {
      const std::size_t partners = 4 + 2 + origin;  // second agency, its port's stratum
      EXPECT_GT(counts.examined[partners], 0.0);
      EXPECT_NEAR(rates[origin],
                  (1.0 + counts.hits[origin] + counts.hits[partners]) /
                      (1000.0 + counts.examined[origin] + counts.examined[partners]),
                  1e-12);
    }
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
}

// Draws and ties go by the names of strata, so their order means nothing.
TEST(Deployment, SendsTheSameUnitsInWhateverOrderStrataStand) {
  for (const char* rule : {"random", "thompson", "greedy"}) {
    ScenarioOptions options;
    options.weeks = 30;
    options.arms = {"steady"};
    options.sets = {std::string("agencies.customs.rule=") + rule};
    const Experiment experiment = test::experiment_of("lab/directing.yaml", options);
    const std::vector<std::size_t> forwards{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    const std::vector<std::size_t> backwards{9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
    const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
      const Deployment deployment{"scanner", "customs", 100.0};
      const std::vector<double> first = deploy(deployment, forwards, experiment.world(), state, week);
      const std::vector<double> second = deploy(deployment, backwards, experiment.world(), state, week);
      for (std::size_t stratum = 0; stratum < 10; ++stratum) EXPECT_EQ(first[stratum], second[9 - stratum]);
    });
    ASSERT_EQ(result.arms[0].state, RunState::done);
  }
}

}  // namespace
}  // namespace waterbed
