// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/reach.hpp"

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Every third place, every second method, every origin but each fifth: as if each crossing was asked.
TEST(Reach, MeetsTheCrossingsOfItsPlacesMethodsAndOriginsInTheirOrder) {
  const Prepared prepared = test::prepare_scenario("north_sea.yaml");
  const World& world = prepared.world;
  std::vector<bool> place;
  std::vector<bool> origin;
  for (std::size_t number = 0; number < world.place_names.size(); ++number) {
    place.push_back(number % 3 == 0);
    origin.push_back(number % 5 != 0);
  }
  std::vector<bool> method;
  for (std::size_t number = 0; number < prepared.scenario.start.parameters.named<MethodParams>().size();
       ++number)
    method.push_back(number % 2 == 0);
  std::vector<std::size_t> expected;
  for (std::size_t number = 0; number < world.crossings.size(); ++number) {
    const PlaceMethod& pair = world.place_methods[at(world.crossings[number].place_method)];
    if (place[at(pair.place)] && method[at(pair.method)] && origin[at(world.crossings[number].origin)])
      expected.push_back(number);
  }
  std::vector<std::size_t> met;
  for_each_crossing(world, place, method, origin, [&](std::size_t number) { met.push_back(number); });
  EXPECT_FALSE(met.empty());
  EXPECT_EQ(met, expected);
}

TEST(Reach, ListsPlacesByNameAndAllWhereNoneIsNamed) {
  const World world = test::prepare_scenario("lab/within_port.yaml").world;
  const std::size_t places = world.place_names.size();
  EXPECT_EQ(listed_places(world, {}), std::vector<bool>(places, true));
  std::vector<bool> last_only(places, false);
  last_only.back() = true;
  EXPECT_EQ(listed_places(world, {world.place_names.back()}), last_only);
}

}  // namespace
}  // namespace waterbed
