// SPDX-License-Identifier: Apache-2.0
#include "output/displacement_table.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>

#include "output/result_reader.hpp"
#include "tests/output/pair_sample.hpp"
#include "tests/output/pair_tables.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

using pair_sample::Told;

constexpr double rounding = 1e-6;  // cells are whole grams of half a year
constexpr auto nothing = [](Told&, std::uint32_t) {};

class DisplacementTable : public WithFolder {
 protected:
  [[nodiscard]] Table table(const pair_sample::Alter& alter = nothing,
                            const ResultRecord& record = pair_sample::record(),
                            const CompareOptions& options = {}) const {
    pair_sample::write(file("pair.h5"), record, alter);
    return named(compare(ResultReader(file("pair.h5")), options), "displacement");
  }
};

TEST_F(DisplacementTable, GivesEveryTermInTonnesAYearWithItsInterval) {
  const Table made = table();
  // Half widths are derived in the sample.
  EXPECT_NEAR(number(made, "kept_out", "t_per_year"), 62, rounding);
  EXPECT_NEAR(number(made, "kept_out", "low"), 62 - 4.10852, 1e-5);
  EXPECT_NEAR(number(made, "kept_out", "high"), 62 + 4.10852, 1e-5);
  EXPECT_NEAR(number(made, "displaced", "t_per_year"), 40.9, rounding);
  EXPECT_NEAR(number(made, "displaced", "high"), 40.9 + 6.49614, 1e-5);
  EXPECT_NEAR(number(made, "moved_and_stopped", "t_per_year"), 6, rounding);
  EXPECT_NEAR(number(made, "deterred", "t_per_year"), 8, rounding);
  EXPECT_NEAR(number(made, "intercepted", "t_per_year"), 7.1, rounding);
  EXPECT_NEAR(number(made, "under_way", "t_per_year"), 0, rounding);
  // Others land 2 less and newcomers .5 more: 1.5 less, so 62 - 40.9 + 1.5 is gone.
  EXPECT_NEAR(number(made, "diffusion", "t_per_year"), 1.5, rounding);
  EXPECT_NEAR(number(made, "diffusion_same_organisations", "t_per_year"), 2, rounding);
  EXPECT_NEAR(number(made, "diffusion_newcomers", "t_per_year"), -.5, rounding);
  EXPECT_NEAR(number(made, "really_gone", "t_per_year"), 22.6, rounding);
}

TEST_F(DisplacementTable, GivesSharesAsRatiosOfMeansThatAddUp) {
  const Table made = table();
  EXPECT_NEAR(number(made, "displaced", "share_percent"), 100 * 40.9 / 62, 1e-4);
  // A bootstrap of four replicates stays between the least and the largest ratio of one: 35.9 / 59 and
  // 45.9 / 65.
  EXPECT_GE(number(made, "displaced", "share_low_percent"), 100 * 35.9 / 59 - 1e-3);
  EXPECT_LE(number(made, "displaced", "share_high_percent"), 100 * 45.9 / 65 + 1e-3);
  double sum = 0;
  for (const char* term : {"displaced", "moved_and_stopped", "deterred", "intercepted", "under_way"})
    sum += number(made, term, "share_percent");
  EXPECT_NEAR(sum, 100, 1e-4);
}

TEST_F(DisplacementTable, PrintsNoSharesWhereTheIntervalHoldsZero) {
  // D is 1 + 20 x (-3, -1, 1, 3): its interval is far wider than 1.
  const Table made = table([](Told& told, std::uint32_t replicate) {
    const double kept_out = 1 + 20 * pair_sample::kept_out_deviation.at(replicate);
    told.tell("kept_out_g", kept_out, kept_out);
  });
  EXPECT_NEAR(number(made, "kept_out", "t_per_year"), 1, rounding);
  for (std::size_t row = 0; row < made.rows.size(); ++row)
    EXPECT_TRUE(cell(made, row, "share_percent").text.empty()) << made.row_keys[row];
}

TEST_F(DisplacementTable, PrintsNoIntervalsAndNoSharesOfOneReplicate) {
  pair_sample::write(file("one.h5"), pair_sample::record(), {1}, nothing);
  const Table made = named(compare(ResultReader(file("one.h5"))), "displacement");
  EXPECT_NEAR(number(made, "kept_out", "t_per_year"), 61, rounding);
  EXPECT_FALSE(optional_number(made, "kept_out", "low"));
  EXPECT_FALSE(optional_number(made, "displaced", "share_percent"));
}

TEST_F(DisplacementTable, SetsTheMirrorBesideWhatIsNet) {
  const Table made = table();
  EXPECT_NEAR(number(made, "displaced", "mirror_t_per_year"), 4, rounding);
  EXPECT_NEAR(number(made, "displaced_place", "mirror_t_per_year"), 4, rounding);
  EXPECT_NEAR(number(made, "deterred", "mirror_t_per_year"), 2, rounding);
  EXPECT_FALSE(optional_number(made, "intercepted", "mirror_t_per_year"));  // has none
}

