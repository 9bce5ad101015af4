// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/mechanisms.hpp"

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

TEST(Mechanisms, OrderOfTheWeekIsSound) {
  EXPECT_TRUE(problems_of(order_steps(all_mechanisms())).empty());
}

TEST(Mechanisms, OrderIsPartOfTheResult) {
  const std::vector<std::string> order = order_of_a_week();
  EXPECT_EQ(order.front(), "calendar/apply_measures");
  EXPECT_EQ(order.back(), "count/tally");
}

TEST(Mechanisms, MoreLotsThanAKeyHasRoomForAreRefused) {
  ParameterSet parameters = test::prepare_scenario("lab/geometric.yaml").scenario.start.parameters;
  EXPECT_TRUE(validate_parameters(parameters).empty());
  for_each_quantity(parameters, [](const std::string& path, const QuantityField& field) {
    if (path == "methods.box.largest_lot_kg") *field.value = 1.0;
  });
  ASSERT_EQ(validate_parameters(parameters).size(), 1U);  // 8000 kg in lots of 1 kg
}

TEST(Mechanisms, NoTwoPurposesShareLuck) {
  EXPECT_TRUE(validate_purposes(test::prepare_scenario("north_sea.yaml").world).empty());
  World world = test::prepare_scenario("lab/geometric.yaml").world;
  world.nests[0].purpose = Purpose("control.entry");
  EXPECT_EQ(validate_purposes(world).size(), 1U);
}

TEST(Mechanisms, ImpossibleConsignmentsAreRefused) {
  const auto problems_with = [](const std::string& changed, double value) {
    ParameterSet parameters = test::prepare_scenario("lab/seizures_mislead.yaml").scenario.start.parameters;
    for_each_quantity(parameters, [&](const std::string& path, const QuantityField& field) {
      if (path == changed) *field.value = value;
    });
    return validate_parameters(parameters).size();
  };
  EXPECT_EQ(problems_with("consignments.attempted_flow_t_per_year", 1000), 0U);
  EXPECT_EQ(problems_with("consignments.attempted_flow_t_per_year", 1e6), 1U);  // 1.9e7 lots of 1 kg a week
  EXPECT_EQ(problems_with("consignments.median_size_kg", 1e5), 1U);             // above the largest
}

}  // namespace
}  // namespace waterbed
