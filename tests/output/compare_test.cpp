// SPDX-License-Identifier: Apache-2.0
#include "output/compare.hpp"

#include <algorithm>
#include <sstream>

#include "output/error.hpp"
#include "sim/base/units.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

class Compare : public WithFolder {
 protected:
  Compare() { sample::write_result(file("sample.h5"), sample::record(), {{0, 1, 2, 3}}); }
  [[nodiscard]] std::vector<Table> tables(const CompareOptions& options = {}) const {
    return compare(ResultReader(file("sample.h5")), options);
  }
};

using Values = std::vector<std::vector<std::int64_t>>;  // [series][cell]

constexpr std::size_t shipped_g = 0;  // in the sample
constexpr std::size_t recorded_g = 6;
constexpr std::size_t first_added = 12;

ResultRecord with_first_published() {
  ResultRecord record = sample::record();
  record.layout.series.push_back(
      {"first_published_g", "g", "of this first published", {Axis::period, Axis::lane}, false});
  return record;
}

ResultRecord with_organisations() {
  ResultRecord record = sample::record();
  record.layout.series.push_back({"dismantled_count", "1", "dismantled", {Axis::period}, true});
  record.layout.series.push_back({"active_organisation_weeks", "1", "active", {Axis::period}, false});
  return record;
}

ResultRecord with_money() {
  ResultRecord record = sample::record();
  record.layout.series.push_back({"money_cents", "cent", "received", {Axis::period, Axis::account}, false});
  return record;
}

bool has_table(const std::vector<Table>& tables, const std::string& key) {
  return std::any_of(tables.begin(), tables.end(), [&key](const Table& table) { return table.key == key; });
}

bool has_flow(const Table& table, const std::string& flow) {
  return std::any_of(table.rows.begin(), table.rows.end(),
                     [&flow](const auto& row) { return row[2].text == flow; });
}

std::string text_of(const std::vector<Cell>& row, std::size_t labels) {
  std::string text;
  for (std::size_t label = 0; label < labels; ++label) text += row[label].text + ' ';
  return text;
}

// Numbers of the row with these labels: A, B, B - A, low, high, saved %.
std::vector<double> numbers(const Table& table, const std::string& labels, std::size_t count) {
  for (const auto& row : table.rows) {
    if (text_of(row, count) != labels + ' ') continue;
    std::vector<double> values;
    for (std::size_t column = count; column < row.size(); ++column)
      values.push_back(row[column].number.value_or(-999));
    return values;
  }
  throw std::runtime_error("no row " + labels);
}

TEST_F(Compare, SaysWhatIsComparedAndHowManyReplicatesWereDropped) {
  const Table table = tables()[0];
  EXPECT_EQ(table.rows[0][1].text, "free");
  EXPECT_EQ(table.rows[1][1].text, "scanners");
  EXPECT_EQ(table.rows[5][1].number, 3);  // used
  EXPECT_EQ(table.rows[6][1].number, 1);  // dropped
  EXPECT_EQ(table.rows[7][1].number, 0);  // not run
}

TEST_F(Compare, GivesThePairedDifferencePerPlace) {
  // Rotterdam has lanes 0 and 1: 6 cells, in arm B each 100000 g more, in every replicate alike.
  const double years = 40 / weeks_per_year;
  const std::vector<double> row = numbers(tables()[1], "NLRTM Rotterdam shipped", 3);
  // Replicates 0, 1, 3: (6e6 + 60000 x 4/3 + 2100) g.
  EXPECT_NEAR(row[0], 6.0821 / years, 1e-9);
  EXPECT_NEAR(row[2], 0.6 / years, 1e-9);
  EXPECT_NEAR(row[3], 0.6 / years, 1e-9);
  EXPECT_NEAR(row[4], 0.6 / years, 1e-9);
  EXPECT_NEAR(row[5], 100, 1e-9);
}

TEST_F(Compare, GivesLanesByPlaceAndMethod) {
  const double years = 40 / weeks_per_year;
  const std::vector<double> row = numbers(tables()[2], "SKÅNE sea_drop shipped", 3);
  EXPECT_EQ(row[0], 0);
  // Cells 2, 5, 8 of arm 1: 3 x 1.1e6 + 3 x 10000 x 4/3 + 1500 g.
  EXPECT_NEAR(row[1], 3.3415 / years, 1e-9);
}

