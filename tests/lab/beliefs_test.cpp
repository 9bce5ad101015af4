// SPDX-License-Identifier: Apache-2.0
// Case 5 of the model: what is believed in the long run.
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Counts in the long run: a = sum of L^age over losses, a + b = 1 / (1 - L), L = 2^(-1/26). Mean (1 + .2 / (1
// - L)) / (10 + 1 / (1 - L)) = .17917; standard deviation sqrt(.16 / (1 - L^2)) / 47.998 = .0366.
TEST(Belief, LongRunMeanAndSpread) {
  constexpr std::size_t organisations = 20000 / test::times_smaller;
  const Experiment experiment =
      test::experiment_of("lab/belief.yaml", test::with_organisations(organisations));
  double sum = 0.0;
  double squares = 0.0;
  const Week last = experiment.plan().start + static_cast<std::int32_t>(experiment.plan().weeks - 1);
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    if (week < last) return;
    const Beliefs& beliefs = state.beliefs;
    for (std::size_t organisation = 0; organisation < organisations; ++organisation) {
      const std::size_t slot = beliefs.first_place_method;
      const double lost = static_cast<double>(beliefs.lots_lost(organisation, slot)) + 1.0;
      const double loss = lost / (lost + static_cast<double>(beliefs.lots_passed(organisation, slot)) + 9.0);
      sum += loss;
      squares += loss * loss;
    }
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  constexpr double count = organisations;
  const double mean = sum / count;
  EXPECT_NEAR(mean, .17917, 4.0 * .0366 / std::sqrt(count));
  EXPECT_NEAR(std::sqrt(squares / count - mean * mean), .0366, 4.0 * .0366 / std::sqrt(2.0 * count));
}

}  // namespace
}  // namespace waterbed
