// SPDX-License-Identifier: Apache-2.0
#include "output/findings.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "output/result_reader.hpp"
#include "tests/output/pair_sample.hpp"
#include "tests/output/pair_tables.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

using pair_sample::Told;
using Sentences = std::vector<std::string>;

constexpr auto nothing = [](Told&, std::uint32_t) {};

class FindingsOfAPair : public WithFolder {
 protected:
  [[nodiscard]] Sentences sentences(const pair_sample::Alter& alter = nothing,
                                    const ResultRecord& record = pair_sample::record(),
                                    const std::vector<std::uint32_t>& replicates = {0, 1, 2, 3, 4}) const {
    pair_sample::write(file("pair.h5"), record, replicates, alter);
    const Table table = named(compare(ResultReader(file("pair.h5"))), "findings");
    Sentences list;
    for (const auto& row : table.rows) list.push_back(row.front().text);
    return list;
  }
};

ResultRecord with_touched(std::vector<Touch> touched) {
  ResultRecord record = pair_sample::record();
  record.layout.pairs[0].touched = std::move(touched);
  return record;
}

bool have(const Sentences& sentences, const std::string& text) {
  return std::any_of(sentences.begin(), sentences.end(),
                     [&](const std::string& sentence) { return sentence.find(text) != std::string::npos; });
}

// All that one replicate tells of the terms of D, as drawn.
void tell_terms(Told& told, double displaced, double stopped, double deterred, double intercepted) {
  const double kept_out = displaced + stopped + deterred + intercepted;
  told.tell("kept_out_g", kept_out, kept_out);
  told.tell_kind("displaced_g", ShiftKind::place, displaced);
  told.tell_kind("displaced_stopped_g", ShiftKind::place, stopped);
  told.pair["deterred_g"] = {deterred};
  told.tell("intercepted_g", intercepted, intercepted);
}

// Numbers and half widths are those of the sample: of 40.9 t half landed by Antwerp's 20 and
// Vlissingen's 15.9.
TEST_F(FindingsOfAPair, SayWhereWhatIsKeptOutWent) {
  const std::string first = sentences().front();
  EXPECT_TRUE(first.starts_with(
      "Of 62 t (58 to 66) a year kept out of Rotterdam, 41 t (34 to 47) landed elsewhere, 66 % of it ("))
      << first;
  EXPECT_TRUE(first.ends_with(
      "%), most of it in Antwerp (20 t) and Vlissingen (16 t); 6.0 t was stopped elsewhere; 8.0 t "
      "was not shipped; 7.1 t more was stopped in Rotterdam."))
      << first;
}

TEST_F(FindingsOfAPair, SayWhatElseChangedWhatIsGoneAndWhatTheRecordShows) {
  const Sentences list = sentences();
  ASSERT_EQ(list.size(), 7U);
  // E is -1.5 with half .18374: 1.3 to 1.7. Gone: 22.6 + D - DL - E deviates (2.1, -.9, .9, -2.1), s^2
  // = 3.48, half 2.9683.
  EXPECT_EQ(list[1],
            "Of consignments that take none of these routes in either arm, 1.5 t (1.3 to 1.7) a year less "
            "landed: benefits of the measures diffuse.");
  EXPECT_EQ(list[2], "Really gone: 23 t (20 to 26) a year, 3.5 % of all that landed in A.");
  // Recorded 60 after 100, landed 238 after 300.
  EXPECT_EQ(list[3], "Recorded seizures in Rotterdam are 40 % lower than in A, and 21 % less lands there.");
  // MODEL, case 7: 12 of 40 in R, and 35.5 of 150 before; true are 39.4 of 62, and 22.6 of 650.
  EXPECT_EQ(list[4],
            "From before to after recorded seizures in Rotterdam change by -40 %, for whatever reason; the "
            "measures themselves change what lands there by -21 %.");
  EXPECT_EQ(
      list[5],
      "Where they fall, +30 % of the fall came up elsewhere by seizures alone, where +64 % is true; in 0 % "
      "of these replicates the sign is wrong.");
  EXPECT_EQ(list[6],
            "With Algeciras as control, an evaluator would put the fall in all that is seized at 24 % (24 to "
            "24 %), "
            "where 3 % of all that lands is true; in 0 % of the replicates the sign is wrong.");
}

