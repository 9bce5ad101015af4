// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/control.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Lots of the laboratory's three-week passage.
TEST(Control, StagesAreMetInTheWeekTheLotIsThere) {
  const Experiment experiment = test::experiment_of("lab/no_deterrence.yaml");
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
      const int weeks = week - state.endings.planned[lot];
      const bool at_source =
          state.endings.ending[lot] != Ending::landed && state.endings.stage[lot] == Stage::source;
      EXPECT_EQ(weeks, at_source ? 0 : 3);
    }
    for (const Week planned : state.lots.planned) EXPECT_LT(week - planned, 3);
  });
  EXPECT_EQ(result.arms[0].state, RunState::done);
}

// Chances of the defaults: source .10; extraction of cover_load .02, of which .7 found; inland .02. Each
// stage is met by those that passed the one before.
TEST(Control, EachStageStopsItsShareOfWhatReachesIt) {
  const Experiment experiment = test::experiment_of("lab/no_deterrence.yaml");
  double all = 0, source = 0, extraction = 0, lost = 0, inland = 0, landed = 0, entry = 0;
  for (std::uint32_t replicate = 0; replicate < 10; ++replicate) {
    const ReplicateResult result = experiment.run(replicate, [&](std::size_t arm, const State& state, Week) {
      if (arm != 0) return;
      for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
        ++all;
        if (state.endings.ending[lot] == Ending::landed) {
          ++landed;
          continue;
        }
        if (state.endings.ending[lot] == Ending::lost) ++lost;
        if (state.endings.stage[lot] == Stage::source) ++source;
        if (state.endings.stage[lot] == Stage::entry) ++entry;
        if (state.endings.stage[lot] == Stage::extraction) ++extraction;
        if (state.endings.stage[lot] == Stage::inland) ++inland;
      }
    });
    ASSERT_EQ(result.arms[0].state, RunState::done);
  }
  EXPECT_NEAR(source / all, .10, 5.0 * test::share_error(.10, all));
  const double reached_extraction = all - source - entry;
  EXPECT_NEAR(extraction / reached_extraction, .02, 5.0 * test::share_error(.02, reached_extraction));
  EXPECT_NEAR(lost / extraction, .3, 5.0 * test::share_error(.3, extraction));
  EXPECT_NEAR(inland / (inland + landed), .02, 5.0 * test::share_error(.02, inland + landed));
}

// What lands is a draw with the expected part as its mean: over all lots the two differ by luck alone, whose
// variance is size^2 p (1 - p) a lot. Lots stopped at their source expect nothing.
TEST(Control, WhatLandsIsOnAverageTheExpectedPart) {
  const Experiment experiment = test::experiment_of("lab/everything.yaml");
  double difference = 0, variance = 0, landed = 0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week) {
    for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
      const auto size = static_cast<double>(state.endings.size[lot].value);
      const auto expected = static_cast<double>(state.endings.expected[lot].value);
      const bool has_landed = state.endings.ending[lot] == Ending::landed;
      if (!has_landed && state.endings.stage[lot] == Stage::source) {
        EXPECT_EQ(expected, 0.0);
      }
      difference += (has_landed ? size : 0.0) - expected;
      variance += expected * (size - expected);
      landed += has_landed ? size : 0.0;
    }
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_GT(landed, 0.0);
  EXPECT_LT(std::abs(difference), 4.0 * std::sqrt(variance));
  EXPECT_GT(landed, 10.0 * std::sqrt(variance));  // the test can tell
}

}  // namespace
}  // namespace waterbed
