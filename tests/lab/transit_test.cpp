// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

TEST(Transit, LotsAreFoundWhereAndWhenTheyChangeShip) {
  const Experiment experiment = test::experiment_of("lab/transit.yaml");
  double at_transit = 0, at_entry = 0, landed = 0;
  double credited = 0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
      const bool found_halfway =
          state.endings.ending[lot] != Ending::landed && state.endings.stage[lot] == Stage::transit;
      EXPECT_EQ(week - state.endings.planned[lot], found_halfway ? 2 : 5);
      if (found_halfway)
        ++at_transit;
      else if (state.endings.ending[lot] == Ending::landed)
        ++landed;
      else
        ++at_entry;
    }
    for (const Experience& experience : state.experiences)
      if (experience.slot == index_of(state.beliefs.first_transit) && experience.lost) ++credited;
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_EQ(credited, at_transit);
  const double reached_transit = 1000.0 * 50;  // those of the first 50 weeks
  EXPECT_NEAR(at_transit / reached_transit, .2, 4.0 * test::share_error(.2, reached_transit));
  EXPECT_NEAR(at_entry / (at_entry + landed), .1, 4.0 * test::share_error(.1, at_entry + landed));
}

TEST(Transit, FindsAreRecordedUpstream) {
  const test::Results results(test::experiment_of("lab/transit.yaml"), 0);
  const std::vector<std::int64_t>& seized = results.cells(0, "seized_g");
  double at_transit = 0.0;
  for (std::size_t cell = 0; cell < seized.size(); ++cell)
    if (cell % 5 == 1) at_transit += static_cast<double>(seized[cell]);
  EXPECT_GT(at_transit, 0.0);
  EXPECT_EQ(results.total(0, "recorded_upstream_g"), at_transit);
  EXPECT_EQ(results.total(0, "recorded_g") + at_transit, results.total(0, "seized_g"));
}

}  // namespace
}  // namespace waterbed
