// SPDX-License-Identifier: Apache-2.0
#include "sim/base/parameter_set.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

struct PumpParams {
  UnitsPerWeek flow{3};
  void describe(FieldVisitor& fields) { fields.quantity("flow", flow, {0, 10}, "water moved"); }
};

struct TankParams {
  Share full{0.5};
  void describe(FieldVisitor& fields) { fields.quantity("full", full, {0, 1}, "how full"); }
};

ParameterSet sample() {
  ParameterSet parameters;
  parameters.add_map<PumpParams>({"pumps", "pumps"});
  parameters.add_block<TankParams>({"tank", "the tank"});
  parameters.block(0).add("north");
  return parameters;
}

TEST(ParameterSet, NamesQuantitiesByPathWithTheirUnit) {
  ParameterSet parameters = sample();
  std::vector<std::string> paths;
  for_each_quantity(parameters,
                    [&](const std::string& path, const QuantityField&) { paths.push_back(path); });
  EXPECT_EQ(paths, (std::vector<std::string>{"pumps.north.flow_units_per_week", "tank.full"}));
}

TEST(ParameterSet, CopiesShareNothing) {
  ParameterSet original = sample();
  ParameterSet copy = original;
  for_each_quantity(copy, [](const std::string&, const QuantityField& field) { *field.value = 1.0; });
  EXPECT_EQ(original.get<TankParams>().full.value(), 0.5);
  EXPECT_EQ(copy.get<TankParams>().full.value(), 1.0);
  EXPECT_EQ(copy.named<PumpParams>().values[0].flow.value(), 1.0);
}

TEST(ParameterSet, AskingForAnUnknownBlockIsOurMistake) {
  const ParameterSet empty;
  EXPECT_THROW(static_cast<void>(empty.get<TankParams>()), Broken);
}

}  // namespace
}  // namespace waterbed
