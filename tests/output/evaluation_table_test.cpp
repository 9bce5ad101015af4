// SPDX-License-Identifier: Apache-2.0
#include "output/evaluation_table.hpp"

#include <string>
#include <vector>

#include "output/error.hpp"
#include "output/result_reader.hpp"
#include "tests/output/pair_sample.hpp"
#include "tests/output/pair_tables.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

using pair_sample::Told;

constexpr auto nothing = [](Told&, std::uint32_t) {};

class EvaluationTable : public WithFolder {
 protected:
  [[nodiscard]] std::vector<Table> tables(const CompareOptions& options = {},
                                          const pair_sample::Alter& alter = nothing,
                                          const ResultRecord& record = pair_sample::record()) const {
    pair_sample::write(file("pair.h5"), record, alter);
    return compare(ResultReader(file("pair.h5")), options);
  }
  [[nodiscard]] Table table(const pair_sample::Alter& alter = nothing,
                            const ResultRecord& record = pair_sample::record()) const {
    return named(tables({}, alter, record), "seizures");
  }
  // Why a control place is refused.
  [[nodiscard]] std::string refusal(const std::string& control) const {
    try {
      (void)tables({{}, {}, {}, {}, control});
    } catch (const OutputError& error) {
      EXPECT_EQ(error.fault(), OutputFault::request);
      return error.what();
    }
    return "";
  }
};

// MODEL, case 7: R 100 to 60, D 50 to 62, C 200 to 210.
TEST_F(EvaluationTable, GivesTheQuotientsOfAHandMadeCase) {
  const Table made = table();
  EXPECT_NEAR(number(made, "before_after_change", "recorded"), -.4, 1e-6);
  // (62/210 - 50/200) / (60/210 - 100/200).
  EXPECT_NEAR(number(made, "weighted_displacement_quotient", "recorded"), -.21111, 1e-5);
  // (100 + 50) x 210/200 - 60 - 62.
  EXPECT_NEAR(number(made, "total_net_effect", "recorded"), 35.5, 1e-5);
  EXPECT_NEAR(number(made, "offset", "recorded"), 12. / 40, 1e-6);
}

TEST_F(EvaluationTable, SetsTheTruthAndTheBiasBesideThem) {
  const Table made = table();
  // Landed in R 300 in A and 238 in B, elsewhere 350 and 350 + 40.9 - 1.5: Algeciras, too, as no control is
  // needed. So the net effect is what is really gone.
  EXPECT_NEAR(number(made, "before_after_change", "truth"), -62. / 300, 1e-6);
  EXPECT_NEAR(number(made, "weighted_displacement_quotient", "truth"), -39.4 / 62, 1e-6);
  EXPECT_NEAR(number(made, "relative_net_effect", "truth"), 22.6 / 650, 1e-7);
  EXPECT_NEAR(number(made, "relative_net_effect", "bias"), 35.5 / 150 - 22.6 / 650, 1e-6);
  EXPECT_FALSE(optional_number(made, "total_net_effect", "truth"));  // tonnes seized are not tonnes landed
  EXPECT_NEAR(number(made, "offset", "truth"), 39.4 / 62, 1e-6);
  EXPECT_NEAR(number(made, "offset", "bias"), .3 - 39.4 / 62, 1e-6);
}

TEST_F(EvaluationTable, GivesMediansAndRangesOverReplicates) {
  // As landed in B the offset is 30.9/59, 35.9/61, 35.9/63 and 40.9/65: the middle two are the last but one
  // and the second.
  EXPECT_NEAR(number(table(), "offset", "from_true_flows"), (35.9 / 63 + 35.9 / 61) / 2, 1e-6);
  // Recorded in R after: 50, 60, 70, 80. Change -.5 to -.2, median -.35; of four values the quantile .025
  // lies at .075 between the first two.
  const Table made = table([](Told& told, std::uint32_t replicate) {
    const std::array<double, 5> recorded{50, 60, 0, 70, 80};
    told.arms[1]["recorded_g"].after[pair_sample::rotterdam] = recorded.at(replicate);
  });
  EXPECT_NEAR(number(made, "before_after_change", "recorded"), -.35, 1e-6);
  EXPECT_NEAR(number(made, "before_after_change", "recorded_low"), -.5 + .075 * .1, 1e-6);
  EXPECT_NEAR(number(made, "before_after_change", "recorded_high"), -.2 - .075 * .1, 1e-6);
}

TEST_F(EvaluationTable, TellsHowOftenTheSignIsWrong) {
  EXPECT_EQ(number(table(), "before_after_change", "wrong_sign_percent"), 0);
  // In one of four replicates more is recorded in R after than before, while less lands.
  const Table made = table([](Told& told, std::uint32_t replicate) {
    if (replicate == 3) told.arms[1]["recorded_g"].after[pair_sample::rotterdam] = 120;
  });
  EXPECT_EQ(number(made, "before_after_change", "wrong_sign_percent"), 25);
}

