// SPDX-License-Identifier: Apache-2.0
#include "output/show.hpp"

#include <sstream>

#include "output/error.hpp"
#include "output/flows.hpp"
#include "sim/base/units.hpp"
#include "tests/output/pair_sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

class Show : public WithFolder {
 protected:
  Show() { sample::write_result(file("sample.h5"), sample::record(), {{0, 1, 2, 3}}); }
  [[nodiscard]] std::vector<Table> tables() const { return show(ResultReader(file("sample.h5"))); }
  // Why the file cannot be shown.
  [[nodiscard]] std::string refusal() const {
    try {
      (void)tables();
    } catch (const OutputError& error) {
      EXPECT_EQ(error.fault(), OutputFault::file);
      return error.what();
    }
    return "";
  }
};

std::vector<Cell> row_with(const Table& table, const std::string& first, const std::string& second = "") {
  for (const auto& row : table.rows) {
    if (row[0].text == first && (second.empty() || row[1].text == second)) return row;
  }
  throw std::runtime_error("no row " + first + " " + second);
}

TEST_F(Show, TellsWhatIsInTheFile) {
  const Table table = tables()[0];
  EXPECT_EQ(row_with(table, "from")[1].text, "2024-01-01");
  // 40 weeks = 280 days from 2024-01-01, a leap year: day 281 is 2024-10-07.
  EXPECT_EQ(row_with(table, "until")[1].text, "2024-10-07");
  EXPECT_EQ(row_with(table, "weeks")[1].number, 40);
  EXPECT_EQ(row_with(table, "lanes")[1].number, 3);
}

TEST_F(Show, CountsRunsPerArm) {
  const Table table = tables()[1];
  EXPECT_EQ(row_with(table, "free")[1].number, 4);
  EXPECT_EQ(row_with(table, "scanners")[1].number, 3);
  EXPECT_EQ(row_with(table, "scanners")[2].number, 1);
  EXPECT_EQ(row_with(table, "scanners")[3].number, 0);
}

TEST_F(Show, GivesFlowsPerYear) {
  // Series 0, arm 0: cells 0, 1, 3, 4, 6, 7 hold 1e6 + 10000 r + 100 i grams: 6e6 + 60000 r + 2100 in all.
  // Mean over r = 0..3: 6092100 g = 6.0921 t in 40 weeks.
  const std::vector<Cell> row = row_with(tables()[2], "free", "shipped");
  EXPECT_NEAR(*row[2].number, 6.0921, 1e-9);
  EXPECT_NEAR(*row[3].number, 6.0921 * weeks_per_year / 40, 1e-9);
  EXPECT_LT(*row[4].number, *row[3].number);
  EXPECT_GT(*row[5].number, *row[3].number);
}

TEST_F(Show, AddsUpStages) {
  // Series 3, arm 0: of 18 cells those with i % 3 != 2 hold 4e6 + 10000 r + 100 i grams. Sum of these i:
  // 153 - (2 + 5 + 8 + 11 + 14 + 17) = 96. Mean: 12 x 4e6 + 12 x 15000 + 9600 = 48189600 g.
  EXPECT_NEAR(*row_with(tables()[2], "free", "seized")[2].number, 48.1896, 1e-9);
}

// Arm 0, cells 0, 1, 3, 4, 6, 7, mean over r = 0..3 as above: recorded_lots, series 7, 6 x 8e6 + 90000 +
// 2100; recorded_g, series 6, 42092100 g; first_published_lots, series 8, 54092100. Lane 2, of the coast, is
// empty.
TEST_F(Show, GivesSeizuresOnRecordByPlace) {
  const Table table = tables()[3];
  EXPECT_EQ(table.key, "seizures");
  const std::vector<Cell> row = row_with(table, "NLRTM");
  EXPECT_NEAR(*row[2].number, 48092100, 1e-6);
  EXPECT_NEAR(*row[3].number, 42092.1 / 48092100, 1e-12);
  EXPECT_NEAR(*row[4].number, 54092100, 1e-6);
  EXPECT_NEAR(*row[5].number, 100 * 54092100.0 / 48092100, 1e-9);
  EXPECT_EQ(table.rows.size(), 2U);  // Rotterdam and the total
  EXPECT_EQ(row_with(table, "total")[2].number, row[2].number);
}

TEST_F(Show, TellsWhatWasFirstPublishedOnlyWhereItWasRevised) {
  ResultRecord record = sample::record();
  sample::drop_series(record.layout, "first_published_lots");
  sample::write_result(file("sample.h5"), record, {{0, 1, 2, 3}});
  EXPECT_EQ(tables()[3].columns.size(), 4U);
}

