// SPDX-License-Identifier: Apache-2.0
#include "config/csv.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

std::optional<CsvTable> read(std::string_view text, Mistakes& mistakes) {
  TableRoom room;
  return read_csv("t.csv", text, room, mistakes);
}

std::string mistakes_in(std::string_view text, TableRoom room = {}) {
  Mistakes mistakes;
  static_cast<void>(read_csv("t.csv", text, room, mistakes));
  return mistakes.printed();
}

TEST(Csv, ReadsQuotedCellsWithCommasQuotesAndLines) {
  Mistakes mistakes;
  const auto table = read("a,b\r\n\"x, \"\"y\"\"\",\"1\n2\"\r\nlast,\r\n", mistakes);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 2U);
  EXPECT_EQ(table->rows[0][0].text, "x, \"y\"");
  EXPECT_EQ(table->rows[0][1].text, "1\n2");
  EXPECT_EQ(table->rows[1][0].at.line, 4);
  EXPECT_EQ(table->rows[1][1].text, "");
  EXPECT_TRUE(mistakes.empty());
}

TEST(Csv, CountsColumnsInCharactersAndSkipsAByteOrderMark) {
  Mistakes mistakes;
  const auto table = read(
      "\xEF\xBB\xBF"
      "a,b\nüü,7",
      mistakes);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->header[0].text, "a");
  EXPECT_EQ(table->rows[0][1].at.line, 2);
  EXPECT_EQ(table->rows[0][1].at.column, 4);
}

TEST(Csv, RefusesWrongQuotes) {
  EXPECT_EQ(
      mistakes_in("a\nx\"y\n"),
      "t.csv:2:2: a quote stands inside a cell: put the whole cell in quotes and double those inside\n");
  EXPECT_EQ(mistakes_in("a\n\"x\"y\n"), "t.csv:2:4: text follows the closing quote of a cell\n");
  EXPECT_EQ(mistakes_in("a\n\"x\n"), "t.csv:2:1: this quoted cell is not closed\n");
}

TEST(Csv, RefusesRaggedRowsAndKeepsTheOthers) {
  Mistakes mistakes;
  const auto table = read("a,b\n1\n1,2\n\n1,2,3\n", mistakes);
  EXPECT_EQ(mistakes.printed(),
            "t.csv:2:1: the row has 1 cell, the header has 2: a comma or a cell is missing\n"
            "t.csv:5:1: the row has 3 cells, the header has 2: put a cell with a comma in quotes\n");
  EXPECT_EQ(table->rows.size(), 1U);
}

TEST(Csv, RefusesOtherSeparatorsOnce) {
  const std::string advice = ": save the table with commas, and numbers with points\n";
  EXPECT_EQ(mistakes_in("name;low\nA;1,5\nB;1,7\n"), "t.csv:1:1: columns stand apart by semicolons" + advice);
  EXPECT_EQ(mistakes_in("name\tlow\nA\t1\n"), "t.csv:1:1: columns stand apart by tabs" + advice);
}

TEST(Csv, RefusesMoreRowsAndCellsThanThereIsRoomFor) {
  EXPECT_EQ(mistakes_in("a,b\n1,2\n3,4\n", {2, 6}), "");
  EXPECT_EQ(mistakes_in("a,b\n1,2\n3,4\n5,6\n", {1, 100}),
            "t.csv:3:1: all tables together have more than 100000 rows\n");
  EXPECT_EQ(mistakes_in("a,b\n1,2\n3,4\n", {2, 5}),
            "t.csv:3:3: all tables together have more than 1000000 cells\n");
  EXPECT_EQ(mistakes_in(",,,,,,\n", {1, 3}), "t.csv:1:4: all tables together have more than 1000000 cells\n");
}

TEST(Csv, RefusesHeadersWithoutOrWithEqualNames) {
  EXPECT_EQ(mistakes_in("a,,a\n"),
            "t.csv:1:3: column 2 has no name\nt.csv:1:4: column a is repeated: it is already column 1\n");
  EXPECT_EQ(mistakes_in("\n\n"), "t.csv: the file has no header line\n");
}

}  // namespace
}  // namespace waterbed
