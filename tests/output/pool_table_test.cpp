// SPDX-License-Identifier: Apache-2.0
#include "output/pool_table.hpp"

#include <algorithm>
#include <sstream>

#include "output/show.hpp"
#include "sim/base/units.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

const std::vector<std::string> series{"pool_people_weeks", "pool_wage_cents", "pool_demand_jobs",
                                      "pool_jobs",         "pool_arrested",   "pool_recruited"};

// The sample with all that the tables need.
ResultRecord with_pools() {
  ResultRecord record = sample::record();
  sample::drop_series(record.layout, "pool_jobs");
  for (const std::string& name : series)
    record.layout.series.push_back({name, "1", name, {Axis::period, Axis::pool}, false});
  return record;
}

class PoolTables : public WithFolder {
 protected:
  // In 13, 13 and 14 weeks, of the first pool: 5 people, a wage of 200 EUR (in arm B of 300), 3 jobs wanted
  // and 2 given a week (in arm B one more in the first period in one replicate, one less in the next, and so
  // on), 4 arrested (in arm B 8) and 6 recruited in the first period. The second pool has 2 people whom
  // nobody wants.
  PoolTables() {
    const ResultRecord record = with_pools();
    first_ = record.layout.series.size() - series.size();
    sample::write_altered(file("pools.h5"), record, [&](auto& cells, std::size_t arm) {
      const std::int64_t cents = arm == 0 ? 20000 : 30000;
      if (arm == 1) more_ = -more_;
      cells[first_] = {65, 26, 65, 26, 70, 28};
      cells[first_ + 1] = {13 * cents, 0, 13 * cents, 0, 14 * cents, 0};
      cells[first_ + 2] = {39, 0, 39, 0, 42, 0};
      cells[first_ + 3] = {26 + (arm == 0 ? 0 : more_), 0, 26, 0, 28, 0};
      cells[first_ + 4] = {arm == 0 ? 4 : 8, 0, 0, 0, 0, 0};
      cells[first_ + 5] = {6, 0, 0, 0, 0, 0};
    });
  }

  std::int64_t more_ = -1;
  std::size_t first_ = 0;
};

Table table_of(const std::vector<Table>& tables) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [](const Table& table) { return table.key == "pools"; });
  return found == tables.end() ? Table{} : *found;
}

TEST_F(PoolTables, GivePeopleWageAndJobsOfEachPoolThatWasEverWanted) {
  const Table table = table_of(show(ResultReader(file("pools.h5"))));
  ASSERT_EQ(table.rows.size(), 1U);
  const std::vector<Cell>& row = table.rows[0];
  EXPECT_EQ(row[0].text, "crews/docks");
  EXPECT_EQ(row[1].text, "NLRTM");
  const double years = 40 / weeks_per_year;
  const double expected[] = {5, 200, 3, 2, 4 / years, 6 / years};
  for (std::size_t figure = 0; figure < 6; ++figure)
    EXPECT_NEAR(row[2 + figure].number.value(), expected[figure], 1e-9) << figure;
}

// Wages and arrests differ in each replicate by the same, so all figures of the crews are shown; jobs differ
// by 1, -1, 1, an interval that holds 0.
TEST_F(PoolTables, CompareTwoArmsWhereTheyDifferBeyondLuck) {
  const Table table = table_of(compare(ResultReader(file("pools.h5")), {}));
  ASSERT_EQ(table.rows.size(), 6U);
  EXPECT_TRUE(table.note.starts_with("1 of 2 pools.")) << table.note;
  const std::vector<Cell>& wage = table.rows[1];
  EXPECT_EQ(wage[0].text, "crews/docks");
  EXPECT_EQ(wage[1].text, "EUR/job");
  EXPECT_NEAR(wage[2].number.value(), 200, 1e-9);
  EXPECT_NEAR(wage[3].number.value(), 300, 1e-9);
  EXPECT_NEAR(wage[4].number.value(), 100, 1e-9);
  EXPECT_EQ(table.rows[4][1].text, "arrests/yr");
  EXPECT_NEAR(table.rows[4][4].number.value(), 4 / (40 / weeks_per_year), 1e-9);
}

