// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/liaison.hpp"

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;

LiaisonParams liaison_of(double officers) {
  LiaisonParams liaison;
  liaison.officers = Number(officers);
  return liaison;
}

TEST(Liaison, KnowsHalfWithTheOfficersForHalf) {
  EXPECT_EQ(tip_chance(liaison_of(0)), 0.0);
  EXPECT_NEAR(tip_chance(liaison_of(3)), .05, 1e-12);  // .1 x 3 / (3 + 3)
  EXPECT_NEAR(tip_chance(liaison_of(9)), .075, 1e-12);
}

// .2 x 3 / 6 = .1 of lots, of which .9 are found.
TEST(Liaison, TellsOfWhatComesFromItsPlaces) {
  const SmallWorld world(
      "instruments: {post: {kind: liaison, places: [hub], officers: 3, most_tipped: 0.2}}\n");
  EXPECT_NEAR(world.found({"hub", "port", "box"}), .09, 1e-12);
  EXPECT_EQ(world.found({"origin", "port", "box"}), 0.0);
}

TEST(Liaison, TellsOnlyItsReceivers) {
  const SmallWorld world(
      "instruments: {post: {kind: liaison, places: [origin], receivers: [coast], officers: 3, most_tipped: "
      "0.2}}\n");
  EXPECT_NEAR(world.found({"origin", "coast", "boat"}), .09, 1e-12);
  EXPECT_EQ(world.found({"origin", "port", "box"}), 0.0);
}

// What word finds was not found by examining.
TEST(Liaison, IsNoHitOfScanning) {
  const SmallWorld world("instruments: {post: {kind: liaison, places: [origin, hub], officers: 3}}\n");
  for (const double pass : world.week(0).controls.scan_pass) EXPECT_EQ(pass, 1.0);
}

TEST(Liaison, IsRefusedWithoutPlacesOrAtTheWrongOnes) {
  EXPECT_THAT(test::mistakes_of("instruments: {post: {kind: liaison, officers: 3}}\n"),
              testing::HasSubstr("instruments.post.places names no place"));
  EXPECT_THAT(test::mistakes_of("instruments: {post: {kind: liaison, places: [port], officers: 3}}\n"),
              testing::HasSubstr("instruments.post.places: port is an entry place"));
  EXPECT_THAT(test::mistakes_of(
                  "instruments: {post: {kind: liaison, places: [hub], receivers: [hub], officers: 3}}\n"),
              testing::HasSubstr("instruments.post.receivers: hub is no entry place"));
}

}  // namespace
}  // namespace waterbed
