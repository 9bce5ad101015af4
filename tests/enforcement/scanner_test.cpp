// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/scanner.hpp"

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"
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

// 100 of 1000 units from the origin and 50 of 500 from the hub are examined, x = .1. Boxes stand out by 1,
// frames by 1 + .5, so .9 x .3891 + .1 x .1 = .3602 of boxes and .9 x Phi(1.5 - 1.2816) + .01 = .5378 of
// frames are; of those .8 and .4 are found. The second port has no scanner.
TEST(Scanner, ExaminesMethodsByHowWellEachStandsOut) {
  std::string frames_stand_out = test::small_world;
  frames_stand_out.replace(frames_stand_out.find("sensitivity: 0.4"), 0, "targeting_offset: 0.5, ");
  const test::SmallWorld world(R"(
instruments:
  gate: {kind: scanner, agency: customs, places: [port], stream: containers, capacity_units_per_week: 150,
         targeting_quality: 1, random_share: 0.1}
)",
                               frames_stand_out);
  for (const std::string origin : {"origin", "hub"}) {
    EXPECT_NEAR(world.found({origin, "port", "box"}), 0.8 * 0.3602, 5e-5) << origin;
    EXPECT_NEAR(world.found({origin, "port", "frame"}), 0.4 * 0.5378, 5e-5) << origin;
  }
  EXPECT_EQ(world.found({"origin", "haven", "box"}), 0.0);
}

}  // namespace
}  // namespace waterbed
