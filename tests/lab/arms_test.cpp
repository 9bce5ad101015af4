// SPDX-License-Identifier: Apache-2.0
// What arms of one run promise, on the real scenario.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using test::Results;

// The measures of the arms begin in 2022, 313 weeks after the start.
ScenarioOptions two_arms(std::int64_t weeks) {
  ScenarioOptions options;
  options.weeks = weeks;
  options.arms = {"as_of_2021", "rotterdam"};
  return options;
}

TEST(Arms, AreEqualToTheLastBitBeforeTheFirstDifferingMeasure) {
  const Results results(test::experiment_without_forks("north_sea.yaml", two_arms(352)), 0);
  const std::size_t periods = results.layout().periods.size();
  bool any_difference_after = false;
  for (const SeriesSpec& series : results.layout().series) {
    const auto& first = results.cells(0, series.name);
    const auto& second = results.cells(1, series.name);
    const std::size_t row = first.size() / periods;
    for (std::size_t cell = 0; cell < first.size(); ++cell) {
      const bool is_before = results.layout().periods[cell / row].start_day < 18995;  // Monday 2022-01-03
      // What is counted by the week of the plan may be stopped later, by other controls.
      const bool ends_later =
          series.name == "landed_g" || series.name == "stopped_g" || series.name == "under_way_g";
      if (is_before && !ends_later) {
        ASSERT_EQ(first[cell], second[cell]) << series.name;
      }
      any_difference_after = any_difference_after || (!is_before && first[cell] != second[cell]);
    }
  }
  EXPECT_TRUE(any_difference_after);
}

// Without money in the decision (theta 0, no splitting for risk) no measure moves anything, in the real world
// either.
TEST(Arms, ShipTheSameThroughoutWhenMoneyDecidesNothing) {
  Prepared prepared = test::prepare_scenario("north_sea.yaml", two_arms(352));
  const auto forget_money = [](Arm& arm) {
    for_each_quantity(arm.parameters, [](const std::string& path, const QuantityField& field) {
      if (path == "choice.theta_kg_per_eur") *field.value = 0.0;
    });
  };
  forget_money(prepared.scenario.start);
  for (Arm& arm : prepared.scenario.arms) forget_money(arm);
  const Results results(experiment_of(prepared, InstructionSet::plain, Forking::no), 0);
  for (const char* series : {"shipped_g", "shipped_count", "planned_g", "not_shipped_g"})
    EXPECT_EQ(results.cells(0, series), results.cells(1, series)) << series;
  EXPECT_NE(results.cells(0, "seized_g"), results.cells(1, "seized_g"));
}

TEST(Arms, AnySubsetGivesEachArmBitForBit) {
  ScenarioOptions all = two_arms(20);
  ScenarioOptions one = all;
  one.arms = {"rotterdam"};
  const Results together(test::experiment_of("north_sea.yaml", all), 3);
  const Results alone(test::experiment_of("north_sea.yaml", one), 3);
  EXPECT_EQ(together.result().arms[1].digest, alone.result().arms[0].digest);
}

TEST(SameAnswer, PlainAndVectorCodePathsAgree) {
  const InstructionSet fastest = chosen_instruction_set(nullptr);
  const Results plain(test::experiment_of("north_sea.yaml", two_arms(20)), 1);
  const Results fast(test::experiment_of("north_sea.yaml", two_arms(20), fastest), 1);
  EXPECT_EQ(plain.result().arms[0].digest, fast.result().arms[0].digest);
}

TEST(SameAnswer, EveryReplicateHasItsOwnLuck) {
  const Experiment experiment = test::experiment_of("north_sea.yaml", two_arms(4));
  EXPECT_NE(experiment.run(0).arms[0].digest, experiment.run(1).arms[0].digest);
  EXPECT_EQ(experiment.run(1).arms[0].digest, experiment.run(1).arms[0].digest);
}

}  // namespace
}  // namespace waterbed