TEST_F(FindingsOfAPair, GiveNoSharesWhereItIsNotSureThatAnythingIsKeptOut) {
  const Sentences list = sentences([](Told& told, std::uint32_t replicate) {
    tell_terms(told, pair_sample::kept_out_deviation.at(replicate), 0, 0, 0);
  });
  // Mean 0, half 4.10852.
  EXPECT_EQ(
      list.front(),
      "It is not sure that anything is kept out of Rotterdam: 0.0 t a year (-4.1 to 4.1), so no shares are "
      "given.");
}

TEST_F(FindingsOfAPair, AreNotSureOfAnythingAfterOneReplicate) {
  const Sentences list = sentences(nothing, pair_sample::record(), {1});
  EXPECT_EQ(list.front(), "One replicate, so no intervals and no shares: 61 t a year kept out of Rotterdam.");
  EXPECT_TRUE(have(list, "it is not sure that anything is gone: 22 t a year."));
}

TEST_F(FindingsOfAPair, SayMoreOfWhatMeasuresDrawIn) {
  const Sentences list = sentences([](Told& told, std::uint32_t replicate) {
    const double deviation = pair_sample::kept_out_deviation.at(replicate);
    tell_terms(told, -20 + deviation, 0, 0, 0);
    told.tell("really_gone_g", -30 + deviation, -30);
    told.tell("outside_g", 13.5 + deviation, 13.5, 0, displaced_by_names.size());
  });
  // Half 4.10852 on either side; newcomers bring .5 of 14. 9.9 is written as 9.9, from 9.95 on as whole
  // tonnes.
  EXPECT_EQ(
      list[0],
      "20 t (16 to 24) a year more landed through Rotterdam: the measures draw flow in, they keep none out.");
  EXPECT_EQ(list[1],
            "Of consignments that take none of these routes in either arm, 14 t (9.9 to 18) a year more "
            "landed.");
  EXPECT_EQ(list[2], "In all, 30 t (26 to 34) a year more landed.");
}

TEST_F(FindingsOfAPair, TurnTheWordsOfTermsWhoseSignIsTurned) {
  const Sentences list = sentences([](Told& told, std::uint32_t) { tell_terms(told, -3, -2, -1, 30); });
  EXPECT_EQ(
      list.front(),
      "Of 24 t (24 to 24) a year kept out of Rotterdam, 3.0 t (3.0 to 3.0) less landed elsewhere; 2.0 t less "
      "was stopped elsewhere; 1.0 t more was shipped; 30 t more was stopped in Rotterdam.");
  const Sentences fewer = sentences([](Told& told, std::uint32_t) { tell_terms(told, 0.04, 0, 30, -5); });
  EXPECT_EQ(fewer.front(),
            "Of 25 t (25 to 25) a year kept out of Rotterdam, next to nothing landed elsewhere; 30 t was not "
            "shipped; 5.0 t less was stopped in Rotterdam, where less was left to stop.");
}

TEST_F(FindingsOfAPair, NameTheThreePlacesThatTookMostWhereTheyDoNotTakeHalf) {
  ResultRecord record = pair_sample::record();
  for (const char* name : {"Bremen", "Hamburg", "Oslo", "Porto"})
    record.layout.places.push_back({name, name, "port", 50, 5});
  const Sentences list = sentences(
      [](Told& told, std::uint32_t) { told.pair["displaced_to_g"] = {0, 5, 6.3, 6.5, 6, 5.7, 5, 6.4}; },
      record);
  EXPECT_TRUE(have(list, ", more than elsewhere in Algeciras (6.5 t), Porto (6.4 t) and Vlissingen (6.3 t);"))
      << list.front();
}

