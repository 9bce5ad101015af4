// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/skippers.hpp"

#include <cmath>

#include "tests/smuggling/pools.hpp"

namespace waterbed {
namespace {

test::PoolWorld world_with(const std::string& parameters) {
  return {skippers_mechanism(), "skippers:\n  some: {place: coast, " + parameters + "}\n"};
}

// 200 x .1 x 1.5 x .8.
TEST(Skippers, AreBoatsTimesWillingMoreInStressFewerWithOutreach) {
  EXPECT_EQ(world_with("craft: 200, willing: 0.1").pool().number, 20);
  test::PoolWorld world = world_with("craft: 200, willing: 0.1, stress: 0.5, outreach: 0.2");
  EXPECT_EQ(world.pool().kind, LabourKind::skipper);
  EXPECT_EQ(world.pool().number, 24);
}

TEST(Skippers, AreNeverMoreThanBoatsWhateverTheWage) {
  EXPECT_EQ(world_with("craft: 30.5, willing: 1, stress: 1").pool().number, 30);
  test::PoolWorld world = world_with("craft: 30.5, willing: 0.5, refill: 1, recruit_lag_weeks: 0");
  for (std::int32_t week = 0; week < 200; ++week) {
    world.pool().wage = 1e7;
    world.run("refill_skippers", week);
    EXPECT_LE(world.pool().number, 30);
  }
  EXPECT_EQ(world.pool().number, 30);
}

// Of 30 boats 15 are free; a tenth of them a week, Poisson of mean 1.5, however many would at this wage.
TEST(Skippers, AreRecruitedAsAShareOfFreeBoats) {
  test::PoolWorld world = world_with("craft: 30, willing: 0.5, refill: 0.1, recruit_lag_weeks: 0");
  world.pool().wage = 1e7;
  double recruited = 0.0;
  for (std::int32_t week = 0; week < 400; ++week) {
    world.pool().number = 15;
    world.run("refill_skippers", week);
    recruited += static_cast<double>(world.pool().recruited);
  }
  EXPECT_NEAR(recruited / 400, 1.5, 4 * std::sqrt(1.5 / 400));
}

TEST(Skippers, WhoseBoatsAreTakenAwayLeaveAtOnce) {
  test::PoolWorld world = world_with("craft: 10, willing: 1, arrest_hazard: 0");
  world.pool().number = 14;  // as if there had been four boats more
  world.run("arrest_skippers");
  EXPECT_EQ(world.pool().number, 10);
  EXPECT_EQ(world.pool().left, 4);
}

// Missing two weeks ago, when there were more boats.
TEST(Skippers, AreNotRecruitedForBoatsThatAreGone) {
  test::PoolWorld world = world_with("craft: 10, willing: 1, refill: 1, recruit_lag_weeks: 2");
  world.pool().missing_people = {30.0, 30.0};
  world.run("refill_skippers");
  EXPECT_EQ(world.pool().number, 10);
  EXPECT_EQ(world.pool().recruited, 0);
}

// 10 of 1000 a week, variance 9.9.
TEST(Skippers, AreArrested) {
  test::PoolWorld world = world_with("craft: 1000, willing: 1, arrest_hazard: 0.01");
  double arrested = 0.0;
  for (std::int32_t week = 0; week < 200; ++week) {
    world.pool().number = 1000;
    world.run("arrest_skippers", week);
    arrested += static_cast<double>(world.pool().arrested);
    EXPECT_EQ(world.pool().number, 1000 - world.pool().arrested);
    EXPECT_EQ(world.pool().left, 0);
  }
  EXPECT_NEAR(arrested / 200, 10.0, 4 * std::sqrt(9.9 / 200));
}

TEST(Skippers, TakeTheWeeksTerms) {
  test::PoolWorld world = world_with("jobs: 2");
  world.pool().jobs_per_person = 9.0;
  world.run("open_skippers");
  EXPECT_EQ(world.pool().jobs_per_person, 2.0);
}

}  // namespace
}  // namespace waterbed
