// SPDX-License-Identifier: Apache-2.0
#include "output/summary.hpp"

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "tests/output/sample.hpp"
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

void write_runs(const std::filesystem::path& path, const ResultLayout& layout,
                const std::vector<ReplicateResult>& replicates) {
  std::vector<PackedReplicate> packed;
  for (const ReplicateResult& replicate : replicates) packed.push_back(pack(layout, replicate));
  const std::filesystem::path block = path.string() + ".block";
  write_block(block, layout, packed);
  append_seal(block);
  sample::join_files({block}, {layout, {}, {"1", "c", 1}, {}}, path);
}

// Only the second period differs: half a year (26 / 52.18 years), 10 t landed against 4 t.
TEST_F(Summary, CountsFromTheFirstPeriodThatDiffers) {
  write_runs(file("r.h5"), layout_of_two_periods(),
             {{0, {run_that_lands(99000000, 10000000), run_that_lands(99000000, 4000000)}}});
  const Table table = summarise(ResultReader(file("r.h5")));
  ASSERT_EQ(table.rows.size(), 2U);
  const double years = 26 / weeks_per_year;
  EXPECT_NEAR(table.rows[0][3].number.value(), 10.0 / years, 1e-9);
  EXPECT_NEAR(table.rows[1][3].number.value(), 4.0 / years, 1e-9);
  EXPECT_NEAR(table.rows[1][2].number.value(), 25.0, 1e-9);  // 2 of 8 not shipped
  EXPECT_NEAR(table.rows[1][6].number.value(), 6.0 / years, 1e-9);
}

TEST_F(Summary, SaysOneReplicateAndTwoReplicates) {
  ResultLayout layout = layout_of_two_periods();
  const RunResult run = run_that_lands(1000000, 2000000);
  write_runs(file("one.h5"), layout, {{0, {run, run}}});
  EXPECT_NE(summarise(ResultReader(file("one.h5"))).title.find(", 1 replicate ("), std::string::npos);
  layout.replicates = 2;
  write_runs(file("two.h5"), layout, {{0, {run, run}}, {1, {run, run}}});
  EXPECT_NE(summarise(ResultReader(file("two.h5"))).title.find(", 2 replicates ("), std::string::npos);
}

TEST_F(Summary, RefusesAResultThatLacksASeries) {
  for (std::size_t series = 0; series < layout_of_two_periods().series.size(); ++series) {
    ResultLayout layout = layout_of_two_periods();
    RunResult run = run_that_lands(1000000, 2000000);
    const std::string name = layout.series[series].name;
    layout.series.erase(layout.series.begin() + static_cast<std::ptrdiff_t>(series));
    run.series.erase(run.series.begin() + static_cast<std::ptrdiff_t>(series));
    write_runs(file("r.h5"), layout, {{0, {run, run}}});
    try {
      (void)summarise(ResultReader(file("r.h5")));
      FAIL() << "no error without " << name;
    } catch (const OutputError& error) {
      EXPECT_EQ(error.fault(), OutputFault::file);
      EXPECT_NE(std::string(error.what()).find("it lacks the series " + name), std::string::npos)
          << error.what();
    }
  }
}

}  // namespace
}  // namespace waterbed
