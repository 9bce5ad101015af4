// SPDX-License-Identifier: Apache-2.0
#include "output/table.hpp"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "sim/base/check.hpp"

namespace waterbed {
namespace {

Table fruit() {
  return {"fruit",
          "Fruit",
          {{"name", "name"}, {"mass", "mass_kg", Align::right}},
          {{Cell{"apple"}, number_cell(1.25, 1)}, {Cell{"pear, \"ripe\""}, Cell{}}}};
}

TEST(Table, AlignsTextTwoSpacesApart) {
  // 1.25 rounds to even: 1.2.
  EXPECT_EQ(printed(fruit(), TableFormat::text),
            "Fruit\n"
            "name          mass\n"
            "apple          1.2\n"
            "pear, \"ripe\"\n");
}

TEST(Table, GivesNumbersAsNumbersInJson) {
  const auto json = nlohmann::json::parse(printed(fruit(), TableFormat::json));
  EXPECT_EQ(json[0]["mass_kg"], 1.25);
  EXPECT_TRUE(json[1]["mass_kg"].is_null());
  EXPECT_EQ(json[1]["name"], "pear, \"ripe\"");
}

TEST(Table, QuotesFieldsOfCsv) {
  EXPECT_EQ(printed(fruit(), TableFormat::csv),
            "name,mass_kg\n"
            "apple,1.25\n"
            "\"pear, \"\"ripe\"\"\",\n");
}

TEST(Table, KeepsWholeNumbersWhole) {
  const Table table{"t", "", {{"n", "n", Align::right}}, {{whole_cell(20240101)}}};
  EXPECT_EQ(printed(table, TableFormat::csv), "n\n20240101\n");
  EXPECT_EQ(nlohmann::json::parse(printed(table, TableFormat::json))[0]["n"].dump(), "20240101");
}

TEST(Table, PutsSeveralUnderTheirKeysInJson) {
  const std::vector<Table> tables{fruit(), fruit()};
  EXPECT_TRUE(nlohmann::json::parse(printed(tables, TableFormat::json))["fruit"].is_array());
  EXPECT_NE(printed(tables, TableFormat::text).find("\n\nFruit\n"), std::string::npos);
}

TEST(Table, KeepsColumnsForProgramsFromPeople) {
  Table table = fruit();
  table.columns.insert(table.columns.begin(), {"", "unit", Align::left, Overflow::cut, Audience::programs});
  for (std::vector<Cell>& row : table.rows) row.insert(row.begin(), Cell{"kg"});
  for (const TableFormat format : {TableFormat::text, TableFormat::markdown})
    EXPECT_EQ(printed(table, format), printed(fruit(), format));
  EXPECT_EQ(nlohmann::json::parse(printed(table, TableFormat::json))[1]["unit"], "kg");
  EXPECT_TRUE(printed(table, TableFormat::csv).starts_with("unit,name,mass_kg\nkg,apple,1.25\n"));
}

TEST(Table, CutsLongNamesToFitTheTerminal) {
  std::string name;
  for (int letter = 0; letter < 120; ++letter) name += "å";  // two bytes each
  const Table table{"t", "", {{"name", "name"}, {"n", "n", Align::right}}, {{Cell{name}, whole_cell(7)}}};
  const std::string line =
      printed(table, TableFormat::text).substr(printed(table, TableFormat::text).find("å"));
  // 100 columns: 95 letters' room for names, "..", two spaces, one digit; the name has 120 letters.
  std::string expected;
  for (int letter = 0; letter < 95; ++letter) expected += "å";
  EXPECT_EQ(line, expected + "..  7\n");
  EXPECT_NE(printed(table, TableFormat::csv).find(name), std::string::npos);
}

TEST(Table, AlignsLettersOfSeveralBytes) {
  const Table table{"t", "", {{"n", "n"}, {"m", "m"}}, {{Cell{"å"}, Cell{"x"}}, {Cell{"ab"}, Cell{"y"}}}};
  EXPECT_EQ(printed(table, TableFormat::text), "n   m\nå   x\nab  y\n");
}

// A name from a file must not colour, move or rename anything on the terminal. Letters stay: the second byte
// of "Â" (C3 82) and the first of U+00A9 (C2 A9) look like parts of control characters.
TEST(Table, PrintsControlCharactersAsSpacesInText) {
  const Table table{"t",
                    "a\033]0;b\a",
                    {{"n\n", "n"}, {"m", "m"}},
                    {{Cell{"\033[31mred\x7f."}, Cell{"\xc2\x9bÂ\tz\xc2\xa9"}}}};
  EXPECT_EQ(printed(table, TableFormat::text),
            "a ]0;b \n"
            "n           m\n"
            " [31mred .   Â z\xc2\xa9\n");
  EXPECT_NE(printed(table, TableFormat::csv).find("\033[31mred"), std::string::npos);
}

// Titles and notes hold names of places, too.
TEST(Table, WrapsAndCleansTitlesAndNotes) {
  const Table table{"t", "a\x1b[2J " + std::string(99, 'b'), {{"c", "c"}}, {{{"d"}}}, "e\nf"};
  EXPECT_EQ(printed(table, TableFormat::text), "a [2J\n" + std::string(99, 'b') + "\ne f\nc\nd\n");
}

TEST(Table, IsMarkdownOnDemand) {
  Table table{
      "t", "Fruit", {{"name", "name"}, {"count", "count", Align::right}}, {{{"a | b*"}, whole_cell(3)}}};
  table.note = "Of the garden.";
  EXPECT_EQ(printed(table, TableFormat::markdown),
            "## Fruit\n\nOf the garden.\n\n| name | count |\n|---|---:|\n| a \\| b\\* | 3 |\n");
}

TEST(Table, WrapsCellsThatAskForIt) {
  const std::string words =
      "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
  const Table table{
      "t", "", {{"n", "n"}, {"long", "long", Align::left, Overflow::wrap}}, {{{"a"}, {words + " " + words}}}};
  const std::string text = printed(table, TableFormat::text);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
  EXPECT_EQ(text.find(".."), std::string::npos);
}

TEST(Table, PrintsNoMinusZero) {
  EXPECT_EQ(number_cell(-0.001, 1).text, "0.0");
}

TEST(Table, HasNoInfinityInJson) {
  const Table table{"t", "", {{"n", "n"}}, {{number_cell(std::numeric_limits<double>::infinity(), 1)}}};
  EXPECT_TRUE(nlohmann::json::parse(printed(table, TableFormat::json))[0]["n"].is_null());
}

TEST(Table, SurvivesTextThatIsNotUtf8) {
  const Table table{"t", "", {{"n", "n"}}, {{Cell{"\xff"}}}};
  EXPECT_NO_THROW((void)printed(table, TableFormat::json));
}

TEST(Table, RefusesARowOfAnotherLength) {
  Table table = fruit();
  table.rows[0].pop_back();
  EXPECT_THROW((void)printed(table, TableFormat::text), Broken);
}

}  // namespace
}  // namespace waterbed
