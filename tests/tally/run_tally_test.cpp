// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/run_tally.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

TEST(PeriodOfWeek, KnowsItsPeriodAndWhatLiesOutside) {
  const PeriodOfWeek periods({Week{10}, Week{14}}, Week{20});
  EXPECT_EQ(periods.of(Week{9}), none);
  EXPECT_EQ(periods.of(Week{10}), 0);
  EXPECT_EQ(periods.of(Week{13}), 0);
  EXPECT_EQ(periods.of(Week{14}), 1);
  EXPECT_EQ(periods.of(Week{19}), 1);
  EXPECT_EQ(periods.of(Week{20}), none);
}

class TallyTest : public testing::Test {
 protected:
  TallyTest()
      : prepared_(test::prepare_scenario("lab/geometric.yaml")),
        state_(prepared_.world, prepared_.scenario.start.parameters, Luck(1, 0)),
        tally_(prepared_.world, PeriodOfWeek({Week{10}}, Week{20})) {}

  // One consignment of `grams` that leaves in one lot.
  void ship(std::int64_t grams) {
    state_.consignments.organisation = {0};
    state_.consignments.number = {0};
    state_.consignments.size = {Grams{grams}};
    state_.consignments.route = {0};
    state_.consignments.lots = {1};
  }
  void end_lot(std::int64_t grams, Ending ending, Week planned) {
    state_.endings = {};
    state_.endings.organisation = {0};
    state_.endings.planned = {planned};
    state_.endings.which = {0};
    state_.endings.route = {0};
    state_.endings.size = {Grams{grams}};
    state_.endings.ending = {ending};
    state_.endings.stage = {Stage::entry};
    state_.endings.recorded = {Grams{0}};
  }
  // The result of one lot of 1000 g, planned in the warm-up (week 9), that ends in the first reported week.
  RunResult after_a_lot_that_ends(Ending ending) {
    ship(1000);
    state_.lots.size = {Grams{1000}};
    state_.lots.planned = {Week{9}};
    state_.lots.organisation = {0};
    state_.lots.route = {0};
    tally_.count(state_, Week{9});
    state_.consignments = {};
    state_.lots = {};
    end_lot(1000, ending, Week{9});
    tally_.count(state_, Week{10});
    return tally_.finish(state_);
  }
  Prepared prepared_;
  State state_;
  RunTally tally_;
};

TEST_F(TallyTest, MassThatVanishesIsNoticedTheSameWeek) {
  ship(1000);
  EXPECT_THROW(tally_.count(state_, Week{10}), Broken);
}

TEST_F(TallyTest, CountsFlowsByPlanAndFindsByWeekOfTheFind) {
  const RunResult result = after_a_lot_that_ends(Ending::seized);
  EXPECT_EQ(result.series[0][0], 0);     // shipped_g: planned in the warm-up
  EXPECT_EQ(result.series[4][0], 0);     // stopped_g: likewise
  EXPECT_EQ(result.series[6][2], 1000);  // seized_g at entry: found in week 10
}

TEST_F(TallyTest, LandedMassCountsWhenPlannedAndArrivedMassWhenItArrives) {
  const RunResult result = after_a_lot_that_ends(Ending::landed);
  EXPECT_EQ(result.series[3][0], 0);     // landed_g: planned in the warm-up
  EXPECT_EQ(result.series[9][0], 1000);  // arrived_g
}

}  // namespace
}  // namespace waterbed
