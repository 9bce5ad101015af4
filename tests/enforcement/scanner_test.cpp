// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/scanner.hpp"

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

TEST(Scanner, ExaminesTheShareThatTheNormalCurveGives) {
  EXPECT_NEAR(examined_share_of_lots(.01, 1, 0), .0924, 5e-5);
  EXPECT_NEAR(examined_share_of_lots(.05, 1, 0), .2595, 5e-5);
  EXPECT_NEAR(examined_share_of_lots(.10, 1, 0), .3891, 5e-5);
  EXPECT_NEAR(examined_share_of_lots(.05, 0, 0), .05, 1e-12);
  EXPECT_NEAR(examined_share_of_lots(.05, 1, .1), .9 * .2595 + .005, 5e-5);
}

TEST(Scanner, FindsNothingWhenNothingIsExaminedAndAllWhenAllIs) {
  EXPECT_EQ(examined_share_of_lots(0, 3, .1), 0.0);
  EXPECT_EQ(examined_share_of_lots(1, 0, .1), 1.0);
}

// The second port examines 50 of 1000 units with sensitivity 1, targeted in the first arm, at random in the
// second.
TEST(Scanner, LetsPassWhatItDoesNotFind) {
  const Experiment experiment =
      test::experiment_of("lab/targeting.yaml", {.seed = {}, .replicates = {}, .weeks = 1, .arms = {}});
  const ReplicateResult result = experiment.run(0, [&](std::size_t arm, const State& state, Week) {
    EXPECT_NEAR(pass_entry(state.controls, 1), 1.0 - (arm == 0 ? .2595 : .05), 5e-5);
    EXPECT_DOUBLE_EQ(state.controls.examined_units[2], 100.0);
  });
  EXPECT_EQ(result.arms[0].state, RunState::done);
}

}  // namespace
}  // namespace waterbed
