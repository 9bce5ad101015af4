// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "output/compare.hpp"
#include "output/result_reader.hpp"
#include "output/wrap.hpp"
#include "tests/output/pair_sample.hpp"
#include "tests/output/pair_tables.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

class CompareAPair : public WithFolder {};

bool has_table(const std::vector<Table>& tables, const std::string& key) {
  return std::any_of(tables.begin(), tables.end(), [&key](const Table& table) { return table.key == key; });
}

// The sample of a pair, with a third arm that is in no pair.
ResultRecord with_third_arm() {
  ResultRecord record = pair_sample::record();
  record.layout.arms.emplace_back("gates");
  return record;
}

TEST_F(CompareAPair, BeginsWithThePeriodInWhichTheArmsOfAPairBeginToDiffer) {
  ResultRecord record = pair_sample::record();
  record.layout.pairs[0].from_day = pair_sample::measures_day + 7 * 3;
  pair_sample::write(file("pair.h5"), record);
  const ResultReader reader(file("pair.h5"));
  EXPECT_EQ(compare(reader)[0].rows[2][1].text, "2023-01-02");  // measures_day
  CompareOptions options;
  options.from_day = pair_sample::first_day;
  EXPECT_EQ(compare(reader, options)[0].rows[2][1].text, "2021-01-04");
}

TEST_F(CompareAPair, BeginsWithTheFirstPeriodWhereArmsDifferedBeforeOrNeverDoOrAreNoPair) {
  ResultRecord record = with_third_arm();
  record.layout.pairs[0].from_day = pair_sample::first_day - 70;
  pair_sample::write(file("pair.h5"), record);
  const ResultReader reader(file("pair.h5"));
  EXPECT_EQ(compare(reader)[0].rows[2][1].text, "2021-01-04");
  record.layout.pairs[0].from_day = pair_sample::first_day + 7 * 208;  // the end
  pair_sample::write(file("late.h5"), record);
  EXPECT_EQ(compare(ResultReader(file("late.h5")))[0].rows[2][1].text, "2021-01-04");
  CompareOptions options;
  options.arm = "gates";
  EXPECT_EQ(compare(reader, options)[0].rows[2][1].text, "2021-01-04");
}

// Of the two years with measures the first half-year does not count: the sample is level, so nothing changes.
TEST_F(CompareAPair, CountsAccountsOfTheTimeAskedFor) {
  pair_sample::write(file("pair.h5"));
  CompareOptions options;
  options.from_day = pair_sample::measures_day + 7 * 2;
  const std::vector<Table> made = compare(ResultReader(file("pair.h5")), options);
  EXPECT_EQ(made[0].rows[4][1].number, 78);
  EXPECT_NEAR(number(named(made, "displacement"), "kept_out", "t_per_year"), 62, 1e-5);
  // From the beginning on half of the time has no measures.
  options.from_day = pair_sample::first_day;
  EXPECT_NEAR(number(named(compare(ResultReader(file("pair.h5")), options), "displacement"), "kept_out",
                     "t_per_year"),
              31, 1e-5);
}

TEST_F(CompareAPair, HasNoAccountsOfAPairThatWasNotTallied) {
  pair_sample::write(file("three.h5"), with_third_arm());
  const ResultReader reader(file("three.h5"));
  CompareOptions options;
  options.arm = "gates";
  const std::vector<Table> made = compare(reader, options);
  for (const char* key : {"findings", "displacement", "moves", "seizures", "precision"})
    EXPECT_FALSE(has_table(made, key)) << key;
  EXPECT_EQ(remark_on_untallied_pair(reader, {}), "");
  EXPECT_EQ(
      remark_on_untallied_pair(reader, options),
      "as_it_is and gates are not compared consignment by consignment here; to tally them: waterbed run "
      "four_ports.yaml --set 'pairs=[[as_it_is, tighter], [as_it_is, gates]]'");
  options = {"tighter", "as_it_is", {}, {}};
  EXPECT_EQ(remark_on_untallied_pair(reader, options),
            "tighter and as_it_is are not compared consignment by consignment here; they are the other way "
            "round: --reference as_it_is --arm tighter");
}

TEST_F(CompareAPair, GivesTheOptionsOfTheRunInTheCommandThatTalliesAPair) {
  ResultRecord record = with_third_arm();
  record.scenario.parameters = {{"replicates", "5", "", "", "", "", "option"},
                                {"weeks", "208", "", "", "", "", "four_ports.yaml:3"}};
  record.scenario.files.push_back(
      {"--set", "choice.eta=0.25\npairs=[[as_it_is, tighter]]\ntitle=what's new\n"});
  pair_sample::write(file("three.h5"), record);
  CompareOptions options;
  options.arm = "gates";
  const std::string remark = remark_on_untallied_pair(ResultReader(file("three.h5")), options);
  EXPECT_TRUE(
      remark.ends_with("waterbed run four_ports.yaml --replicates 5 --set 'choice.eta=0.25' --set "
                       "'title=what'\\''s new' --set 'pairs=[[as_it_is, tighter], [as_it_is, gates]]'"))
      << remark;
}

TEST_F(CompareAPair, SaysWithoutAReplicateThatThereIsNone) {
  pair_sample::write(file("none.h5"), pair_sample::record(), {pair_sample::failed_replicate},
                     [](pair_sample::Told&, std::uint32_t) {});
  const std::vector<Table> made = compare(ResultReader(file("none.h5")));
  EXPECT_EQ(named(made, "findings").rows.size(), 1U);
  EXPECT_FALSE(has_table(made, "displacement"));
}

TEST_F(CompareAPair, FitsTheTerminalWithLongNamesAndLargeNumbers) {
  ResultRecord record = pair_sample::record();
  ResultLayout& layout = record.layout;
  layout.arms[1] =
      "much_tighter_controls_at_rotterdam_and_everything_behind_it_from_the_second_half_of_2023_on";
  for (PlaceLabel& place : layout.places) place.title += ", with all of its terminals, quays and anchorages";
  for (LaneLabel& lane : layout.lanes) {
    lane.commodity = "amphetamine_type_stimulants_and_their_precursors";
    lane.method = "containers_with_an_unwitting_shipper_and_two_crews";
    lane.name = lane.commodity + "/" + lane.place + "/" + lane.method;
  }
  layout.pairs[0].touched = {Touch::some_routes, Touch::some_routes, Touch::no_route, Touch::no_route};
  pair_sample::write(file("long.h5"), record, [](pair_sample::Told& told, std::uint32_t replicate) {
    const double tonnes = 1e6 * replicate - 2e6;
    told.tell("kept_out_g", -12345678.9 - tonnes, 0);
    told.tell_kind("displaced_g", ShiftKind::origin, -tonnes);
    told.tell_kind("displaced_stopped_g", ShiftKind::origin, -5e6);
    told.pair["displaced_to_g"] = {tonnes, 5e6, 1, 0};
    told.pair["displaced_through_ties_g"] = {12345.6};
    told.pair["shift_g"] = {0, 1e6};
    told.arms[1]["landed_g"].after = {12345678.9 + tonnes, 5e6, 1e6, 1e6};
  });
  const std::vector<Table> made = compare(ResultReader(file("long.h5")));
  for (const char* key : {"findings", "displacement", "moves", "seizures", "precision"})
    EXPECT_TRUE(has_table(made, key)) << key;
  std::istringstream lines(printed(made, TableFormat::text));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), text_width) << line;
}

}  // namespace
}  // namespace waterbed
