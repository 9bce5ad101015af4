// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/recording.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Recorded with chance .98 and noise 2 % (defaults).
TEST(Recording, WritesDownNearlyAllWithNoise) {
  const Experiment experiment = test::experiment_of("lab/no_deterrence.yaml");
  double seized = 0, recorded = 0, squares = 0;
  for (std::uint32_t replicate = 0; replicate < 20; ++replicate) {
    const ReplicateResult result = experiment.run(replicate, [&](std::size_t arm, const State& state, Week) {
      if (arm != 1) return;
      for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
        const std::int64_t grams = state.endings.recorded[lot].value;
        if (state.endings.ending[lot] != Ending::seized) {
          EXPECT_EQ(grams, 0);
          continue;
        }
        ++seized;
        if (grams == 0) continue;
        ++recorded;
        const double deviation =
            static_cast<double>(grams) / static_cast<double>(state.endings.size[lot].value) - 1.0;
        squares += deviation * deviation;
      }
    });
    ASSERT_EQ(result.arms[1].state, RunState::done);
  }
  ASSERT_GT(seized, 1000);
  EXPECT_NEAR(recorded / seized, .98, 4.0 * test::share_error(.98, seized));
  EXPECT_NEAR(std::sqrt(squares / recorded), .02, 4.0 * .02 / std::sqrt(2.0 * recorded));
}

}  // namespace
}  // namespace waterbed
