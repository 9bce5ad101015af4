// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/crews.hpp"

#include <cmath>

#include "tests/smuggling/pools.hpp"

namespace waterbed {
namespace {

constexpr int weeks = 400;

test::PoolWorld world_with(const std::string& parameters) {
  return {crews_mechanism(), "crews:\n  some: {place: port, " + parameters + "}\n"};
}

// 200 experienced, 60 adult first-timers, 40 minors.
void set_groups(Pool& pool) {
  pool.number = 300;
  pool.first_timers = 100;
  pool.minors = 40;
}

// Three go in for a lot, each twice a week.
TEST(Crews, DoAsManyJobsAsTheyHavePeopleFor) {
  test::PoolWorld world = world_with("people: 30, crew_size: 3, jobs: 2");
  EXPECT_EQ(world.pool().kind, LabourKind::crew);
  EXPECT_EQ(world.pool().number, 30);
  EXPECT_NEAR(world.pool().jobs_per_person, 2.0 / 3.0, 1e-12);
  world.pool().jobs_per_person = 9.0;
  world.run("open_crews");
  EXPECT_NEAR(world.pool().jobs_per_person, 2.0 / 3.0, 1e-12);
}

// 50 lots by three of 300 people: each goes in half a time. Of 200 experienced .05 are arrested, of
// 100 first-timers, 40 of them minors, .1: 10 (variance 9.5), 10 (9) and 4 (3.6) a week.
TEST(Crews, AreArrestedByLotsAndFirstTimersMoreOften) {
  test::PoolWorld world = world_with("people: 300, arrested: 0.1, first_timer_factor: 2, detained: 0");
  Pool& pool = world.pool();
  double experienced = 0.0;
  double first_timers = 0.0;
  double minors = 0.0;
  for (std::int32_t week = 0; week < weeks; ++week) {
    set_groups(pool);
    pool.served = 50;
    world.run("arrest_crews", week);
    experienced += static_cast<double>(pool.arrested - pool.first_timers_arrested);
    first_timers += static_cast<double>(pool.first_timers_arrested);
    minors += static_cast<double>(pool.minors_arrested);
    EXPECT_EQ(pool.number, 300);  // all come back
  }
  EXPECT_NEAR(experienced / weeks, 10.0, 4 * std::sqrt(9.5 / weeks));
  EXPECT_NEAR(first_timers / weeks, 10.0, 4 * std::sqrt(9.0 / weeks));
  EXPECT_NEAR(minors / weeks, 4.0, 4 * std::sqrt(3.6 / weeks));
}

// 250 lots by three of 300 people: twice, and half a time more. 1 - .9^2 (1 - .05) = .2305 of 300: 69.15
// (variance 53.2).
TEST(Crews, AreArrestedWithEveryTime) {
  test::PoolWorld world = world_with("people: 300, arrested: 0.1, detained: 0");
  double arrested = 0.0;
  for (std::int32_t week = 0; week < weeks; ++week) {
    world.pool().served = 250;
    world.run("arrest_crews", week);
    arrested += static_cast<double>(world.pool().arrested);
  }
  EXPECT_NEAR(arrested / weeks, 69.15, 4 * std::sqrt(53.2 / weeks));
}

// A hundred lots by three of 300 people: each is there once.
TEST(Crews, WithoutLotsAreNotArrested) {
  test::PoolWorld world = world_with("people: 300, arrested: 1, detained: 1");
  world.pool().served = 0;
  world.run("arrest_crews");
  EXPECT_EQ(world.pool().arrested, 0);
  world.pool().number = 300;
  world.pool().served = 100;
  world.run("arrest_crews");
  EXPECT_EQ(world.pool().arrested, 300);
  EXPECT_EQ(world.pool().number, 0);
}

TEST(Crews, LoseOnlyTheDetained) {
  test::PoolWorld world = world_with("people: 300, arrested: 0.1, detained: 1, quit: 0");
  set_groups(world.pool());
  world.pool().served = 100;
  world.run("arrest_crews");
  const Pool& pool = world.pool();
  EXPECT_GT(pool.minors_arrested, 0);
  EXPECT_EQ(pool.number, 300 - pool.arrested);
  EXPECT_EQ(pool.first_timers, 100 - pool.first_timers_arrested);
  EXPECT_EQ(pool.minors, 40 - pool.minors_arrested);
  EXPECT_EQ(pool.left, 0);
}

// Of 200 experienced .1 x .5 stop: 10 a week, variance 9.5; first-timers do not.
TEST(Crews, LoseExperiencedPeopleWhoFearDetention) {
  test::PoolWorld world = world_with("people: 300, arrested: 0, detained: 0.5, quit: 0.1");
  double left = 0.0;
  for (std::int32_t week = 0; week < weeks; ++week) {
    set_groups(world.pool());
    world.run("arrest_crews", week);
    left += static_cast<double>(world.pool().left);
    EXPECT_EQ(world.pool().first_timers, 100);
    EXPECT_EQ(world.pool().number, 300 - world.pool().left);
  }
  EXPECT_NEAR(left / weeks, 10.0, 4 * std::sqrt(9.5 / weeks));
}

// Half of 100 missing a week: Poisson of mean 50. A quarter of them are minors: 12.5 a week.
TEST(Crews, RecruitFirstTimersSomeOfThemMinors) {
  test::PoolWorld world =
      world_with("people: 400, wage_eur: 5000, refill: 0.5, minors: 0.25, recruit_lag_weeks: 0");
  Pool& pool = world.pool();
  double recruited = 0.0;
  double minors = 0.0;
  for (std::int32_t week = 0; week < weeks; ++week) {
    pool.number = 300;
    pool.first_timers = pool.minors = 0;
    world.run("refill_crews", week);
    EXPECT_EQ(pool.first_timers, pool.recruited);
    EXPECT_EQ(pool.minors, pool.minors_recruited);
    recruited += static_cast<double>(pool.recruited);
    minors += static_cast<double>(pool.minors_recruited);
  }
  EXPECT_NEAR(recruited / weeks, 50.0, 4 * std::sqrt(50.0 / weeks));
  EXPECT_NEAR(minors / weeks, 12.5, 4 * std::sqrt(12.5 / weeks));
}

// A tenth of 100 first-timers a week, variance 9; of the 40 minors among them 4 (3.6).
TEST(Crews, GainExperienceInItsMeanTime) {
  test::PoolWorld world = world_with("people: 300, experience_weeks: 10, recruit_lag_weeks: 0");
  double grown = 0.0;
  double minors = 0.0;
  for (std::int32_t week = 0; week < weeks; ++week) {
    set_groups(world.pool());
    world.run("refill_crews", week);
    grown += static_cast<double>(100 - world.pool().first_timers);
    minors += static_cast<double>(40 - world.pool().minors);
    EXPECT_EQ(world.pool().number, 300);
  }
  EXPECT_NEAR(grown / weeks, 10.0, 4 * std::sqrt(9.0 / weeks));
  EXPECT_NEAR(minors / weeks, 4.0, 4 * std::sqrt(3.6 / weeks));
}

// 60 of 300 stop, of each group as many in proportion: 20 first-timers, 8 of them minors. Variances 60 x 1/3
// x 2/3 x 240/299 = 10.7 and 60 x .1333 x .8667 x 240/299 = 5.6; experience takes a hundredth of a
// first-timer.
TEST(Crews, StopWithoutRegardToExperience) {
  test::PoolWorld world = world_with("people: 240, refill: 1, experience_weeks: 10000, recruit_lag_weeks: 0");
  double first_timers = 0.0;
  double minors = 0.0;
  for (std::int32_t week = 0; week < weeks; ++week) {
    set_groups(world.pool());
    world.run("refill_crews", week);
    EXPECT_EQ(world.pool().number, 240);
    first_timers += static_cast<double>(100 - world.pool().first_timers);
    minors += static_cast<double>(40 - world.pool().minors);
  }
  EXPECT_NEAR(first_timers / weeks, 20.0, .01 + 4 * std::sqrt(10.7 / weeks));
  EXPECT_NEAR(minors / weeks, 8.0, .01 + 4 * std::sqrt(5.6 / weeks));
}

// Whatever comes together, groups stay parts of one another.
TEST(Crews, KeepTheirGroupsWithinOneAnother) {
  test::PoolWorld world = world_with(
      "people: 20, arrested: 0.2, detained: 0.5, quit: 0.5, refill: 0.5, minors: 0.6, experience_weeks: 3, "
      "recruit_lag_weeks: 2");
  Pool& pool = world.pool();
  std::int64_t minors_seen = 0;
  for (std::int32_t week = 0; week < 2000; ++week) {
    pool.served = week % 9;
    pool.wage = 5000.0 * (1 + week % 4);
    world.run("arrest_crews", week);
    world.run("refill_crews", week);
    ASSERT_LE(0, pool.minors);
    ASSERT_LE(pool.minors, pool.first_timers);
    ASSERT_LE(pool.first_timers, pool.number);
    minors_seen += pool.minors;
  }
  EXPECT_GT(minors_seen, 2000);
}

}  // namespace
}  // namespace waterbed
