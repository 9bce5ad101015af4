// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/insiders.hpp"

#include "sim/smuggling/prices.hpp"
#include "tests/smuggling/pools.hpp"

namespace waterbed {
namespace {

test::PoolWorld world_with(const std::string& parameters) {
  return {insiders_mechanism(), "insiders:\n  some: {place: port, " + parameters + "}\n"};
}

TEST(InsiderPools, BeginWithTheirPeopleAndHelp) {
  test::PoolWorld world = world_with("people: 7, entry_help: 0.2, extraction_help: 0.5, wage_eur: 30000");
  EXPECT_EQ(world.pool().kind, LabourKind::terminal_insider);
  EXPECT_EQ(world.pool().number, 7);
  EXPECT_EQ(world.pool().wage, 30000.0);
  EXPECT_EQ(world.pool().entry_help, 0.2);
  EXPECT_EQ(world.pool().extraction_help, 0.5);
  EXPECT_EQ(world.pool().jobs_per_person, 1.0);
}

TEST(InsiderPools, TakeTheWeeksTerms) {
  test::PoolWorld world = world_with("people: 7, jobs: 2, extraction_help: 0.5");
  world.pool().jobs_per_person = 9.0;
  world.pool().extraction_help = 0.9;
  world.run("open_insiders");
  EXPECT_EQ(world.pool().jobs_per_person, 2.0);
  EXPECT_EQ(world.pool().extraction_help, 0.5);
}

// 1000 people, 200 weeks: 10 arrested a week (variance 9.9), then .02 of 990 screened out: 19.8 (19.4).
TEST(InsiderPools, LoseTheArrestedAndTheScreened) {
  test::PoolWorld world = world_with("people: 1000, arrest_hazard: 0.01, screened_out: 0.02");
  double arrested = 0.0;
  double left = 0.0;
  for (std::int32_t week = 0; week < 200; ++week) {
    world.pool().number = 1000;
    world.run("arrest_insiders", week);
    arrested += static_cast<double>(world.pool().arrested);
    left += static_cast<double>(world.pool().left);
    EXPECT_EQ(world.pool().number, 1000 - world.pool().arrested - world.pool().left);
  }
  EXPECT_NEAR(arrested / 200, 10.0, 4 * std::sqrt(9.9 / 200));
  EXPECT_NEAR(left / 200, 19.8, 4 * std::sqrt(19.4 / 200));
}

// A quarter fewer of 100 at the start; where all who are too many stop at once, it stays so.
TEST(InsiderPools, AreSmallerWithAProgrammeOfIntegrity) {
  test::PoolWorld world = world_with("people: 100, integrity: 0.25, refill: 1, recruit_lag_weeks: 0");
  EXPECT_EQ(world.pool().number, 75);
  world.pool().number = 100;
  world.run("refill_insiders");
  EXPECT_EQ(world.pool().number, 75);
  EXPECT_EQ(world.pool().left, 25);
}

// Fixed cost 50000 and wage 20000; a bought code costs 7000, which an office's insider saves.
TEST(InsiderPools, OfAnOfficeGiveTheReleaseCodeAsWell) {
  for (const bool is_release : {false, true}) {
    test::PoolWorld world = world_with(is_release ? "kind: release" : "kind: terminal");
    for (double& price : world.state().controls.code_price) price = 7000.0;
    price_routes(world.world(), world.state(), Week{0});
    const std::size_t route = at(world.route_by("box"));
    EXPECT_EQ(world.state().route_terms.lot_cost[route], 57000.0F);
    EXPECT_EQ(world.state().route_terms.hired_cost[route], is_release ? 70000.0F : 77000.0F);
  }
}

// Nobody is there, and yet one is wanted: so the wage shows what is missing.
TEST(InsiderPools, ThatAreEmptyAreWantedAllTheSame) {
  test::PoolWorld world = world_with("people: 0");
  price_routes(world.world(), world.state(), Week{0});
  EXPECT_EQ(world.state().route_terms.hired_cost[at(world.route_by("box"))], 70000.0F);
}

}  // namespace
}  // namespace waterbed
