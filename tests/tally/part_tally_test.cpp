// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/part_tally.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Every method goes through the parts of the first port, so that parts add up to its lanes; consignments
// wait, so that some go in another period than they were planned in.
class PartTallyTest : public testing::Test {
 protected:
  static test::Results run() {
    ScenarioOptions options;
    options.arms = {"hard_east"};
    options.sets = {"parts.depot.methods=[rip_off, cover_load]", "choice.patience_weeks=8"};
    return {test::experiment_of("lab/within_port.yaml", options), 0};
  }
  PartTallyTest() : results_(run()) {}

  // By period, over parts, or over stages and the lanes of the first port.
  [[nodiscard]] std::vector<std::int64_t> by_period(const std::string& series, bool is_by_part) const {
    const std::vector<std::int64_t>& cells = results_.cells(0, series);
    const std::vector<LaneLabel>& lanes = results_.layout().lanes;
    std::vector<std::int64_t> sums(results_.layout().periods.size(), 0);
    const std::size_t row = cells.size() / sums.size();
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
      if (is_by_part || lanes[cell % lanes.size()].place == "first") sums[cell / row] += cells[cell];
    return sums;
  }
  test::Results results_;
};

TEST_F(PartTallyTest, PartsAddUpToTheLanesOfTheirPlaceInEveryPeriod) {
  for (const char* flow : {"shipped_g", "landed_g", "stopped_g", "seized_g"}) {
    const std::vector<std::int64_t> parts = by_period("part_" + std::string(flow), true);
    EXPECT_EQ(parts, by_period(flow, false)) << flow;
    EXPECT_GT(*std::max_element(parts.begin(), parts.end()), 0) << flow;
  }
}

// Of each part, what is shipped lands, is stopped, or is under way at the end: little of 156 weeks.
TEST_F(PartTallyTest, WhatIsShippedToAPartLandsOrIsStoppedThere) {
  const std::size_t parts = results_.layout().parts.size();
  for (std::size_t part = 0; part < parts; ++part) {
    double shipped = 0.0;
    double ended = 0.0;
    for (std::size_t cell = part; cell < results_.cells(0, "part_shipped_g").size(); cell += parts) {
      shipped += static_cast<double>(results_.cells(0, "part_shipped_g")[cell]);
      ended += static_cast<double>(results_.cells(0, "part_landed_g")[cell] +
                                   results_.cells(0, "part_stopped_g")[cell]);
    }
    EXPECT_LE(ended, shipped);
    EXPECT_GT(ended, .9 * shipped);
  }
}

TEST(PartTally, IsLeftOutWhereNoPlaceHasParts) {
  const test::Results results(test::experiment_of("lab/geometric.yaml"), 0);
  for (const SeriesSpec& series : results.layout().series)
    EXPECT_EQ(std::count(series.axes.begin(), series.axes.end(), Axis::part), 0) << series.name;
  EXPECT_EQ(results.result().arms[0].series.size(), results.layout().series.size());
}

}  // namespace
}  // namespace waterbed
