// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/mobile_scanner.hpp"

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;

// The first week, of 2000-01-03, has number 1565 = 391 x 4 + 1.
std::string scanner_with(const std::string& fields, const std::string& places = "port, haven") {
  return "instruments: {van: {kind: mobile_scanner, agency: customs, places: [" + places +
         "], stream: containers, capacity_units_per_week: 100, " + fields + "}}\n";
}

double units_at_port(const SmallWorld& world, std::size_t week) {
  return world.week(week).controls.examined_units[world.stratum("origin/port/containers")] +
         world.week(week).controls.examined_units[world.stratum("hub/port/containers")];
}

double units_at_haven(const SmallWorld& world, std::size_t week) {
  return world.week(week).controls.examined_units[world.stratum("origin/haven/containers")];
}

// Turn 391 is odd: the second place for the three weeks left of it, then the first for four, then again the
// second. A first week at another place has .8 of the capacity.
TEST(MobileScanner, GoesFromPlaceToPlaceInTurn) {
  const SmallWorld world(scanner_with("moves: in_turn"));
  const std::vector<double> haven{100, 100, 100, 0, 0, 0, 0, 80};
  const std::vector<double> port{0, 0, 0, 80, 100, 100, 100, 0};
  for (std::size_t week = 0; week < 8; ++week) {
    EXPECT_NEAR(units_at_haven(world, week), haven[week], 1e-9) << week;
    EXPECT_NEAR(units_at_port(world, week), port[week], 1e-9) << week;
  }
}

TEST(MobileScanner, LosesNothingWhereItStays) {
  const SmallWorld world(scanner_with("stay_weeks: 1", "haven"));
  for (std::size_t week = 0; week < 8; ++week) EXPECT_NEAR(units_at_haven(world, week), 100.0, 1e-9);
}

// Equal hit rates at first: most legal units are at the port, though it is listed second.
TEST(MobileScanner, StandsWhereItsAgencyExpectsMost) {
  const SmallWorld world(scanner_with("moves: best", "haven, port"));
  EXPECT_NEAR(units_at_port(world, 0), 100.0, 1e-9);
}

// Finds at the haven of one unit in ten examined would call it there (500 x .1 against 1500 x .001), but only
// when the turn ends.
TEST(MobileScanner, StaysToTheEndOfItsTurn) {
  const SmallWorld world(scanner_with("moves: best", "haven, port"));
  const auto& scanners = world.week(0).effective.named<MobileScannerParams>();
  State state = world.week(0);
  const std::size_t haven = world.stratum("origin/haven/containers");
  state.hit_rates.hits[haven] = 1000;
  state.hit_rates.examined[haven] = 9000;
  EXPECT_EQ(place_of_turn("van", scanners.values[0], world.world(), state, Week{1568}), 0U);
  const Mechanism mechanism = mobile_scanner_mechanism();
  mechanism.steps[0].run(world.world(), state, Week{1566});
  EXPECT_EQ(at(state.stands_at[0]), world.place("port"));
  mechanism.steps[0].run(world.world(), state, Week{1568});  // 392 x 4
  EXPECT_EQ(at(state.stands_at[0]), world.place("haven"));
}

// Over many turns each of two places has half: 2000 draws, standard deviation .011.
TEST(MobileScanner, DrawsItsPlaceForATurn) {
  const SmallWorld world(scanner_with("moves: random"));
  const auto& scanners = world.week(0).effective.named<MobileScannerParams>();
  const auto place = [&](std::int32_t week) {
    return place_of_turn("van", scanners.values[0], world.world(), world.week(0), Week{week});
  };
  double second = 0.0;
  for (std::int32_t turn = 0; turn < 2000; ++turn) {
    second += static_cast<double>(place(4 * turn));
    ASSERT_EQ(place(4 * turn), place(4 * turn + 3));
  }
  EXPECT_NEAR(second / 2000.0, .5, .045);
}

TEST(MobileScanner, CountsTurnsBefore1970AsAfter) {
  const SmallWorld world(scanner_with("moves: in_turn"));
  const auto& scanners = world.week(0).effective.named<MobileScannerParams>();
  for (std::int32_t week = -8; week < 0; ++week)
    EXPECT_EQ(place_of_turn("van", scanners.values[0], world.world(), world.week(0), Week{week}),
              place_of_turn("van", scanners.values[0], world.world(), world.week(0), Week{week + 8}));
}

// A random 100 of the haven's 500 boxes, half of the false alarms (.02 x 100 = 2) searched.
TEST(MobileScanner, CanBeFollowedByASearch) {
  const SmallWorld world(
      "instruments:\n"
      "  van: {kind: mobile_scanner, agency: customs, places: [haven], stream: containers, "
      "targeting_quality: 0, "
      "capacity_units_per_week: 100}\n"
      "  teams: {kind: search, after: van, capacity_units_per_week: 1}\n");
  EXPECT_NEAR(world.found({"origin", "haven", "box"}), .2 * .8 * .5 * .95, 1e-12);
}

TEST(MobileScanner, IsRefusedWithoutPlaces) {
  EXPECT_THAT(test::mistakes_of(scanner_with("stay_weeks: 1", "")),
              testing::HasSubstr("instruments.van.places names no place"));
}

}  // namespace
}  // namespace waterbed
