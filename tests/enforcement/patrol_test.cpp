// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/patrol.hpp"

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;

PatrolParams patrol_of(double hours, double sweep_km2_per_hour, double area_km2) {
  PatrolParams patrol;
  patrol.effort = HoursPerWeek(hours);
  patrol.sweep = SquareKilometresPerHour(sweep_km2_per_hour);
  patrol.area = SquareKilometres(area_km2);
  return patrol;
}

TEST(Patrol, FindsNothingWithoutHours) {
  EXPECT_EQ(found_by_patrol(patrol_of(0, 40, 1000), 1.0), 0.0);
}

// 50 h x 40 km2/h over 1000 km2 sweep it twice: 1 - e^-2.
TEST(Patrol, FindsWhatRandomSearchDoes) {
  EXPECT_NEAR(found_by_patrol(patrol_of(50, 40, 1000), 1.0), .864665, 1e-6);
}

// What is overlooked in one sweep can be seen in the next: half as good eyes are half the hours. Twice swept
// with half the chance is once swept: 1 - e^-1.
TEST(Patrol, MakesUpWithHoursForWhatItOverlooks) {
  PatrolParams patrol = patrol_of(50, 40, 1000);
  patrol.seen_if_swept = Probability(.5);
  EXPECT_NEAR(found_by_patrol(patrol, 1.0), .632121, 1e-6);
}

// A budget of 1.5 makes 75 h of 50: 1 - e^-3.
TEST(Patrol, IsAsLongAtSeaAsItsBudgetAllows) {
  EXPECT_NEAR(found_by_patrol(patrol_of(50, 40, 1000), 1.5), .950213, 1e-6);
}

// 1 - e^-.5 for boats; boxes pass.
TEST(Patrol, MeetsBoatsAndNotBoxes) {
  const SmallWorld world(
      "instruments: {cutter: {kind: patrol, effort_hours_per_week: 50, sweep_km2_per_hour: 10, area_km2: "
      "1000}}\n");
  EXPECT_NEAR(world.found({"origin", "coast", "boat"}), .393469, 1e-6);
  EXPECT_EQ(world.found({"origin", "port", "box"}), 0.0);
}

TEST(Patrol, MeetsWhatIsNamed) {
  const SmallWorld world(
      "instruments: {cutter: {kind: patrol, places: [port], methods: [frame], effort_hours_per_week: 50, "
      "sweep_km2_per_hour: 10, area_km2: 1000}}\n");
  EXPECT_NEAR(world.found({"origin", "port", "frame"}), .393469, 1e-6);
  EXPECT_EQ(world.found({"origin", "port", "box"}), 0.0);
  EXPECT_EQ(world.found({"origin", "haven", "frame"}), 0.0);
}

TEST(Patrol, IsRefusedAtASource) {
  EXPECT_THAT(test::mistakes_of("instruments: {cutter: {kind: patrol, places: [origin, coast], "
                                "effort_hours_per_week: 1, sweep_km2_per_hour: 1, area_km2: 1}}\n"),
              testing::HasSubstr("instruments.cutter.places: origin is no entry place"));
}

TEST(Patrol, IsRefusedWhereItMeetsNoMethod) {
  EXPECT_THAT(
      test::mistakes_of("instruments: {cutter: {kind: patrol, places: [port], effort_hours_per_week: 1, "
                        "sweep_km2_per_hour: 1, area_km2: 1}}\n"),
      testing::HasSubstr("instruments.cutter meets no method"));
}

}  // namespace
}  // namespace waterbed
