// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/search.hpp"

#include <gtest/gtest.h>

#include "sim/enforcement/examining.hpp"
#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;

// 150 of 1500 boxes at random: a tenth of the loads examined, .8 of them recognised.
constexpr const char* scan =
    "instruments:\n"
    "  scan: {kind: scanner, agency: customs, places: [port], stream: containers, capacity_units_per_week: "
    "150, "
    "targeting_quality: 0}\n";

std::string with_search(const std::string& fields) {
  return scan + std::string("  teams: {kind: search, after: scan, ") + fields + "}\n";
}

TEST(Search, SearchesWhatItHasTeamsFor) {
  EXPECT_DOUBLE_EQ(searched_share(5, 20), .25);
  EXPECT_EQ(searched_share(20, 20), 1.0);
  EXPECT_EQ(searched_share(50, 20), 1.0);
}

TEST(Search, NeitherDividesByNothingNorSearchesWithoutTeams) {
  EXPECT_EQ(searched_share(5, 0), 1.0);
  EXPECT_EQ(searched_share(0, 0), 0.0);
}

// False alarms are .1 x 150 = 15, teams for 6: .4 of what was recognised is searched, .9 of that found.
TEST(Search, ComesAfterTheScanAndNotBesideIt) {
  const SmallWorld without(scan);
  EXPECT_NEAR(without.found({"origin", "port", "box"}), .1 * .8, 1e-12);
  const SmallWorld with(with_search("capacity_units_per_week: 6, false_alarm: 0.1, found_if_searched: 0.9"));
  EXPECT_NEAR(with.found({"origin", "port", "box"}), .1 * .8 * .4 * .9, 1e-12);
}

TEST(Search, FindsNothingWithoutTeams) {
  const SmallWorld world(with_search("capacity_units_per_week: 0"));
  EXPECT_EQ(world.found({"origin", "port", "box"}), 0.0);
}

// Other instruments find as before: 1 - (1 - .08 x .95) x (1 - .5).
TEST(Search, LeavesOtherInstrumentsAlone) {
  const SmallWorld world(with_search("capacity_units_per_week: 100") +
                         "  dogs: {kind: rate, probability: 0.5}\n");
  EXPECT_NEAR(world.found({"origin", "port", "box"}), 1.0 - (1.0 - .08 * .95) * .5, 1e-12);
}

TEST(Search, IsRefusedAfterWhatDoesNotScan) {
  EXPECT_THAT(test::mistakes_of("instruments:\n  dogs: {kind: rate, probability: 0.5}\n"
                                "  teams: {kind: search, after: dogs, capacity_units_per_week: 1}\n"),
              testing::HasSubstr("instruments.teams.after: dogs is no scanner"));
}

TEST(Search, IsRefusedTwiceAfterOneScan) {
  EXPECT_THAT(test::mistakes_of(with_search("capacity_units_per_week: 1") +
                                "  more: {kind: search, after: scan, capacity_units_per_week: 1}\n"),
              testing::HasSubstr("instruments.more.after: teams already searches after scan"));
}

}  // namespace
}  // namespace waterbed
