// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/agencies.hpp"

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// (.001 x 1000 + 9) / (1000 + 1000) = .005
TEST(HitRate, MovesFromThePriorToTheFinds) {
  const AgencyParams agency;
  EXPECT_DOUBLE_EQ(believed_hit_rate(agency, 0, 0), .001);
  EXPECT_DOUBLE_EQ(believed_hit_rate(agency, 9, 1000), .005);
}

// 20 units a week with a half-life of 52 weeks: after three years 20 (1 - L^156) / (1 - L) = 1322, L =
// 2^(-1/52).
TEST(HitRate, ExaminedUnitsAreForgotten) {
  const Experiment experiment = test::experiment_of("lab/no_deterrence.yaml");
  double examined = 0.0;
  double hits = 0.0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t arm, const State& state, Week week) {
    if (arm != 0) return;
    if (week == experiment.plan().start + 155) examined = state.hit_rates.examined[0];
    hits = state.hit_rates.hits[0];
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_NEAR(examined, 1321.7, 2.0);
  EXPECT_GT(hits, 1.0);
}

// Customs and police examine the same boxes; each knows of what it examined and found itself.
TEST(HitRate, EachAgencyRemembersItsOwnFinds) {
  ScenarioOptions options;
  options.arms = {"as_it_is"};
  options.sets = {
      "instruments.scanner_second={kind: scanner, agency: second_customs, places: [first], stream: "
      "containers, "
      "capacity_units_per_week: 200}",
      "consignments.attempted_flow_t_per_year=1000"};
  const Experiment experiment = test::experiment_of("lab/two_ports.yaml", options);
  double examined[2] = {};
  double hits[2] = {};
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week) {
    for (std::size_t agency = 0; agency < 2; ++agency) {
      examined[agency] = state.hit_rates.examined[agency * 4] + state.hit_rates.examined[agency * 4 + 1];
      hits[agency] = state.hit_rates.hits[agency * 4] + state.hit_rates.hits[agency * 4 + 1];
    }
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_NEAR(examined[1] / examined[0], 10.0, 1e-9);
  EXPECT_GT(hits[0], 5.0);
  EXPECT_GT(hits[1], 2.0 * hits[0]);
}

}  // namespace
}  // namespace waterbed