TEST_F(EvaluationTable, LeavesCellsEmptyWhereNothingCanBeDividedBy) {
  // R is as much recorded after as before, no less: no quotient, no offset.
  const Table made = table([](Told& told, std::uint32_t) {
    told.arms[1]["recorded_g"].after = {100, 40, 10, 200};
  });
  EXPECT_EQ(number(made, "before_after_change", "recorded"), 0);
  for (const char* key : {"weighted_displacement_quotient", "offset"}) {
    EXPECT_FALSE(optional_number(made, key, "recorded")) << key;
    EXPECT_FALSE(optional_number(made, key, "bias")) << key;
    EXPECT_FALSE(optional_number(made, key, "wrong_sign_percent")) << key;
    EXPECT_EQ(number(made, key, "told_percent"), 0) << key;
  }
}

TEST_F(EvaluationTable, TakesTheFarthestUntouchedPlaceAsControl) {
  EXPECT_NE(table().title.find("104 weeks before and 104 after, control Algeciras"), std::string::npos);
}

TEST_F(EvaluationTable, PassesOverAControlWithoutRecordedSeizures) {
  // Algeciras has none in one replicate; Antwerp is 77 km from Rotterdam and Vlissingen 68.
  const Table made = table([](Told& told, std::uint32_t replicate) {
    if (replicate == 1) told.arms[1]["recorded_g"].after[pair_sample::algeciras] = 0;
  });
  EXPECT_NE(made.title.find("control Antwerp"), std::string::npos) << made.title;
}

TEST_F(EvaluationTable, TakesTheControlAskedFor) {
  const Table made = named(tables({{}, {}, {}, {}, "NLVLI"}), "seizures");
  EXPECT_NE(made.title.find("control Vlissingen"), std::string::npos);
  // C 10 to 12; D is Antwerp and Algeciras, 240 to 260: (100 + 240) x 1.2 - 60 - 260.
  EXPECT_NEAR(number(made, "total_net_effect", "recorded"), 88, 1e-4);
}

TEST_F(EvaluationTable, RefusesAControlThatIsTouchedOrUnknown) {
  EXPECT_NE(refusal("NLRTM").find("control place NLRTM is touched by the measures, so it is no control"),
            std::string::npos);
  EXPECT_NE(refusal("ATLANTIS").find("control place ATLANTIS is no entry place"), std::string::npos);
}

TEST_F(EvaluationTable, LooksAtTheWeeksInWhichTheMeasuresAreInForce) {
  // They end after half a year: the sample's half-years after that do not count.
  ResultRecord record = pair_sample::record();
  record.layout.pairs[0].until_day = pair_sample::measures_day + 7 * 26;
  EXPECT_NE(table(nothing, record).title.find("104 weeks before and 26 after"), std::string::npos);
}

TEST_F(EvaluationTable, CountsAPeriodByItsMiddle) {
  // They begin 10 weeks into a half-year of 26: it is after. With 16 weeks it is before.
  ResultRecord record = pair_sample::record();
  record.layout.pairs[0].from_day = pair_sample::measures_day + 7 * 10;
  EXPECT_NE(table(nothing, record).title.find("104 weeks before and 104 after"), std::string::npos);
  record.layout.pairs[0].from_day = pair_sample::measures_day + 7 * 16;
  EXPECT_NE(table(nothing, record).title.find("130 weeks before and 78 after"), std::string::npos);
}

TEST_F(EvaluationTable, IsLeftOutWhereNothingWasReportedBefore) {
  ResultRecord record = pair_sample::record();
  record.layout.pairs[0].from_day = pair_sample::first_day - 7;
  const std::vector<Table> made = tables({}, nothing, record);
  for (const Table& one : made) EXPECT_NE(one.key, "seizures");
  const Table said = named(made, "findings");
  EXPECT_EQ(said.rows.back().front().text,
            "What seizures before and after would have told is not known: no period is reported before the "
            "measures begin, or none while they are in force.");
}

// A world of two ports: the other one is no control of what moves to it.
TEST_F(EvaluationTable, IsLeftOutWhereTheControlIsAllThatIsNotTouched) {
  ResultRecord record = pair_sample::record();
  record.layout.pairs[0].touched = {Touch::all_routes, Touch::all_routes, Touch::all_routes, Touch::no_route};
  const std::vector<Table> made = tables({}, nothing, record);
  for (const Table& one : made) EXPECT_NE(one.key, "seizures");
  EXPECT_EQ(
      named(made, "findings").rows.back().front().text,
      "What seizures before and after would have told is not known: beside the control place nothing is "
      "left to which the flow could have moved.");
}

TEST_F(EvaluationTable, HasNamedRowsForPrograms) {
  const std::string csv = printed(table(), TableFormat::csv);
  EXPECT_TRUE(csv.starts_with("term,text,recorded,recorded_low,recorded_high,from_true_flows,truth,bias,"));
  for (const char* key :
       {"before_after_change", "weighted_displacement_quotient", "total_net_effect", "offset"})
    EXPECT_NE(csv.find("\n" + std::string(key) + ","), std::string::npos) << key;
}

}  // namespace
}  // namespace waterbed