// Without an interval nothing tells luck from a difference: jobs alone bring the pool into the table.
TEST_F(PoolTables, CompareAllThatDiffersInASingleReplicate) {
  ResultRecord record = with_pools();
  record.layout.replicates = 1;
  sample::write_altered(file("one.h5"), record, [&](auto& cells, std::size_t arm) {
    for (std::size_t figure = 0; figure < series.size(); ++figure)
      cells[first_ + figure] = {figure == 3 && arm == 1 ? 27 : 26, 0, 26, 0, 26, 0};
  });
  const Table table = table_of(compare(ResultReader(file("one.h5")), {}));
  ASSERT_EQ(table.rows.size(), 6U);
  EXPECT_EQ(table.rows[3][1].text, "jobs/wk");
}

// From the second period on as many were arrested in both.
TEST_F(PoolTables, CompareOnlyTheTimeAskedFor) {
  CompareOptions options;
  options.from_day = 19814;
  const Table table = table_of(compare(ResultReader(file("pools.h5")), options));
  ASSERT_EQ(table.rows.size(), 6U);
  EXPECT_EQ(table.rows[4][1].text, "arrests/yr");
  EXPECT_NEAR(table.rows[4][4].number.value(), 0.0, 1e-9);
}

// An arm beside itself: a table that says so, in every format, rather than none.
TEST_F(PoolTables, SayWhenNothingDiffers) {
  sample::write_altered(file("alike.h5"), with_pools(), [&](auto& cells, std::size_t) {
    for (std::size_t figure = 0; figure < series.size(); ++figure)
      cells[first_ + figure] = {26, 0, 26, 0, 26, 0};
  });
  const Table table = table_of(compare(ResultReader(file("alike.h5"))));
  EXPECT_TRUE(table.rows.empty());
  EXPECT_TRUE(table.note.starts_with("0 of 2 pools.")) << table.note;
  EXPECT_EQ(printed(table, TableFormat::json), "[]\n");
}

TEST_F(PoolTables, AreLeftOutWhereTheFileLacksAFigure) {
  for (const std::string& name : series) {
    ResultRecord record = with_pools();
    sample::drop_series(record.layout, name);
    sample::write_result(file("lacks.h5"), record, {{0, 1, 2, 3}});
    EXPECT_TRUE(table_of(show(ResultReader(file("lacks.h5")))).columns.empty()) << name;
    EXPECT_TRUE(table_of(compare(ResultReader(file("lacks.h5")), {})).columns.empty()) << name;
  }
}

// In UTF-8 a letter begins with a byte that continues none.
std::size_t letters_in(const std::string& line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

TEST_F(PoolTables, FitTheTerminal) {
  ResultRecord record = with_pools();
  record.layout.pools[0].name = "insiders/a_name_that_is_as_long_as_a_careful_author_makes_it";
  sample::write_result(file("long.h5"), record, {{0, 1, 2, 3}});
  const ResultReader reader(file("long.h5"));
  for (const Table& table : {table_of(show(reader)), table_of(compare(reader, {}))}) {
    ASSERT_FALSE(table.rows.empty());
    std::istringstream lines(printed(table, TableFormat::text));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(letters_in(line), text_width) << line;
  }
}

// As in north_sea.yaml: a port's terminal and its release office must be told apart.
TEST_F(PoolTables, KeepNamesOf26LettersWhole) {
  ResultRecord record = with_pools();
  record.layout.pools[0].name = "insiders/BEANR_release_all";
  sample::write_result(file("names.h5"), record, {{0, 1, 2, 3}});
  const ResultReader reader(file("names.h5"));
  for (const Table& table : {table_of(show(reader)), table_of(compare(reader, {}))})
    EXPECT_NE(printed(table, TableFormat::text).find(record.layout.pools[0].name), std::string::npos);
}

}  // namespace
}  // namespace waterbed
