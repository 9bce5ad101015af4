// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/parcel_screening.hpp"

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;

// 500 of 10000 parcels, d = 1: Phi(1 + Phi^-1(.05)) = .2595 of the loads among announced parcels.
std::string screening_with(const std::string& fields) {
  return "instruments:\n  screen: {kind: parcel_screening, agency: customs, places: [post], stream: parcels, "
         "capacity_units_per_week: 500, targeting_quality: 1, " +
         fields + "}\n";
}

// Half announced: .5 x .2595 + .5 x .05 examined, .5 of them recognised.
TEST(ParcelScreening, TargetsOnlyWhatIsAnnounced) {
  const SmallWorld world(screening_with("advance_data: 0.5"));
  EXPECT_NEAR(world.found({"origin", "post", "packet"}), .5 * (.5 * .2595 + .5 * .05), 5e-5);
}

TEST(ParcelScreening, ExaminesAtRandomWithoutAdvanceData) {
  const SmallWorld world(screening_with("advance_data: 0"));
  EXPECT_NEAR(world.found({"origin", "post", "packet"}), .5 * .05, 1e-12);
}

TEST(ParcelScreening, TargetsAllWhenAllIsAnnounced) {
  const SmallWorld world(screening_with("advance_data: 1"));
  EXPECT_NEAR(world.found({"origin", "post", "packet"}), .5 * .2595, 5e-5);
  EXPECT_DOUBLE_EQ(world.week(0).controls.examined_units[world.stratum("origin/post/parcels")], 500.0);
}

// Teams for half of the .02 x 500 = 10 false alarms.
TEST(ParcelScreening, CanBeFollowedByASearch) {
  const SmallWorld world(screening_with("advance_data: 0") +
                         "  teams: {kind: search, after: screen, capacity_units_per_week: 5}\n");
  EXPECT_NEAR(world.found({"origin", "post", "packet"}), .5 * .05 * .5 * .95, 1e-12);
}

TEST(ParcelScreening, IsRefusedWhereThereAreNoParcels) {
  EXPECT_THAT(
      test::mistakes_of("instruments: {screen: {kind: parcel_screening, agency: customs, places: [port], "
                        "stream: parcels, capacity_units_per_week: 500}}\n"),
      testing::HasSubstr("instruments.screen: there is no stratum of stream parcels at port"));
}

}  // namespace
}  // namespace waterbed
