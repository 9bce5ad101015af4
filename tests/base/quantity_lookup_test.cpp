// SPDX-License-Identifier: Apache-2.0
#include "sim/base/quantity_lookup.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

struct PumpParams {
  UnitsPerWeek flow{3};
  std::string title;
  Share leak{0.5};
  void describe(FieldVisitor& fields) {
    fields.quantity("flow", flow, {0, 10}, "water moved");
    fields.text("title", title, "name in print");
    fields.quantity("leak", leak, {0, 1}, "water lost");
  }
};

struct TankParams {
  Share full{0.25};
  void describe(FieldVisitor& fields) { fields.quantity("full", full, {0, 1}, "how full"); }
};

ParameterSet pumps_and_a_tank() {
  ParameterSet parameters;
  parameters.add_map<PumpParams>({"pumps", "the pumps"});
  parameters.block(0).add("north");
  parameters.block(0).add("south");
  parameters.add_block<TankParams>({"tank", "the tank"});
  return parameters;
}

TEST(QuantityLookup, GivesPositionsInTheOrderOfAllQuantities) {
  ParameterSet parameters = pumps_and_a_tank();
  std::set<std::string> paths;
  for_each_quantity(parameters, [&](const std::string& path, const QuantityField&) { paths.insert(path); });
  ASSERT_EQ(paths.size(), 5U);
  const auto found = find_quantities(parameters, paths);
  std::size_t position = 0;
  for_each_quantity(parameters, [&](const std::string& path, const QuantityField& field) {
    ASSERT_TRUE(found.contains(path)) << path;
    EXPECT_EQ(found.at(path).position, position++) << path;
    EXPECT_EQ(found.at(path).value, *field.value) << path;
  });
}

TEST(QuantityLookup, FindsOnlyWhatIsAskedForAndThere) {
  const auto found =
      find_quantities(pumps_and_a_tank(), {"pumps.south.leak", "pumps.west.leak", "tank.title"});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.at("pumps.south.leak").position, 3U);  // after both of north, and the flow of south
  EXPECT_EQ(found.at("pumps.south.leak").value, 0.5);
}

}  // namespace
}  // namespace waterbed