TEST_F(Compare, AddsUpAllLanesInTheTotal) {
  const Table places = tables()[1];
  const double total = numbers(places, "total  seized", 3)[2];
  EXPECT_NEAR(
      total,
      numbers(places, "NLRTM Rotterdam seized", 3)[2] + numbers(places, "SKÅNE Skåne, coast seized", 3)[2],
      1e-9);
}

TEST_F(Compare, TakesOnlyWholePeriodsOfTheTime) {
  // From 2024-02-01 (day 19754) the first quarter is not whole: 27 weeks are left.
  CompareOptions options;
  options.from_day = 19754;
  EXPECT_EQ(tables(options)[0].rows[4][1].number, 27);
  // Until the first day of the third period: only the second is left, cells 3 and 4 of Rotterdam.
  options.until_day = 19905;
  const double years = 13 / weeks_per_year;
  EXPECT_EQ(tables(options)[0].rows[4][1].number, 13);
  EXPECT_NEAR(numbers(tables(options)[1], "NLRTM Rotterdam shipped", 3)[2], 0.2 / years, 1e-9);
}

TEST_F(Compare, ChangesSignWhenTheArmsAreSwapped) {
  const CompareOptions swapped{"scanners", "free", std::nullopt, std::nullopt};
  EXPECT_DOUBLE_EQ(numbers(tables(swapped)[1], "total  landed", 3)[2],
                   -numbers(tables()[1], "total  landed", 3)[2]);
}

TEST_F(Compare, LeavesOutRowsWithoutFlow) {
  sample::write_altered(file("still.h5"), sample::record(), [](Values& series, std::size_t) {
    for (const std::size_t cell : {2, 5, 8}) series[shipped_g][cell] = 0;
  });
  const Table places = compare(ResultReader(file("still.h5")))[1];
  EXPECT_THROW((void)numbers(places, "SKÅNE Skåne, coast shipped", 3), std::runtime_error);
}

TEST_F(Compare, NamesTheArmsWhenOneIsUnknown) {
  try {
    (void)tables({"free", "scanner", std::nullopt, std::nullopt});
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_EQ(error.fault(), OutputFault::request);
    EXPECT_NE(std::string(error.what()).find("no arm scanner; it has free, scanners"), std::string::npos);
  }
}

TEST_F(Compare, RefusesAnArmBesideItself) {
  CompareOptions options;
  options.arm = "free";  // which is the reference, unless told otherwise
  try {
    (void)tables(options);
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_EQ(error.fault(), OutputFault::request);
    EXPECT_NE(std::string(error.what()).find("reference and arm are the same, free"), std::string::npos);
  }
}

TEST_F(Compare, RefusesATimeWithoutPeriods) {
  CompareOptions options;
  options.from_day = 30000;
  EXPECT_THROW((void)tables(options), OutputError);
}

TEST_F(Compare, AddsACommodityColumnOnlyWhenThereAreSeveral) {
  EXPECT_EQ(tables()[2].columns[0].key, "place");
  ResultRecord record = sample::record();
  record.layout.lanes[2].commodity = "heroin";
  sample::write_result(file("two.h5"), record, {{0, 1, 2, 3}});
  EXPECT_EQ(compare(ResultReader(file("two.h5")))[2].columns[0].key, "commodity");
}

TEST_F(Compare, PrintsWithoutIntervalsWhenOneReplicateIsLeft) {
  sample::write_result(file("one.h5"), sample::record(), {{0}});
  const std::vector<Table> one = compare(ResultReader(file("one.h5")));
  EXPECT_EQ(numbers(one[1], "total  shipped", 3)[3], -999);
  EXPECT_EQ(one[0].rows[7][1].number, 3);  // not run
}

TEST_F(Compare, RefusesAResultWithOneArm) {
  ResultRecord record = sample::record();
  record.layout.arms = {"free"};
  sample::write_result(file("one.h5"), record, {{0}});
  EXPECT_THROW((void)compare(ResultReader(file("one.h5"))), OutputError);
}

TEST_F(Compare, RefusesAResultThatLacksAFlow) {
  ResultRecord record = sample::record();
  sample::drop_series(record.layout, "recorded_g");
  sample::write_result(file("sample.h5"), record, {{0, 1, 2, 3}});
  try {
    (void)tables();
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_EQ(error.fault(), OutputFault::file);
    EXPECT_NE(std::string(error.what()).find("it lacks the series recorded_g"), std::string::npos)
        << error.what();
  }
}