TEST_F(DisplacementTable, LeavesOutWhatDoesNotOccur) {
  const Table made = table([](Told& told, std::uint32_t) {
    told.tell_kind("displaced_g", ShiftKind::method, 0);
    told.tell_kind("displaced_g", ShiftKind::market, -1);
  });
  EXPECT_TRUE(has_row(made, "displaced_place"));
  EXPECT_TRUE(has_row(made, "displaced_market"));
  for (const char* key : {"displaced_method", "displaced_commodity", "moved_and_stopped_market",
                          "diffusion_leavers", "finer", "through_ties"})
    EXPECT_FALSE(has_row(made, key)) << key;
}

TEST_F(DisplacementTable, TellsWhatOfItIsLaterHowFarAndHowFast) {
  const Table made = table();
  EXPECT_NEAR(number(made, "moved", "t_per_year"), 46.9, rounding);
  EXPECT_NEAR(number(made, "later", "t_per_year"), 3, rounding);
  // 4690 t km, and 328 that come back, over the 51 t that leave.
  EXPECT_NEAR(number(made, "distance_km", "t_per_year"), 5018. / 51, 1e-4);
  EXPECT_EQ(number(made, "weeks_to_half", "t_per_year"), pair_sample::weeks_to_half);
  EXPECT_FALSE(has_row(made, "moved_year_after"));  // the measures do not end
}

TEST_F(DisplacementTable, TellsNoDistanceWhereNothingLeaves) {
  const Table made = table([](Told& told, std::uint32_t) { told.pair["changed_route_g"] = {0, 0, 4.1}; });
  EXPECT_TRUE(has_row(made, "moved"));
  EXPECT_FALSE(has_row(made, "distance_km"));
}

TEST_F(DisplacementTable, TellsWhatChangesWithinRAndOutsideIt) {
  const Table made = table([](Told& told, std::uint32_t) {
    told.pair["changed_route_g"] = {7, 51, 4.1, 0, 0, 9};  // RR ... OO
    told.pair["later_inside_g"] = {2};
  });
  EXPECT_NEAR(number(made, "churn_inside", "t_per_year"), 7, rounding);
  EXPECT_NEAR(number(made, "churn_outside", "t_per_year"), 9, rounding);
  EXPECT_NEAR(number(made, "later_inside", "t_per_year"), 2, rounding);
  EXPECT_FALSE(has_row(made, "finer_inside"));
}

TEST_F(DisplacementTable, LeavesOutTheHalfTimeOfWhatMovesInNet) {
  const Table made = table([](Told& told, std::uint32_t) { told.pair["displaced_week_g"] = {-3}; });
  EXPECT_FALSE(has_row(made, "weeks_to_half"));
}

TEST_F(DisplacementTable, TellsWhatIsLeftAYearAfterTheMeasuresEnd) {
  // In force from week 39 until 91: the year after the next is weeks 143 to 195, the last before those in
  // which part is still under way, with 46.9 t a year. Before week 104 + 20 the sample has nothing.
  ResultRecord record = pair_sample::record();
  record.layout.pairs[0].from_day = pair_sample::first_day + 7 * 39;
  record.layout.pairs[0].until_day = pair_sample::first_day + 7 * 91;
  CompareOptions whole;
  whole.from_day = pair_sample::first_day;
  const Table made = table(nothing, record, whole);
  EXPECT_NEAR(number(made, "moved_last_year", "t_per_year"), 0, rounding);
  EXPECT_NEAR(number(made, "moved_year_after", "t_per_year"), 46.9, 1e-4);
}

TEST_F(DisplacementTable, TellsHowTheRecordDiffersInAllAndInR) {
  const Table made = table();
  // 60 - 100 in Rotterdam; elsewhere 10, 2 and 10 more.
  EXPECT_NEAR(number(made, "recorded", "t_per_year"), -18, rounding);
  EXPECT_NEAR(number(made, "recorded", "low"), -18, rounding);
  EXPECT_NEAR(number(made, "recorded_in_r", "t_per_year"), -40, rounding);
  EXPECT_FALSE(optional_number(made, "recorded", "share_percent"));
}

TEST_F(DisplacementTable, HasNamedRowsForPrograms) {
  const std::string json = printed(table(), TableFormat::json);
  for (const char* key : {"kept_out", "displaced", "deterred", "intercepted", "diffusion", "really_gone",
                          "recorded", "under_way", "moved_and_stopped"})
    EXPECT_NE(json.find("\"" + std::string(key) + "\": {"), std::string::npos) << key;
  const std::string csv = printed(table(), TableFormat::csv);
  EXPECT_TRUE(csv.starts_with("term,text,t_per_year,low,high,share_percent,")) << csv;
  EXPECT_NE(csv.find("\nkept_out,Kept out of R,"), std::string::npos) << csv;
}

}  // namespace
}  // namespace waterbed
