// SPDX-License-Identifier: Apache-2.0
// Case 13 of the model (mass): shipped = landed + stopped + under way. Every run checks the sum each week by
// itself; here it is checked by lane from what is reported.
#include <numeric>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using test::Results;

class MassBalance : public testing::TestWithParam<const char*> {};

TEST_P(MassBalance, HoldsInEveryLaneToTheGram) {
  ScenarioOptions options;
  if (std::string(GetParam()) == "north_sea.yaml") options.weeks = 60;
  if (std::string(GetParam()) == "lab/k1.yaml" || std::string(GetParam()) == "lab/belief.yaml")
    options.weeks = 10;
  const Results results(test::experiment_of(GetParam(), options), 0);
  for (std::size_t arm = 0; arm < results.layout().arms.size(); ++arm) {
    const auto& shipped = results.cells(arm, "shipped_g");
    const auto& landed = results.cells(arm, "landed_g");
    const auto& stopped = results.cells(arm, "stopped_g");
    const auto& under_way = results.cells(arm, "under_way_g");
    for (std::size_t cell = 0; cell < shipped.size(); ++cell)
      ASSERT_EQ(shipped[cell], landed[cell] + stopped[cell] + under_way[cell]);
    EXPECT_EQ(results.total(arm, "planned_g"),
              results.total(arm, "shipped_g") + results.total(arm, "not_shipped_g"));
    EXPECT_GT(results.total(arm, "shipped_g"), 0.0);
  }
}

// What is planned in a period is shipped or not shipped in it, whenever that is settled.
TEST_P(MassBalance, HoldsInEveryPeriodWhereConsignmentsWait) {
  ScenarioOptions options;
  options.weeks = 20;
  options.sets = {"choice.patience_weeks=6", "report_every=week"};
  const Results results(test::experiment_of(GetParam(), options), 0);
  for (std::size_t arm = 0; arm < results.layout().arms.size(); ++arm) {
    const std::size_t lanes = results.layout().lanes.size();
    for (const std::string unit : {"_g", "_count"}) {
      const auto& planned = results.cells(arm, "planned" + unit);
      const auto& not_shipped = results.cells(arm, "not_shipped" + unit);
      const auto* shipped = results.cells(arm, "shipped" + unit).data();
      for (std::size_t period = 0; period < planned.size(); ++period)
        ASSERT_EQ(planned[period],
                  not_shipped[period] + std::accumulate(shipped + period * lanes,
                                                        shipped + (period + 1) * lanes, std::int64_t{0}))
            << period;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, MassBalance,
                         testing::Values("lab/belief.yaml", "lab/everything.yaml", "lab/frozen_beliefs.yaml",
                                         "lab/geometric.yaml", "lab/k1.yaml", "lab/nested.yaml",
                                         "lab/no_deterrence.yaml", "lab/seizures_mislead.yaml",
                                         "lab/targeting.yaml", "lab/transit.yaml", "lab/two_ports.yaml",
                                         "north_sea.yaml"));

}  // namespace
}  // namespace waterbed