TEST_F(Compare, GivesWhatWasFirstPublishedPerPlaceWhereItWasRevised) {
  // In arm B the last cell of Rotterdam, 7 (period 2, lane 1), was 300000 g lighter when first published.
  sample::write_altered(file("revised.h5"), with_first_published(), [](Values& series, std::size_t arm) {
    series[first_added] = series[recorded_g];
    if (arm == 1) series[first_added][7] -= 300000;
  });
  const std::vector<Table> revised = compare(ResultReader(file("revised.h5")));
  const std::vector<double> recorded = numbers(revised[1], "NLRTM Rotterdam recorded", 3);
  const std::vector<double> first = numbers(revised[1], "NLRTM Rotterdam first published", 3);
  EXPECT_EQ(first[0], recorded[0]);
  EXPECT_NEAR(first[1], recorded[1] - 0.3 / (40 / weeks_per_year), 1e-9);
  EXPECT_TRUE(has_flow(revised[1], "first published"));
  EXPECT_FALSE(has_flow(revised[2], "first published"));  // lanes
  EXPECT_NEAR(numbers(revised[1], "total  first published", 3)[1],
              numbers(revised[1], "total  recorded", 3)[1] - 0.3 / (40 / weeks_per_year), 1e-9);
}

TEST_F(Compare, LeavesOutWhatWasFirstPublishedWhereNothingWasRevised) {
  sample::write_altered(file("final.h5"), with_first_published(),
                        [](Values& series, std::size_t) { series[first_added] = series[recorded_g]; });
  EXPECT_FALSE(has_flow(compare(ResultReader(file("final.h5")))[1], "first published"));
  EXPECT_FALSE(has_flow(tables()[1], "first published"));  // a file that does not count it
}

TEST_F(Compare, CountsOrganisationsDismantledAYearAndActiveAtATime) {
  // Arm A: nobody is dismantled, 5 active in each of 40 weeks. Arm B: 1, 2 and 1 are dismantled, 4 active.
  sample::write_altered(file("taken.h5"), with_organisations(), [](Values& series, std::size_t arm) {
    series[first_added] = arm == 0 ? std::vector<std::int64_t>{0, 0, 0} : std::vector<std::int64_t>{1, 2, 1};
    series[first_added + 1] =
        arm == 0 ? std::vector<std::int64_t>{65, 65, 70} : std::vector<std::int64_t>{52, 52, 56};
  });
  const Table table = compare(ResultReader(file("taken.h5")))[3];
  EXPECT_EQ(table.key, "organisations");
  const std::vector<double> dismantled = numbers(table, "dismantled", 1);
  EXPECT_EQ(dismantled[0], 0);
  EXPECT_NEAR(dismantled[1], 4 / (40 / weeks_per_year), 1e-9);
  EXPECT_NEAR(dismantled[3], dismantled[2], 1e-9);  // alike in all replicates
  const std::vector<double> active = numbers(table, "active", 1);
  EXPECT_NEAR(active[0], 5, 1e-9);
  EXPECT_NEAR(active[1], 4, 1e-9);
  EXPECT_NEAR(active[2], -1, 1e-9);
}

TEST_F(Compare, StillShowsOrganisationsDismantledBeforeTheTimeAskedFor) {
  // One is dismantled in the first period of arm B; from day 19814 on, 2 of 3 are at work for 27 weeks.
  sample::write_altered(file("taken.h5"), with_organisations(), [](Values& series, std::size_t arm) {
    series[first_added] = {arm == 0 ? 0 : 1, 0, 0};
    series[first_added + 1] =
        arm == 0 ? std::vector<std::int64_t>{39, 39, 42} : std::vector<std::int64_t>{30, 26, 28};
  });
  CompareOptions options;
  options.from_day = 19814;
  const Table table = compare(ResultReader(file("taken.h5")), options).at(3);
  EXPECT_EQ(numbers(table, "dismantled", 1)[1], 0);
  EXPECT_NEAR(numbers(table, "active", 1)[1], 2, 1e-9);
}

