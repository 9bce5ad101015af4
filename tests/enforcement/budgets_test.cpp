// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/budgets.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// After two years the factor of the first port's customs is (S_2 / S_1)^.5 within [1/2, 2], S what was
// recorded there at entry and behind it.
TEST(Budgets, FollowRecordedSeizuresOnceAYear) {
  ScenarioOptions options;
  options.arms = {"as_it_is", "tighter_first_budgets"};
  const Experiment experiment = test::experiment_of("lab/two_ports.yaml", options);
  std::vector<double> by_year(4, 0.0);
  std::size_t weeks = 0;
  std::vector<double> factors;
  const ReplicateResult result = experiment.run(0, [&](std::size_t arm, const State& state, Week) {
    if (arm == 0) {
      EXPECT_EQ(budget_factor("first_customs", state), 1.0);
      return;
    }
    for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
      const Lane& lane =
          experiment.world().lanes[at(experiment.world().routes.lane[at(state.endings.route[lot])])];
      const bool upstream = state.endings.stage[lot] == Stage::source;
      if (lane.place == 2 && !upstream)
        by_year[weeks / 52] += static_cast<double>(state.endings.recorded[lot].value);
    }
    if (++weeks % 52 == 0) factors.push_back(budget_factor("first_customs", state));
  });
  ASSERT_EQ(result.arms[1].state, RunState::done);
  ASSERT_EQ(factors.size(), 4U);
  EXPECT_EQ(factors[0], 1.0);
  double expected = 1.0;
  for (std::size_t year = 1; year < 4; ++year) {
    expected *= std::min(2.0, std::max(0.5, std::sqrt(by_year[year] / by_year[year - 1])));
    EXPECT_NEAR(factors[year], expected, 1e-9);
    EXPECT_NE(factors[year], factors[year - 1]);
  }
}

}  // namespace
}  // namespace waterbed
