// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/release_codes.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;

std::string codes_with(const std::string& fields) {
  return "release_codes: {codes: {" + fields + "}}\n";
}

double price(const SmallWorld& world, const SmallWorld::Way& way) {
  return world.week(0).controls.code_price[world.crossing(way)];
}

double open_share(const SmallWorld& world, const SmallWorld::Way& way) {
  return world.week(0).controls.code_share[world.crossing(way)];
}

std::size_t route_by(const SmallWorld& world, const std::string& name) {
  const std::vector<std::string>& names = world.world().routes.name;
  std::size_t route = 0;
  while (route < names.size() && names[route] != name) ++route;
  EXPECT_LT(route, names.size()) << name;
  return route;
}

TEST(ReleaseCodes, CostTheirPriceWhereTheyAreNeeded) {
  const SmallWorld world(codes_with("places: [port], methods: [box]"));
  EXPECT_EQ(price(world, {"origin", "port", "box"}), 50000.0);
  EXPECT_EQ(price(world, {"hub", "port", "box"}), 50000.0);
  EXPECT_EQ(price(world, {"origin", "port", "frame"}), 0.0);
  EXPECT_EQ(price(world, {"origin", "haven", "box"}), 0.0);
}

// 50,000 EUR a lot for the method and 70,000 for the code.
TEST(ReleaseCodes, StandInTheCostOfALot) {
  const SmallWorld world(codes_with("places: [port], methods: [box], price_eur: 70000"));
  const std::vector<float>& cost = world.week(0).route_terms.lot_cost;
  EXPECT_EQ(cost[route_by(world, "goods/origin//port/box/market")], 120000.0F);
  EXPECT_EQ(cost[route_by(world, "goods/origin//haven/box/market")], 50000.0F);
}

TEST(ReleaseCodes, AreClosedByTradeLane) {
  const SmallWorld world(
      "release_codes:\n"
      "  first: {origins: [origin], methods: [box], closed: 0.75}\n"
      "  second: {origins: [hub], methods: [box], price_eur: 1}\n");
  EXPECT_EQ(open_share(world, {"origin", "port", "box"}), .25);
  EXPECT_EQ(open_share(world, {"origin", "haven", "box"}), .25);
  EXPECT_EQ(open_share(world, {"hub", "port", "box"}), 1.0);
  EXPECT_EQ(open_share(world, {"origin", "port", "frame"}), 1.0);
  EXPECT_EQ(price(world, {"hub", "port", "box"}), 1.0);
}

// A quarter of the boxes pulls nu ln .25 = .5 x -1.3862944; none shuts the route.
TEST(ReleaseCodes, PullByTheShareOfBoxesThatStillNeedThem) {
  const auto pull_with = [](const std::string& closed) {
    const SmallWorld world(codes_with("places: [haven], methods: [box], closed: " + closed));
    const std::vector<float>& pull = world.week(0).route_terms.pull;
    return pull[route_by(world, "goods/origin//haven/box/market")] -
           pull[route_by(world, "goods/origin//haven/frame/market")];
  };
  EXPECT_EQ(pull_with("0"), 0.0F);
  EXPECT_NEAR(pull_with("0.75"), -.6931472, 1e-6);
  EXPECT_EQ(pull_with("1"), -std::numeric_limits<float>::infinity());
}

TEST(ReleaseCodes, ChangeNothingWhereTheyCostNothingAndAreOpen) {
  EXPECT_EQ(SmallWorld(codes_with("methods: [box], price_eur: 0")).digest(), SmallWorld("").digest());
  EXPECT_NE(SmallWorld(codes_with("methods: [box], closed: 1")).digest(), SmallWorld("").digest());
}

std::string mistakes_of_two(const std::string& first, const std::string& second) {
  return test::mistakes_of("release_codes: {one: {" + first + "}, two: {" + second + "}}\n");
}

TEST(ReleaseCodes, AreRefusedWhereTwoEntriesCoverTheSameBoxes) {
  EXPECT_THAT(mistakes_of_two("methods: [box]", "places: [haven], methods: [box]"),
              testing::HasSubstr("release_codes: one and two both cover boxes from origin to haven by box"));
  EXPECT_THAT(mistakes_of_two("origins: [hub], methods: [box, frame]", "methods: [frame]"),
              testing::HasSubstr("release_codes: one and two both cover boxes from hub to port by frame"));
}

TEST(ReleaseCodes, MayDifferByPlaceOriginOrMethod) {
  EXPECT_EQ(mistakes_of_two("places: [port], methods: [box]", "places: [haven], methods: [box]"), "");
  EXPECT_EQ(mistakes_of_two("origins: [hub], methods: [box]", "origins: [origin], methods: [box]"), "");
  EXPECT_EQ(mistakes_of_two("methods: [box]", "methods: [frame]"), "");
  // Nothing is moved by box through a post hub, or by packet through a port.
  EXPECT_EQ(mistakes_of_two("places: [port, post], methods: [box]", "places: [post], methods: [box, packet]"),
            "");
}

TEST(ReleaseCodes, AreRefusedWithoutAMethodOrAtTheWrongPlaces) {
  EXPECT_THAT(test::mistakes_of(codes_with("places: [port]")),
              testing::HasSubstr("release_codes.codes.methods names no method"));
  EXPECT_THAT(test::mistakes_of(codes_with("places: [hub], methods: [box]")),
              testing::HasSubstr("release_codes.codes.places: hub is no entry place"));
  EXPECT_THAT(test::mistakes_of(codes_with("origins: [port], methods: [box]")),
              testing::HasSubstr("release_codes.codes.origins: port is an entry place"));
}

}  // namespace
}  // namespace waterbed