TEST_F(Compare, LeavesOutOrganisationsWhereNobodyWasDismantled) {
  sample::write_altered(file("calm.h5"), with_organisations(), [](Values& series, std::size_t) {
    series[first_added] = {0, 0, 0};
  });
  EXPECT_FALSE(has_table(compare(ResultReader(file("calm.h5"))), "organisations"));
  EXPECT_FALSE(has_table(tables(), "organisations"));  // a file that does not count them
}

// Buyers pay EUR 1 million in each of three periods in arm A and half of it in arm B; 40 weeks in all.
TEST_F(Compare, TellsMoneyByAccountInMillionsAYear) {
  sample::write_altered(file("books.h5"), with_money(), [](Values& series, std::size_t arm) {
    const std::int64_t paid = arm == 0 ? -100000000 : -50000000;
    series[first_added] = {paid, 0, paid, 0, paid, 0};
  });
  const Table table = compare(ResultReader(file("books.h5"))).at(3);
  EXPECT_EQ(table.key, "money");
  ASSERT_EQ(table.rows.size(), 1U);  // nothing for growers
  const std::vector<double> buyers = numbers(table, "buyers", 1);
  EXPECT_NEAR(buyers[0], -3 / (40 / weeks_per_year), 1e-9);
  EXPECT_NEAR(buyers[1], -1.5 / (40 / weeks_per_year), 1e-9);
  EXPECT_NEAR(buyers[2], 1.5 / (40 / weeks_per_year), 1e-9);
}

// From day 19814 on, the first period is left out: growers get EUR 2 million in 27 weeks.
TEST_F(Compare, TellsMoneyOfTheTimeAskedFor) {
  sample::write_altered(file("books.h5"), with_money(), [](Values& series, std::size_t) {
    series[first_added] = {0, 700000000, 0, 50000000, 0, 150000000};
  });
  CompareOptions options;
  options.from_day = 19814;
  const Table table = compare(ResultReader(file("books.h5")), options).at(3);
  EXPECT_NEAR(numbers(table, "growers", 1)[0], 2 / (27 / weeks_per_year), 1e-9);
}

TEST_F(Compare, LeavesOutMoneyWhereThereAreNoBooks) {
  EXPECT_FALSE(has_table(tables(), "money"));
}

TEST_F(Compare, RemarksWhereDatesCutPeriods) {
  // Five weeks after its beginning the first period of 13 is cut: of the 35 weeks to the end 27 remain.
  CompareOptions options;
  options.from_day = 19723 + 35;
  EXPECT_EQ(remark_on_cut_periods(ResultReader(file("sample.h5")), options),
            "27 of the 35 weeks asked for are covered: near the dates asked for, reporting periods begin or "
            "end on 2024-01-01, 2024-04-01");
}

TEST_F(Compare, IsSilentAboutDatesBetweenPeriodsAndOutsideOfThem) {
  CompareOptions options;
  options.from_day = 19814;   // the second period begins
  options.until_day = 30000;  // after the last one
  EXPECT_EQ(remark_on_cut_periods(ResultReader(file("sample.h5")), options), "");
  EXPECT_EQ(remark_on_cut_periods(ResultReader(file("sample.h5")), {}), "");
}

TEST_F(Compare, NamesPeriodsNearATimeWithoutAWholeOne) {
  CompareOptions options;
  options.from_day = 19730;
  options.until_day = 19744;
  try {
    (void)tables(options);
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_NE(std::string(error.what()).find("begin or end on 2024-01-01, 2024-04-01"), std::string::npos);
  }
}

TEST_F(Compare, FitsTheTerminal) {
  ResultRecord record = with_first_published();
  for (const SeriesSpec& series :
       {SeriesSpec{"dismantled_count", "1", "dismantled", {Axis::period}, true},
        SeriesSpec{"active_organisation_weeks", "1", "active", {Axis::period}, false},
        SeriesSpec{"money_cents", "cent", "received", {Axis::period, Axis::account}, false}})
    record.layout.series.push_back(series);
  sample::write_result(file("sample.h5"), record, {{0, 1, 2, 3}});
  EXPECT_TRUE(has_table(tables(), "organisations"));
  EXPECT_TRUE(has_table(tables(), "money"));
  std::istringstream lines(printed(tables(), TableFormat::text));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), text_width);
}

}  // namespace
}  // namespace waterbed
