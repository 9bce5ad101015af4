// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/rate.hpp"

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Case 10: ports with probability .2 and .1. Last week three lots were at the first port and one at the
// second; a fifth was seized at the source.
class RateTest : public testing::Test {
 protected:
  RateTest() {
    last_week_.organisation = {0, 0, 0, 0, 0};
    last_week_.route = {0, 0, 0, 1, 1};
    last_week_.ending = {Ending::landed, Ending::seized, Ending::lost, Ending::landed, Ending::seized};
    last_week_.stage = {Stage::inland, Stage::entry, Stage::extraction, Stage::inland, Stage::source};
  }
  // The chance to pass, by port.
  std::vector<double> pass_with(const std::vector<std::string>& sets) {
    ScenarioOptions options;
    options.sets = sets;
    const Prepared prepared = test::prepare_scenario("lab/congestion.yaml", options);
    State state(prepared.world, prepared.scenario.start.parameters, Luck(1, 0));
    state.endings = last_week_;
    rate_mechanism().steps[0].run(prepared.world, state, Week{0});
    return state.controls.entry_pass;
  }
  Endings last_week_;
};

// .2 + .5 x 3/4 = .575 and .1 + .5 x 1/4 = .225.
TEST_F(RateTest, FollowsTheShareOfLotsThatWereAtTheEntryPlace) {
  const std::vector<double> pass = pass_with({});
  EXPECT_NEAR(pass[0], .425, 1e-12);
  EXPECT_NEAR(pass[1], .775, 1e-12);
}

// .7 + 1 x 3/4 is more than certain.
TEST_F(RateTest, ThatFollowsTheFlowFindsAtMostEverything) {
  EXPECT_EQ(pass_with({"instruments.first.probability=0.7", "instruments.first.crowding=1"})[0], 0.0);
}

TEST_F(RateTest, IsItsProbabilityAloneInTheFirstWeek) {
  last_week_ = {};
  EXPECT_EQ(pass_with({})[0], 1.0 - .2);
}

}  // namespace
}  // namespace waterbed