TEST_F(Show, TellsInWhichArmFiguresWereRevised) {
  constexpr std::size_t recorded_lots = 7;
  constexpr std::size_t first_published_lots = 8;
  sample::write_altered(file("sample.h5"), sample::record(),
                        [](std::vector<std::vector<std::int64_t>>& series, std::size_t arm) {
                          for (std::int64_t& lots : series[recorded_lots]) lots = 4;  // in 9 cells: 36
                          series[first_published_lots] = series[recorded_lots];
                          if (arm == 1) series[first_published_lots][0] = 1;  // 33
                        });
  EXPECT_EQ(tables()[3].columns.size(), 4U);  // the reference is not revised
  const Table table = tables()[4];
  EXPECT_EQ(table.key, "first_published");
  EXPECT_EQ(row_with(table, "free")[2].number, 36);
  EXPECT_EQ(row_with(table, "scanners")[1].number, 36);
  EXPECT_EQ(row_with(table, "scanners")[2].number, 33);
  EXPECT_NEAR(*row_with(table, "scanners")[3].number, 100.0 * 33 / 36, 1e-9);
}

TEST_F(Show, LeavesOutFirstPublishedFiguresWhereNoArmHasRevisedOnes) {
  ResultRecord record = sample::record();
  sample::drop_series(record.layout, "first_published_lots");
  sample::write_result(file("sample.h5"), record, {{0, 1, 2, 3}});
  EXPECT_EQ(tables().size(), 4U);
}

// As programs wrote it that counted neither sources nor sizes.
TEST_F(Show, LeavesOutTheTableThatAnOlderFileCannotFill) {
  ResultRecord record = sample::record();
  for (const char* name : {"recorded_lots", "first_published_lots", "seized_size_lots", "seized_source_g"})
    sample::drop_series(record.layout, name);
  record.layout.source_places.clear();
  record.layout.lot_size_classes.clear();
  record.layout.accounts.clear();
  record.layout.pools.clear();
  sample::drop_series(record.layout, "pool_jobs");
  sample::write_result(file("sample.h5"), record, {{0, 1, 2, 3}});
  EXPECT_FALSE(Hdf5File::open(file("sample.h5")).has_variable("source_place"));
  EXPECT_FALSE(Hdf5File::open(file("sample.h5")).has_variable("account"));
  EXPECT_EQ(tables().size(), 3U);
}

// What the file lacks must not look like what did not happen.
TEST_F(Show, RefusesAResultThatLacksAFlow) {
  for (const FlowName& flow : all_flows) {
    ResultRecord record = sample::record();
    sample::drop_series(record.layout, flow.series);
    sample::write_result(file("sample.h5"), record, {{0, 1, 2, 3}});
    const std::string sentence = refusal();
    EXPECT_NE(sentence.find("sample.h5: it lacks the series " + std::string(flow.series)), std::string::npos)
        << sentence;
  }
}

TEST_F(Show, RefusesAFlowThatIsNotCountedByLane) {
  ResultRecord record = sample::record();
  record.layout.series.front().axes = {Axis::period};  // shipped_g
  sample::write_result(file("sample.h5"), record, {{0, 1, 2, 3}});
  const std::string sentence = refusal();
  EXPECT_NE(sentence.find("its series shipped_g has no lane"), std::string::npos) << sentence;
}

TEST_F(Show, TellsWhichPairsItHasAndWhatTheirMeasuresTouch) {
  ResultRecord record = pair_sample::record();
  record.layout.pairs.push_back(
      {"tighter/as_it_is", 1, 0, pair_sample::first_day, pair_sample::measures_day, {}});
  record.layout.pairs[1].touched.assign(pair_sample::ports, Touch::no_route);
  pair_sample::write(file("sample.h5"), record);
  const Table table = tables()[2];
  EXPECT_EQ(table.key, "pairs");
  const auto texts = [&](std::size_t row) {
    std::vector<std::string> list;
    for (const Cell& cell : table.rows.at(row)) list.push_back(cell.text);
    return list;
  };
  EXPECT_EQ(texts(0), (std::vector<std::string>{"as_it_is", "tighter", "Rotterdam", "2023-01-02", ""}));
  EXPECT_EQ(texts(1),
            (std::vector<std::string>{"tighter", "as_it_is", "no route", "2021-01-04", "2023-01-02"}));
}

TEST_F(Show, LeavesOutPairsWhereNoneWasTold) {
  for (const Table& table : tables()) EXPECT_NE(table.key, "pairs");
}

TEST_F(Show, FitsTheTerminal) {
  std::istringstream lines(printed(tables(), TableFormat::text));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), text_width);
}

}  // namespace
}  // namespace waterbed
