// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/run_tally.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

AxisLengths lengths_of_periods(std::size_t count) {
  ResultLayout layout = test::experiment_of("lab/geometric.yaml").layout();
  layout.periods.resize(count);
  return lengths_of(layout);
}

AxisLengths lengths_of_one_period() {
  return lengths_of_periods(1);
}

std::int64_t first_cell(const RunResult& result, const std::string& name) {
  const std::vector<SeriesSpec> specs = run_series(lengths_of_one_period());
  for (std::size_t series = 0; series < specs.size(); ++series)
    if (specs[series].name == name) return result.series[series][0];
  ADD_FAILURE() << "no series " << name;
  return -1;
}

class TallyTest : public testing::Test {
 protected:
  TallyTest()
      : prepared_(test::prepare_scenario("lab/geometric.yaml")),
        state_(prepared_.world, prepared_.scenario.start.parameters, Luck(1, 0)),
        tally_(prepared_.world, PeriodOfWeek({Week{10}}, Week{20}), lengths_of_one_period()) {}

  // One consignment of `grams` that leaves in one lot.
  void ship(std::int64_t grams, Week planned = Week{9}) {
    state_.consignments.organisation = {0};
    state_.consignments.planned = {planned};
    state_.consignments.number = {0};
    state_.consignments.size = {Grams{grams}};
    state_.consignments.route = {0};
    state_.consignments.lots = {1};
    state_.consignments.why = {NotShipped::is_shipped};
  }
  // One that does not.
  void stay(std::int64_t grams, Week planned, NotShipped why) {
    ship(grams, planned);
    state_.consignments.route = {none};
    state_.consignments.lots = {0};
    state_.consignments.why = {why};
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
    state_.endings.recorded_lane = {none};
    state_.endings.recorded_source = {none};
    state_.endings.weeks_to_record = {0};
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
  EXPECT_EQ(first_cell(result, "shipped_g"), 0);  // planned in the warm-up
  EXPECT_EQ(first_cell(result, "stopped_g"), 0);
  EXPECT_EQ(first_cell(result, "seized_source_g"), 1000);  // found in week 10
}

TEST_F(TallyTest, LandedMassCountsWhenPlannedAndArrivedMassWhenItArrives) {
  const RunResult result = after_a_lot_that_ends(Ending::landed);
  EXPECT_EQ(first_cell(result, "landed_g"), 0);  // planned in the warm-up
  EXPECT_EQ(first_cell(result, "arrived_g"), 1000);
}

TEST_F(TallyTest, WhatWaitsIsPlannedOnceAndShippedByTheWeekOfItsPlan) {
  RunTally tally(prepared_.world, PeriodOfWeek({Week{10}, Week{11}}, Week{20}), lengths_of_periods(2));
  stay(1000, Week{10}, NotShipped::waits);
  tally.count(state_, Week{10});
  ship(1000, Week{10});
  end_lot(1000, Ending::landed, Week{10});
  tally.count(state_, Week{11});
  const RunResult result = tally.finish(state_);
  for (const char* series : {"planned_g", "shipped_g", "landed_g"})
    EXPECT_EQ(first_cell(result, series), 1000) << series;
  for (const char* series : {"planned_count", "shipped_count"})
    EXPECT_EQ(first_cell(result, series), 1) << series;
  EXPECT_EQ(first_cell(result, "not_shipped_g"), 0);
}

// Given up in week 11, or waiting still when the run ends.
TEST_F(TallyTest, WhatWaitedInVainIsNotShippedByTheWeekOfItsPlan) {
  for (const bool is_given_up : {true, false}) {
    RunTally tally(prepared_.world, PeriodOfWeek({Week{10}, Week{11}}, Week{20}), lengths_of_periods(2));
    stay(1000, Week{10}, NotShipped::waits);
    tally.count(state_, Week{10});
    stay(1000, Week{10}, is_given_up ? NotShipped::unwilling : NotShipped::waits);
    tally.count(state_, Week{11});
    const RunResult result = tally.finish(state_);
    EXPECT_EQ(first_cell(result, "planned_g"), 1000);
    EXPECT_EQ(first_cell(result, "not_shipped_g"), 1000);
    EXPECT_EQ(first_cell(result, "not_shipped_count"), 1);
  }
}

// A week outside the reported time counts nothing: of 100, 2.25 and 2.25 units the first is left out.
TEST_F(TallyTest, WorkOfAuthoritiesIsAddedUpAndRoundedOnceAPeriod) {
  RunTally tally(prepared_.world, PeriodOfWeek({Week{10}}, Week{12}), lengths_of_one_period());
  std::vector<double>& examined = state_.controls.exports_examined;
  examined[0] = 100.0;
  tally.count(state_, Week{9});
  examined[0] = 2.25;
  tally.count(state_, Week{10});
  tally.count(state_, Week{11});
  EXPECT_EQ(first_cell(tally.finish(state_), "examined_units"), 5);  // 4.5; 2 + 2 were it rounded every week
}

TEST_F(TallyTest, WorkThatIsNoNumberIsNoticed) {
  state_.controls.exports_examined[0] = std::numeric_limits<double>::quiet_NaN();
  tally_.count(state_, Week{10});
  EXPECT_THROW((void)tally_.finish(state_), Broken);
}

}  // namespace
}  // namespace waterbed
