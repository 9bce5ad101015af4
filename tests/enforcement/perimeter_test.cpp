// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/perimeter.hpp"

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;

// Two terminals and a depot, of which one takes frames only.
constexpr const char* parts =
    "parts:\n"
    "  east: {place: port}\n"
    "  west: {place: port}\n"
    "  depot: {place: port, methods: [frame]}\n";

std::string perimeter_with(const std::string& fields) {
  return "perimeters: {ring: {" + fields + "}}\n";
}

// Of 100 extractions, the failures without an insider.
double failures(const SmallWorld& world, const SmallWorld::Way& way) {
  return 100.0 * (1.0 - pass_extraction(world.week(0).controls, world.crossing(way)));
}

// (1 + .5)(1 + .3 x .5)(1 + .5 x .2) = 1.8975, and for boxes of high risk another 1 + 3 x .5 = 2.5.
TEST(Perimeter, MultipliesTheEffectsOfItsFourKinds) {
  PerimeterParams perimeter;
  EXPECT_EQ(failure_factor(perimeter, true), 1.0);
  perimeter.cameras = Share(1.0);
  perimeter.fences = Share(.5);
  perimeter.gates = Share(.2);
  perimeter.risk_boxes_apart = Share(.5);
  EXPECT_NEAR(failure_factor(perimeter, false), 1.8975, 1e-12);
  EXPECT_NEAR(failure_factor(perimeter, true), 4.74375, 1e-12);
}

// f_m is .02 by default: 2 of 100, with all cameras 3.
TEST(Perimeter, WorksAtItsPlacesAndOnItsMethodsOnly) {
  const SmallWorld world(perimeter_with("places: [port], methods: [box], cameras: 1"));
  EXPECT_NEAR(failures(world, {"origin", "port", "box"}), 3.0, 1e-9);
  EXPECT_NEAR(failures(world, {"hub", "port", "box"}), 3.0, 1e-9);
  EXPECT_NEAR(failures(world, {"origin", "port", "frame"}), 2.0, 1e-9);
  EXPECT_NEAR(failures(world, {"origin", "haven", "box"}), 2.0, 1e-9);
}

// 2 x (1 + 3) where boxes come from the hub.
TEST(Perimeter, KeepsBoxesOfHighRiskApartByTheirOrigin) {
  const SmallWorld world(perimeter_with("origins: [hub], risk_boxes_apart: 1"));
  EXPECT_NEAR(failures(world, {"hub", "port", "box"}), 8.0, 1e-9);
  EXPECT_NEAR(failures(world, {"origin", "port", "box"}), 2.0, 1e-9);
}

// 2 x 1.5 at the eastern terminal, whatever the method.
TEST(Perimeter, SurroundsOnePartAndLeavesTheOthers) {
  const SmallWorld world(parts + perimeter_with("parts: [east], gates: 1"));
  EXPECT_NEAR(failures(world, {"origin", "port", "box", "east"}), 3.0, 1e-9);
  EXPECT_NEAR(failures(world, {"origin", "port", "frame", "east"}), 3.0, 1e-9);
  EXPECT_NEAR(failures(world, {"origin", "port", "box", "west"}), 2.0, 1e-9);
  EXPECT_NEAR(failures(world, {"origin", "port", "frame", "depot"}), 2.0, 1e-9);
  EXPECT_NEAR(failures(world, {"origin", "haven", "box"}), 2.0, 1e-9);
}

TEST(Perimeter, OfAPlaceSurroundsAllItsParts) {
  const SmallWorld world(parts + perimeter_with("places: [port], gates: 1"));
  for (const char* part : {"east", "west", "depot"})
    EXPECT_NEAR(failures(world, {"origin", "port", "frame", part}), 3.0, 1e-9) << part;
}

// 2 x 1.5 x (1 + .3 x .5) = 3.45.
TEST(Perimeter, MultipliesWithAnotherAroundTheSameGround) {
  const SmallWorld world("perimeters: {ring: {places: [port], cameras: 1}, wall: {fences: 0.5}}\n");
  EXPECT_NEAR(failures(world, {"origin", "port", "box"}), 3.45, 1e-9);
  EXPECT_NEAR(failures(world, {"origin", "haven", "box"}), 2.3, 1e-9);
}

// .02 x 101 is more than certain; an insider who averts .6 of failures still does.
TEST(Perimeter, LetsNoMoreThanAllExtractionsFail) {
  const SmallWorld world(perimeter_with("cameras: 1, cameras_effect: 100"));
  const std::size_t crossing = world.crossing({"origin", "port", "box"});
  EXPECT_EQ(world.week(0).controls.extraction_failure[crossing], 1.0);
  EXPECT_NEAR(pass_extraction(world.week(0).controls, crossing, .6), .6, 1e-12);
}

TEST(Perimeter, ChangesNothingWhileItIsIdle) {
  EXPECT_EQ(SmallWorld(perimeter_with("cameras_effect: 2")).digest(), SmallWorld("").digest());
  EXPECT_NE(SmallWorld(perimeter_with("cameras: 1, cameras_effect: 20")).digest(), SmallWorld("").digest());
}

TEST(Perimeter, IsRefusedWhereItWouldReachNothing) {
  const auto mistakes = [](const std::string& fields) {
    return test::mistakes_of(parts + perimeter_with(fields));
  };
  EXPECT_THAT(mistakes("places: [hub]"), testing::HasSubstr("perimeters.ring.places: hub is no entry place"));
  EXPECT_THAT(mistakes("origins: [port]"),
              testing::HasSubstr("perimeters.ring.origins: port is an entry place"));
  EXPECT_THAT(mistakes("places: [haven], parts: [east]"),
              testing::HasSubstr("perimeters.ring.parts: east is a part of port, which .places leaves out"));
  EXPECT_THAT(mistakes("parts: [depot], methods: [box]"),
              testing::HasSubstr("perimeters.ring.parts: depot takes none of the methods in .methods"));
  EXPECT_EQ(mistakes("parts: [east, depot], methods: [box, frame], origins: [hub]"), "");
}

}  // namespace
}  // namespace waterbed
