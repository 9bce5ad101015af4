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

}  // namespace
}  // namespace waterbed
