// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/prepare.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

// Two arms over 300 ports x 5 methods and 24 years: 24 x 1502^2 = 54 million cells, more than 12.5 million.
std::string world_of_many_lanes() {
  std::string text =
      "waterbed: 1\ntitle: Many lanes\nstart: 2000-01-03\nweeks: 1252\nwarm_up_weeks: 0\n"
      "replicates: 1\ncommodities: {goods: {}}\n"
      "places:\n  origin: {role: source, latitude_deg: 0, longitude_deg: 0}\n";
  std::string passages = "passages:\n";
  for (int port = 0; port < 300; ++port) {
    const std::string name = "port" + std::to_string(port);
    text += "  " + name + ": {latitude_deg: 0, longitude_deg: 0}\n";
    passages += "  origin/" + name + ": {sea_days: 7}\n";
  }
  return text + passages +
         "methods: {one: {}, two: {}, three: {}, four: {}, five: {}}\n"
         "markets: {market: {commodity: goods, latitude_deg: 0, longitude_deg: 0}}\n"
         "organisations: {count: 2, ties: 0}\n"
         "arms: {first: {}, second: {choice: {eta: 1}}}\n";
}

TEST(Prepare, RefusesShiftMatricesThatAreTooLargeToBeHeld) {
  EXPECT_EQ(
      test::prepare_small_world("", world_of_many_lanes()).mistakes.printed(),
      "case.yaml: pairs: shift matrices of 1 x 24 x 1502 x 1502 cells (pairs, years, lanes in either arm) "
      "are too large to be held: name fewer pairs, or none by pairs: []\n");
}

TEST(Prepare, TakesManyLanesWithoutPairs) {
  EXPECT_EQ(test::prepare_small_world("pairs: []\n", world_of_many_lanes()).mistakes.printed(), "");
}

}  // namespace
}  // namespace waterbed
