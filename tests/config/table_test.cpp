// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "config/scenario.hpp"
#include "tests/config/sample_blocks.hpp"

namespace waterbed {
namespace {

class TableTest : public testing::Test {
 protected:
  ScenarioReading read(const std::string& blocks) const {
    return read_scenario(folder_.write("s.yaml", "waterbed: 1\nstart: 2022-01-03\n" + blocks),
                         sample::blocks());
  }
  void write(const std::string& name, const std::string& text) const { folder_.write(name, text); }

 private:
  sample::Folder folder_;
};

TEST_F(TableTest, GivesOneEntryARowAndYamlOverridesItKeyByKey) {
  write("p.csv",
        "name,latitude_deg,latitude_deg_low,latitude_deg_high,recorded,source,url,note\n"
        "NLRTM,51.9,51,52,,atlas,http://a,x\n"
        "BEANR,51.2,,,0.5,,,\n");
  const ScenarioReading reading =
      read("places:\n  table: p.csv\n  source: block\n  NLRTM: {recorded: 0.7}\n");
  ASSERT_EQ(reading.mistakes.printed(), "");
  const auto& places = reading.scenario.arms[0].parameters.named<sample::PlaceParams>();
  EXPECT_EQ(places.names, (std::vector<std::string>{"NLRTM", "BEANR"}));
  EXPECT_EQ(places.values[0].latitude.value(), 51.9);
  EXPECT_EQ(places.values[0].recorded.value(), 0.7);
  EXPECT_EQ(places.values[1].recorded.value(), 0.5);
  const auto& records = reading.scenario.record.parameters;
  const auto latitude = std::find_if(records.begin(), records.end(), [](const ParameterRecord& record) {
    return record.path == "places.NLRTM.latitude_deg";
  });
  ASSERT_NE(latitude, records.end());
  EXPECT_EQ(latitude->source, "atlas, http://a");
  EXPECT_EQ(latitude->high, "52");
  EXPECT_EQ(latitude->origin, "p.csv:2");
  ASSERT_EQ(reading.scenario.record.files.size(), 2U);
  EXPECT_EQ(reading.scenario.record.files[1].name, "p.csv");
}

TEST_F(TableTest, NamesEntriesByTheirPartsEvenWhereOneIsCalledSource) {
  write("strata.csv", "source,place,stream,legal_units_per_week\nA,B,boxes,7\nB,A,boxes,8\n");
  const ScenarioReading reading = read(
      "places: {A: {latitude_deg: 1}, B: {latitude_deg: 2}}\nstreams: {boxes: {}}\n"
      "strata: {table: strata.csv}\n");
  ASSERT_EQ(reading.mistakes.printed(), "");
  const auto& strata = reading.scenario.arms[0].parameters.named<sample::StratumParams>();
  EXPECT_EQ(strata.names, (std::vector<std::string>{"A/B/boxes", "B/A/boxes"}));
  EXPECT_EQ(strata.values[1].legal.value(), 8);
}

TEST_F(TableTest, TellsKindsApartByAColumn) {
  write("i.csv", "name,kind,place,streams,found\ngate,scanner,A,boxes bags,\nlab,rate,,,0.3\n");
  const ScenarioReading reading =
      read("places: {A: {latitude_deg: 1}}\nstreams: {boxes: {}, bags: {}}\ninstruments: {table: [i.csv]}\n");
  ASSERT_EQ(reading.mistakes.printed(), "");
  const auto& parameters = reading.scenario.arms[0].parameters;
  EXPECT_EQ(parameters.named<sample::ScannerParams>().values[0].streams,
            (std::vector<std::string>{"boxes", "bags"}));
  EXPECT_EQ(parameters.named<sample::RateParams>().values[0].found.value(), 0.3);
}

TEST_F(TableTest, RefusesAnUnknownColumnOnceAndNotForEveryRow) {
  write("p.csv", "name,latitude\nA,1\nB,2\n");
  EXPECT_EQ(read("places: {table: p.csv}\n").mistakes.printed(),
            "p.csv:1:6: places: column latitude is not a key: write latitude_deg\n"
            "p.csv:2:1: places.A.latitude_deg must be given: north positive\n"
            "p.csv:3:1: places.B.latitude_deg must be given: north positive\n");
}

TEST_F(TableTest, RefusesRepeatedRowsAndBoundsWithoutAValue) {
  write("p.csv", "name,latitude_deg,recorded,recorded_low\nA,1,,0.1\nA,2,1,\n");
  EXPECT_EQ(read("places: {table: p.csv}\n").mistakes.printed(),
            "p.csv:2:5: places.A.recorded has no value: share of seizures that is recorded\n"
            "p.csv:3:1: places.A already has a row: p.csv:2\n");
}

TEST_F(TableTest, LimitsTheRowsOfAllTablesTogether) {
  for (const char* name : {"p", "q"}) {
    std::string table = "name,latitude_deg\n";
    for (int row = 0; row < 60'000; ++row) table += name + std::to_string(row) + ",1\n";
    write(std::string(name) + ".csv", table);
  }
  EXPECT_EQ(read("places: {table: p.csv}\n").mistakes.printed(), "");
  EXPECT_EQ(read("places: {table: [p.csv, q.csv]}\n").mistakes.printed(),
            "q.csv:40002:1: all tables together have more than 100000 rows\n");
}

TEST_F(TableTest, LimitsThePathsThatAreComparedWithItsRows) {
  std::string places = "name,latitude_deg\n";
  for (int place = 0; place < 200; ++place) places += "p" + std::to_string(place) + ",1\n";
  write("places.csv", places);
  std::string strata = "name\n";
  std::string changes;
  // 40,000 strata are more than 40,000 numbers; 1250 paths with * would be compared with each.
  for (int row = 0; row < 40'000; ++row) {
    const std::string ports = "p" + std::to_string(row / 200) + "/p" + std::to_string(row % 200);
    strata += ports + "/c\n";
    if (row < 1250) changes += "      strata." + ports + "/*.legal_units_per_week: {add: 0}\n";
  }
  write("strata.csv", strata);
  const std::string blocks = "places: {table: places.csv}\nstreams: {c: {}}\nstrata: {table: strata.csv}\n";
  const ScenarioReading reading =
      read(blocks + "measures:\n  m:\n    from: 2022-01-03\n    change:\n" + changes);
  EXPECT_TRUE(reading.mistakes.printed().ends_with(
      ": so many paths with * cannot be compared with so many numbers\n"))
      << reading.mistakes.printed();
}

}  // namespace
}  // namespace waterbed
