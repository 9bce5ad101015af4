// SPDX-License-Identifier: Apache-2.0
#include "sim/world/world.hpp"

#include <algorithm>
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

TEST(World, FindsCrossingsByStratumAndByPlaceMethod) {
  for (const char* scenario : {"north_sea.yaml", "lab/within_port.yaml"}) {
    const World world = test::prepare_scenario(scenario).world;
    ASSERT_EQ(world.first_crossing.size(), world.place_methods.size() + 1);
    ASSERT_EQ(world.crossings_in.size(), world.strata.size());
    std::size_t next = 0;
    std::size_t hidden = 0;
    for (std::size_t pair = 0; pair < world.place_methods.size(); ++pair) {
      EXPECT_EQ(world.first_crossing[pair], next);
      while (next < world.crossings.size() && at(world.crossings[next].place_method) == pair) ++next;
    }
    EXPECT_EQ(world.first_crossing.back(), next);
    EXPECT_EQ(next, world.crossings.size());
    for (std::size_t stratum = 0; stratum < world.strata.size(); ++stratum)
      for (const std::size_t crossing : world.crossings_in[stratum]) {
        EXPECT_EQ(at(world.crossings[crossing].stratum), stratum);
        ++hidden;
      }
    EXPECT_EQ(hidden, std::count_if(world.crossings.begin(), world.crossings.end(),
                                    [](const Crossing& crossing) { return crossing.stratum != none; }));
  }
}

TEST(World, FindsPlacesByName) {
  const World world = test::prepare_scenario("north_sea.yaml").world;
  ASSERT_EQ(world.place_numbers.size(), world.place_names.size());
  for (std::size_t place = 0; place < world.place_names.size(); ++place)
    EXPECT_EQ(world.place_numbers.at(world.place_names[place]), index_of(place));
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
