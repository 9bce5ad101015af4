// SPDX-License-Identifier: Apache-2.0
// Case 10 of the model: control that follows the flow.
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Share of the first port in the last 60 weeks: beliefs have then forgotten the start (.8^40 = 1e-4).
double settled_share(ScenarioOptions options, std::size_t organisations) {
  options.sets.push_back("organisations.count=" + std::to_string(organisations));
  const Prepared prepared = test::prepare_scenario("lab/congestion.yaml", options);
  const Experiment experiment = waterbed::experiment_of(prepared, InstructionSet::plain);
  const Week counted_from = experiment.plan().start + 40;
  double first = 0.0;
  double all = 0.0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    if (week < counted_from) return;
    for (const Index route : state.consignments.route) {
      ++all;
      first +=
          prepared.world.lanes[at(prepared.world.routes.lane[at(route)])].name == "goods/first/box" ? 1 : 0;
    }
  });
  EXPECT_EQ(result.arms[0].state, RunState::done);
  return first / all;
}

// x = 1 / (1 + exp(-10 (.4 - x))), see the scenario. Luck of one week is corrected in the following ones, so
// the tolerance is that of independent weeks at most.
TEST(Congestion, FlowSettlesWhereControlThatFollowsItMakesBothPortsWorthTheirShares) {
  constexpr std::size_t organisations = 10000 / test::times_smaller;
  EXPECT_NEAR(settled_share({}, organisations), .42871,
              4.0 * test::share_error(.42871, 60.0 * organisations));
}

// 1 / (1 + e): losses .2 and .1, exponents that differ by 1.
TEST(Congestion, FlowIsThatOfPlainLogitWhereControlDoesNotFollowIt) {
  constexpr std::size_t organisations = 10000 / test::times_smaller;
  ScenarioOptions options;
  options.sets = {"instruments.first.crowding=0", "instruments.second.crowding=0"};
  EXPECT_NEAR(settled_share(options, organisations), .26894,
              4.0 * test::share_error(.26894, 60.0 * organisations));
}

}  // namespace
}  // namespace waterbed
