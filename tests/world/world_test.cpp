// SPDX-License-Identifier: Apache-2.0
#include "sim/world/world.hpp"

#include <set>

#include <gtest/gtest.h>

#include "sim/replicate/mechanisms.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

TEST(World, RoutesLieInTheNestOfTheirEntryPlace) {
  const World world = test::prepare_scenario("north_sea.yaml").world;
  std::size_t next = 0;
  for (const Nest& nest : world.nests) {
    EXPECT_EQ(nest.begin, next);
    for (std::size_t route = nest.begin; route < nest.end; ++route)
      EXPECT_EQ(world.lanes[at(world.routes.lane[route])].place, nest.place);
    next = nest.end;
  }
  EXPECT_EQ(next, world.routes.size());
}

TEST(World, CrossingsBelongToTheStratumOfTheirOriginAndPlace) {
  const World world = test::prepare_scenario("north_sea.yaml").world;
  std::set<Index> with_stratum;
  for (const Crossing& crossing : world.crossings) {
    if (crossing.stratum == none) continue;
    with_stratum.insert(crossing.stratum);
    const Stratum& stratum = world.strata[at(crossing.stratum)];
    EXPECT_EQ(stratum.origin, crossing.origin);
    EXPECT_EQ(stratum.place, world.place_methods[at(crossing.place_method)].place);
  }
  EXPECT_EQ(with_stratum.size(), world.strata.size());
}

// 14 days at sea and 5 in ports: ceil(19 / 7) = 3 weeks.
TEST(World, TravelTakesWholeWeeksRoundedUp) {
  ParameterSet parameters = test::prepare_scenario("lab/no_deterrence.yaml").scenario.start.parameters;
  const WorldBuilding building = build_world(parameters);
  for (const Index weeks : building.world.routes.weeks_to_entry) EXPECT_EQ(weeks, 3);
}

TEST(World, SaysWhatAWorldWithoutRoutesLacks) {
  const WorldBuilding building = build_world(all_parameters());
  ASSERT_EQ(building.problems.size(), 1U);
  EXPECT_NE(building.problems[0].find("no route exists"), std::string::npos);
}

}  // namespace
}  // namespace waterbed
