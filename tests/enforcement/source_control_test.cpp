// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/source_control.hpp"

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;

std::string control_of(const std::string& fields) {
  return "instruments: {exports: {kind: source_control, agency: customs, stream: containers, "
         "targeting_quality: "
         "0, " +
         fields + "}}\n";
}

// 150 of the 1000 + 500 boxes that leave: a tenth examined, sensitivity .8, beside the place's .1.
TEST(SourceControl, AddsToWhatThePlaceIntercepts) {
  const SmallWorld world(control_of("places: [origin], capacity_units_per_week: 150"));
  EXPECT_NEAR(world.origin_found("origin", "box"), 1.0 - .9 * (1.0 - .08), 1e-12);
  EXPECT_NEAR(world.origin_found("origin", "frame"), 1.0 - .9 * (1.0 - .04), 1e-12);
}

TEST(SourceControl, MeetsOnlyItsStreamAndItsPlaces) {
  const SmallWorld world(control_of("places: [origin], capacity_units_per_week: 150"));
  EXPECT_EQ(world.origin_found("origin", "packet"), .1);
  EXPECT_EQ(world.origin_found("origin", "boat"), .1);
  EXPECT_EQ(world.origin_found("hub", "box"), .2);
}

// 200 of 1500 + 500: the same tenth at both.
TEST(SourceControl, SpreadsOverPlacesByTraffic) {
  const SmallWorld world(control_of("places: [origin, hub], capacity_units_per_week: 200"));
  EXPECT_NEAR(world.origin_found("origin", "box"), 1.0 - .9 * (1.0 - .08), 1e-12);
  EXPECT_NEAR(world.origin_found("hub", "box"), 1.0 - .8 * (1.0 - .08), 1e-12);
}

// The whole traffic is examined, and sensitivity is .8.
TEST(SourceControl, ExaminesAllAtMost) {
  const SmallWorld world(control_of("places: [hub], capacity_units_per_week: 9000"));
  EXPECT_NEAR(world.origin_found("hub", "box"), 1.0 - .8 * .2, 1e-12);
}

// Four methods: .08 and .04 more at the source for two, none for the others; .9 passes otherwise.
TEST(SourceControl, IsKnownToThoseWhoBegin) {
  const SmallWorld world(control_of("places: [origin], capacity_units_per_week: 150") +
                         "beliefs: {prior: true_loss}\n");
  const double mean = (1.0 - .9 * .92 + 1.0 - .9 * .96 + .1 + .1) / 4.0;
  EXPECT_NEAR(world.week(0).beliefs.prior_loss[0], mean, 1e-12);
}

TEST(SourceControl, LeavesThePriorToTheLastBitWhenItFindsNothing) {
  const SmallWorld world("beliefs: {prior: true_loss}\n");
  EXPECT_EQ(world.week(0).beliefs.prior_loss[0], .1);
  EXPECT_EQ(world.week(0).beliefs.prior_loss[1], .2);
}

TEST(SourceControl, IsRefusedAtAnEntryPlace) {
  EXPECT_THAT(test::mistakes_of(control_of("places: [port], capacity_units_per_week: 1")),
              testing::HasSubstr("instruments.exports.places: port is an entry place, where goods stay"));
}

TEST(SourceControl, IsRefusedWhereNothingOfTheStreamLeaves) {
  EXPECT_THAT(
      test::mistakes_of("instruments: {exports: {kind: source_control, agency: customs, places: [hub], "
                        "stream: parcels, capacity_units_per_week: 1}}\n"),
      testing::HasSubstr("there is no stratum of stream parcels from hub"));
}

}  // namespace
}  // namespace waterbed
