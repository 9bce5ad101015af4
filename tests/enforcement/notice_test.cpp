// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/notice.hpp"

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;

// A tenth of the loads examined, .8 of them recognised.
std::string scan_with(const std::string& fields) {
  return "instruments: {scan: {kind: scanner, agency: customs, places: [port], stream: containers, "
         "capacity_units_per_week: 150, targeting_quality: 0" +
         fields + "}}\n";
}

// Two days at a fifth a day: .8^2 of the loads are still there.
TEST(Notice, LetsLoadsGoDayByDay) {
  const SmallWorld world(scan_with(", notice_days: 2") + "notice: {gone_per_day: 0.2}\n");
  EXPECT_NEAR(world.found({"origin", "port", "box"}), .1 * .8 * .64, 1e-12);
}

TEST(Notice, ChangesNothingWhenNoneIsGiven) {
  const SmallWorld world(scan_with("") + "notice: {gone_per_day: 1}\n");
  EXPECT_NEAR(world.found({"origin", "port", "box"}), .1 * .8, 1e-12);
}

TEST(Notice, LetsAllGoWhenAllLeaveOnTheFirstDay) {
  const SmallWorld world(scan_with(", notice_days: 1") + "notice: {gone_per_day: 1}\n");
  EXPECT_EQ(world.found({"origin", "port", "box"}), 0.0);
}

}  // namespace
}  // namespace waterbed
