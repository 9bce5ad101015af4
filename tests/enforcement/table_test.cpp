// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/table.hpp"

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;

constexpr const char* scan =
    "instruments:\n"
    "  scan: {kind: scanner, agency: customs, places: [port], stream: containers, capacity_units_per_week: "
    "100}\n";

// Every kind of instrument beside a scanner, without capacity, hours or officers.
TEST(Instruments, ChangeNoBitWhileTheyAreIdle) {
  const SmallWorld without(scan);
  const SmallWorld with(
      scan +
      std::string("  cutter: {kind: patrol, effort_hours_per_week: 0, sweep_km2_per_hour: 9, area_km2: 9}\n"
                  "  word: {kind: liaison, places: [origin, hub], officers: 0}\n"
                  "  exports: {kind: source_control, agency: police, places: [origin], stream: containers, "
                  "capacity_units_per_week: 0}\n"
                  "  screen: {kind: parcel_screening, agency: police, places: [post], stream: parcels, "
                  "capacity_units_per_week: 0}\n"
                  "  van: {kind: mobile_scanner, agency: customs, places: [port, haven], stream: containers, "
                  "moves: random, "
                  "capacity_units_per_week: 0}\n"
                  "  teams: {kind: search, after: van, capacity_units_per_week: 9}\n"
                  "notice: {gone_per_day: 0.5}\n"));
  EXPECT_GT(without.seized_lots(), 50.0);
  EXPECT_EQ(with.digest(), without.digest());
}

// Both names hash to one number; found by trying 300,000.
TEST(Instruments, AreRefusedWhereTheirNamesWouldShareLuck) {
  EXPECT_THAT(test::mistakes_of("instruments:\n"
                                "  gate_149599: {kind: rate, probability: 0}\n"
                                "  gate_312382: {kind: liaison, places: [hub], officers: 1}\n"),
              testing::HasSubstr("'gate_149599' have one hash and would share luck"));
}

// A scanner and a fixed van beside it are two chances: of 1500 boxes 75 and 75, at random.
TEST(Instruments, FindIndependentlyOfEachOther) {
  const SmallWorld world(
      "instruments:\n"
      "  scan: {kind: scanner, agency: customs, places: [port], stream: containers, targeting_quality: 0, "
      "capacity_units_per_week: 75}\n"
      "  van: {kind: mobile_scanner, agency: customs, places: [port], stream: containers, targeting_quality: "
      "0, "
      "capacity_units_per_week: 75}\n");
  EXPECT_NEAR(world.found({"origin", "port", "box"}), 1.0 - (1.0 - .05 * .8) * (1.0 - .05 * .8), 1e-12);
}

// Named before the real one, of an agency that forgets at another pace, under a rule that learns.
TEST(Instruments, LeaveTheMemoryOfOthersAloneWhileTheyAreIdle) {
  const std::string agencies =
      "  border: {rule: proportional, half_life_weeks: 4}\n"
      "  port_customs: {rule: proportional}\n";
  const std::string real =
      "  scan: {kind: scanner, agency: port_customs, places: [port], stream: containers, "
      "capacity_units_per_week: 100}\n";
  const std::string idle =
      "  first: {kind: scanner, agency: border, places: [port], stream: containers, capacity_units_per_week: "
      "0}\n";
  const SmallWorld without(agencies + "instruments:\n" + real);
  const SmallWorld with(agencies + "instruments:\n" + idle + real);
  EXPECT_EQ(with.digest(), without.digest());
}

}  // namespace
}  // namespace waterbed