TEST_F(FindingsOfAPair, SayOfMeasuresThatTouchAllRoutesOrNone) {
  const Sentences all = sentences([](Told& told, std::uint32_t) { tell_terms(told, 0, 0, 8, 7); },
                                  with_touched(std::vector<Touch>(pair_sample::ports, Touch::all_routes)));
  EXPECT_EQ(all.front(),
            "Of 15 t (15 to 15) a year kept out of all routes, 8.0 t was not shipped; 7.0 t more was stopped "
            "by the routes that the measures touch.");
  const Sentences little = sentences([](Told& told, std::uint32_t) { tell_terms(told, 0, 0, 0.04, 0.04); },
                                     with_touched(std::vector<Touch>(pair_sample::ports, Touch::all_routes)));
  EXPECT_EQ(little.front(), "0.1 t (0.1 to 0.1) a year is kept out of all routes.");
  EXPECT_TRUE(have(all, "would have told is not known: no entry place is left untouched"));
  const Sentences none = sentences([](Told& told, std::uint32_t) { tell_terms(told, 0, 0, 0, 0); },
                                   with_touched(std::vector<Touch>(pair_sample::ports, Touch::no_route)));
  EXPECT_EQ(none.front(), "The measures touch no route, so they keep nothing out of any.");
  EXPECT_FALSE(have(none, "Recorded seizures"));
}

TEST_F(FindingsOfAPair, SpeakOfLanesWhereOnlyPartOfThemIsInR) {
  const Sentences list = sentences(
      nothing, with_touched({Touch::some_routes, Touch::no_route, Touch::no_route, Touch::no_route}));
  EXPECT_TRUE(have(list, "kept out of Rotterdam (part of rip_off), "));
  // What is recorded and lands by such a lane is not that of R.
  EXPECT_FALSE(have(list, "than in A"));
  EXPECT_TRUE(have(list, "recorded seizures by lanes with routes that the measures touch change by"));
  EXPECT_TRUE(have(list, " landed by other routes"));
}

TEST_F(FindingsOfAPair, TellNoShareFromSeizuresThatRise) {
  // Recorded after: Rotterdam 200, so (100 x 1.05 - 200 + 52.5 - 62) / 150 = -.6967.
  const Sentences list = sentences([](Told& told, std::uint32_t) {
    told.arms[1]["recorded_g"].after = {200, 50, 12, 210};
  });
  EXPECT_TRUE(
      have(list, "They rise in 100 % of the replicates: no share that came up elsewhere can be told"));
  EXPECT_TRUE(have(list,
                   "the fall in all that is seized at -70 % (-70 to -70 %), where 3 % of all that lands is "
                   "true; in 100 %"));
}

TEST_F(FindingsOfAPair, SayPerhapsOfATermThatMayBeNothing) {
  const Sentences list = sentences([](Told& told, std::uint32_t replicate) {
    tell_terms(told, 40, 6, 8, 2 + pair_sample::kept_out_deviation.at(replicate));  // half 4.1
  });
  EXPECT_TRUE(have(list, "; perhaps 2.0 t more was stopped in Rotterdam.")) << list.front();
}

TEST_F(FindingsOfAPair, SayWhenThereIsNothingToSay) {
  ResultRecord record = pair_sample::record();
  record.layout.pairs[0].from_day.reset();
  EXPECT_EQ(sentences(nothing, record), Sentences{"The arms do not differ in the time reported."});
  record.layout.pairs[0].from_day = pair_sample::measures_day + 7 * 104;  // the end
  EXPECT_EQ(sentences(nothing, record), Sentences{"The arms do not differ in the time reported."});
  EXPECT_EQ(sentences(nothing, pair_sample::record(), {pair_sample::failed_replicate}),
            Sentences{"No replicate is done in both arms."});
}

}  // namespace
}  // namespace waterbed
