// SPDX-License-Identifier: Apache-2.0
#include "sim/base/parameter_set.hpp"

#include <utility>

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

TEST(ParameterSet, NotesWhichBlocksAreRead) {
  ParameterSet parameters = sample();
  std::vector<bool> are_read(2, false);
  parameters.note_reads(&are_read);
  EXPECT_EQ(parameters.get<TankParams>().full.value(), 0.5);
  EXPECT_EQ(are_read, (std::vector<bool>{false, true}));
  parameters.note_reads(nullptr);
  EXPECT_EQ(parameters.named<PumpParams>().size(), 1U);
  EXPECT_EQ(are_read, (std::vector<bool>{false, true}));
}

TEST(ParameterSet, TellsWhereTheValuesAreInTheSameOrder) {
  ParameterSet parameters = sample();
  const std::vector<double*> values = values_in(parameters);
  std::vector<double*> visited;
  for_each_quantity(parameters,
                    [&](const std::string&, const QuantityField& field) { visited.push_back(field.value); });
  EXPECT_EQ(values, visited);
}

TEST(ParameterSet, AskingForAnUnknownBlockIsOurMistake) {
  const ParameterSet empty;
  EXPECT_THROW(static_cast<void>(empty.get<TankParams>()), Broken);
  EXPECT_THROW(static_cast<void>(sample().get<PumpParams>()), Broken);  // there is a map of them, but not one
}

template <int number>
struct NumberedParams {
  Share part{0.0};
  void describe(FieldVisitor& fields) { fields.quantity("part", part, {0, 1}, "a part"); }
};

template <int... numbers>
ParameterSet numbered(std::integer_sequence<int, numbers...>) {
  ParameterSet parameters;
  (parameters.add_block<NumberedParams<numbers>>({"numbered", "one of many"}), ...);
  return parameters;
}

// All keep their parameters at the same distance from the block's own address.
template <int... numbers>
void expect_own_blocks(const ParameterSet& parameters, std::integer_sequence<int, numbers...>) {
  const auto distance = [&](std::size_t number, const void* params) {
    const void* block = &parameters.block(number);
    return static_cast<const char*>(params) - static_cast<const char*>(block);
  };
  const std::vector<std::ptrdiff_t> distances{
      distance(numbers, &parameters.get<NumberedParams<numbers>>())...};
  EXPECT_EQ(distances, std::vector<std::ptrdiff_t>(distances.size(), distances.front()));
}

// Among many types some share a slot of the table; a copy and what was moved have their own blocks.
TEST(ParameterSet, FindsEachOfManyBlocksAlsoInCopies) {
  using Numbers = std::make_integer_sequence<int, 100>;
  ParameterSet parameters = numbered(Numbers{});
  expect_own_blocks(parameters, Numbers{});
  const ParameterSet copy = parameters;
  expect_own_blocks(copy, Numbers{});
  EXPECT_NE(&copy.get<NumberedParams<7>>(), &parameters.get<NumberedParams<7>>());
  const ParameterSet moved = std::move(parameters);
  expect_own_blocks(moved, Numbers{});
}

}  // namespace
}  // namespace waterbed
