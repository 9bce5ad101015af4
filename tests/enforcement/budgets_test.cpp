// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/budgets.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Years begin with the first find. After two of them the factor of the first port's customs is (S_2 / S_1)^.5
// within [1/2, 2], S what was recorded there at entry and behind it.
TEST(Budgets, FollowRecordedSeizuresOnceAYear) {
  ScenarioOptions options;
  options.arms = {"as_it_is", "tighter_first_budgets"};
  options.weeks = 200;
  const Experiment experiment = test::experiment_of("lab/two_ports.yaml", options);
  std::vector<double> by_year(4, 0.0);
  std::size_t weeks = 0;
  bool any_find = false;  // at a port, where the agencies work
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
      any_find = any_find || (!upstream && state.endings.recorded[lot].value > 0);
      if (lane.place == 2 && !upstream && weeks / 52 < by_year.size())
        by_year[weeks / 52] += static_cast<double>(state.endings.recorded[lot].value);
    }
    if (any_find && ++weeks % 52 == 0) factors.push_back(budget_factor("first_customs", state));
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

// An agency that only patrols the coast follows what is recorded there.
TEST(Budgets, FollowWhateverAnAgencyWorksWith) {
  ScenarioOptions options;
  options.weeks = 260;
  options.arms = {"as_it_is"};
  options.sets = {
      "agencies.coast_guard={budget_elasticity: 1}",
      "instruments.cutter={kind: patrol, agency: coast_guard, places: [first], methods: [rip_off], "
      "effort_hours_per_week: 10, sweep_km2_per_hour: 1, area_km2: 100}"};
  const Experiment experiment = test::experiment_of("lab/two_ports.yaml", options);
  double factor = 1.0;
  const ReplicateResult result = experiment.run(
      0, [&](std::size_t, const State& state, Week) { factor = budget_factor("coast_guard", state); });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_NE(factor, 1.0);
}

}  // namespace
}  // namespace waterbed
