// SPDX-License-Identifier: Apache-2.0
#include "output/summary.hpp"

#include <gtest/gtest.h>

#include "output/block_file.hpp"
#include "output/result_file.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

// Two arms, two periods of 26 weeks, one lane; `grams` by arm and period.
ResultLayout layout_of_two_periods() {
  ResultLayout layout;
  layout.arms = {"as_it_is", "tightened"};
  layout.replicates = 1;
  layout.seed = 1;
  layout.periods = {{18995, 26}, {18995 + 182, 26}};
  layout.stages = {"source", "transit", "entry", "extraction", "inland"};
  layout.places = {{"port", "Port", "port", 52, 4}};
  layout.lanes = {{"goods/port/box", "goods", "port", "box"}};
  const std::vector<Axis> by_lane{Axis::period, Axis::lane};
  for (const char* name : {"shipped_g", "landed_g", "seized_g", "recorded_g"})
    layout.series.push_back({name, "g", name, by_lane, false});
  for (const char* name : {"planned_count", "not_shipped_count"})
    layout.series.push_back({name, "1", name, {Axis::period}, true});
  return layout;
}

RunResult run_that_lands(std::int64_t first_period, std::int64_t second_period) {
  RunResult run;
  const std::vector<std::int64_t> landed{first_period, second_period};
  run.series = {{10000000, second_period + 1}, landed, {0, 0}, {0, 0}, {8, 8}, {0, 2}};
  return run;
}

using Summary = WithFolder;

// Only the second period differs: half a year (26 / 52.18 years), 10 t landed against 4 t.
TEST_F(Summary, CountsFromTheFirstPeriodThatDiffers) {
  const ResultLayout layout = layout_of_two_periods();
  BlockWriter writer(file("block"), layout, {0});
  writer.add({0, {run_that_lands(99000000, 10000000), run_that_lands(99000000, 4000000)}});
  writer.finish();
  join({file("block")}, {layout, {}, {"1", "c", 1}, {}}, file("r.h5"));
  const Table table = summarise(ResultReader(file("r.h5")));
  ASSERT_EQ(table.rows.size(), 2U);
  const double years = 26 / weeks_per_year;
  EXPECT_NEAR(table.rows[0][3].number.value(), 10.0 / years, 1e-9);
  EXPECT_NEAR(table.rows[1][3].number.value(), 4.0 / years, 1e-9);
  EXPECT_NEAR(table.rows[1][2].number.value(), 25.0, 1e-9);  // 2 of 8 not shipped
  EXPECT_NEAR(table.rows[1][6].number.value(), 6.0 / years, 1e-9);
}

}  // namespace
}  // namespace waterbed
