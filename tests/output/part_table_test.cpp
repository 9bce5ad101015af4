// SPDX-License-Identifier: Apache-2.0
#include "output/part_table.hpp"

#include <algorithm>
#include <sstream>

#include <gmock/gmock.h>

#include "output/compare.hpp"
#include "output/show.hpp"
#include "sim/base/units.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

constexpr double years = 40 / weeks_per_year;

ResultRecord with_parts() {
  ResultRecord record = sample::record();
  record.layout.parts = {{"quay", "Quay, east", "NLRTM"}, {"depot", "Depot", "NLRTM"}};
  for (const char* name : {"part_shipped_g", "part_landed_g"})
    record.layout.series.push_back({name, "g", name, {Axis::period, Axis::part}, false});
  return record;
}

// Over 40 weeks 8 t land by the quay in arm A and 5 in B; by the depot, in the last period, 1 and 3; as much
// again is shipped.
void set_parts(std::vector<std::vector<std::int64_t>>& series, std::size_t arm) {
  const std::size_t first_part_series = sample::record().layout.series.size();
  constexpr std::int64_t tonne = 1000000;
  std::vector<std::int64_t>& landed = series[first_part_series + 1];
  landed = {(arm == 0 ? 8 : 5) * tonne, 0, 0, 0, 0, (arm == 0 ? 1 : 3) * tonne};
  series[first_part_series] = landed;
  for (std::int64_t& grams : series[first_part_series]) grams *= 2;
}

class PartTable : public WithFolder {
 protected:
  PartTable() { sample::write_altered(file("parts.h5"), with_parts(), set_parts); }
  [[nodiscard]] ResultReader reader() const { return ResultReader(file("parts.h5")); }
};

const Table& parts_of(const std::vector<Table>& tables) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [](const Table& table) { return table.key == "parts"; });
  if (found == tables.end()) throw std::runtime_error("no table of parts");
  return *found;
}

std::string labels_of(const std::vector<Cell>& row) {
  std::string text;
  for (const Cell& cell : row)
    if (!cell.number) text += cell.text + '|';
  return text;
}

// The first numbers of a row. What pairing saved is the last of compare: of equal replicates it is noise.
void expect_numbers(const std::vector<Cell>& row, const std::vector<double>& expected) {
  std::vector<double> numbers;
  for (const Cell& cell : row)
    if (cell.number && numbers.size() < expected.size()) numbers.push_back(*cell.number);
  ASSERT_EQ(numbers.size(), expected.size());
  for (std::size_t column = 0; column < numbers.size(); ++column)
    EXPECT_NEAR(numbers[column], expected[column], 1e-9) << column;
}

TEST_F(PartTable, IsReadBackWithItsLabels) {
  const ResultReader file = reader();
  ASSERT_EQ(file.layout().parts.size(), 2U);
  EXPECT_EQ(file.layout().parts[0].name, "quay");
  EXPECT_EQ(file.layout().parts[0].title, "Quay, east");
  EXPECT_EQ(file.layout().parts[1].place, "NLRTM");
}

// A, B, B - A and its interval, the same in all replicates.
TEST_F(PartTable, OfCompareGivesThePairedDifference) {
  const std::vector<Table> tables = compare(reader(), {});
  const Table& table = parts_of(tables);
  ASSERT_EQ(table.rows.size(), 4U);
  EXPECT_THAT(labels_of(table.rows[0]), testing::StartsWith("NLRTM|quay|Quay, east|shipped|"));
  EXPECT_THAT(labels_of(table.rows[3]), testing::StartsWith("NLRTM|depot|Depot|landed|"));
  expect_numbers(table.rows[0], {16 / years, 10 / years, -6 / years, -6 / years, -6 / years});
  expect_numbers(table.rows[3], {1 / years, 3 / years, 2 / years, 2 / years, 2 / years});
}

// From 2024-04-01 on 27 weeks are left.
TEST_F(PartTable, OfCompareKeepsToTheTimeAskedFor) {
  CompareOptions options;
  options.from_day = 19814;
  const std::vector<Table> tables = compare(reader(), options);
  const double shorter = 27 / weeks_per_year;
  expect_numbers(parts_of(tables).rows[1], {0, 0, 0, 0, 0});
  expect_numbers(parts_of(tables).rows[3], {1 / shorter, 3 / shorter, 2 / shorter, 2 / shorter, 2 / shorter});
}

TEST_F(PartTable, OfShowGivesEveryArm) {
  const std::vector<Table> tables = show(reader());
  const Table& table = parts_of(tables);
  ASSERT_EQ(table.rows.size(), 8U);
  EXPECT_EQ(labels_of(table.rows[1]), "free|NLRTM|quay|Quay, east|landed|");
  expect_numbers(table.rows[1], {8 / years, 8 / years, 8 / years});
  EXPECT_EQ(labels_of(table.rows[7]), "scanners|NLRTM|depot|Depot|landed|");
  expect_numbers(table.rows[7], {3 / years, 3 / years, 3 / years});
}

TEST_F(PartTable, FitsTheTerminal) {
  for (const std::vector<Table>& tables : {compare(reader(), {}), show(reader())}) {
    std::istringstream lines(printed(tables, TableFormat::text));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), text_width) << line;
  }
}

TEST_F(PartTable, IsLeftOutWhereThereAreNoParts) {
  sample::write_result(file("sample.h5"), sample::record(), {{0, 1, 2, 3}});
  const ResultReader whole(file("sample.h5"));
  EXPECT_THROW((void)parts_of(compare(whole, {})), std::runtime_error);
  EXPECT_THROW((void)parts_of(show(whole)), std::runtime_error);
  EXPECT_FALSE(Hdf5File::open(file("sample.h5")).has_variable("part"));
}

}  // namespace
}  // namespace waterbed
