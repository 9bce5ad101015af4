// SPDX-License-Identifier: Apache-2.0
#include "sim/base/parameter_content.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace waterbed {
namespace {

// One field of every kind.
struct PumpParams {
  UnitsPerWeek flow{3};
  std::int64_t stages = 1;
  enum class Drive { wind, steam } drive = Drive::wind;
  std::string title;
  std::string source;
  std::vector<std::string> basins;
  std::vector<std::string> backups;

  void describe(FieldVisitor& fields) {
    fields.quantity("flow", flow, {0, 10}, "water moved");
    fields.count("stages", stages, {1, 9}, "stages");
    fields.choice("drive", drive, {{"wind", Drive::wind}, {"steam", Drive::steam}}, "what drives it");
    fields.text("title", title, "title");
    fields.optional_reference("source", source, "basins", "where the water comes from");
    fields.references("basins", basins, "basins", "where it goes");
    fields.references("backups", backups, "basins", "where it goes when these are full");
  }
};

ParameterSet with(const std::function<void(PumpParams&)>& change, const std::string& name = "north") {
  ParameterSet parameters;
  parameters.add_map<PumpParams>({"pumps", "pumps"});
  parameters.block(0).add(name);
  change(const_cast<PumpParams&>(parameters.named<PumpParams>().values[0]));
  return parameters;
}

const auto no_change = [](PumpParams&) {};

TEST(ParameterContent, IsEqualForEqualSets) {
  EXPECT_EQ(content_of(with(no_change)), content_of(with(no_change)));
}

TEST(ParameterContent, DiffersInEveryKindOfField) {
  const std::vector<std::function<void(PumpParams&)>> changes{
      [](PumpParams& pump) { pump.flow = UnitsPerWeek{4}; },
      [](PumpParams& pump) { pump.flow = UnitsPerWeek{0}; },
      [](PumpParams& pump) { pump.flow = UnitsPerWeek{-0.0}; },
      [](PumpParams& pump) { pump.stages = 2; },
      [](PumpParams& pump) { pump.drive = PumpParams::Drive::steam; },
      [](PumpParams& pump) { pump.title = "lake"; },
      [](PumpParams& pump) { pump.source = "lake"; },
      [](PumpParams& pump) { pump.basins = {"lake"}; },
      [](PumpParams& pump) {
        pump.basins = {"lake", "pond"};
      },
      [](PumpParams& pump) { pump.backups = {"lake"}; }};
  std::vector<std::string> contents{content_of(with(no_change)), content_of(with(no_change, "south"))};
  for (const auto& change : changes) contents.push_back(content_of(with(change)));
  for (std::size_t left = 0; left < contents.size(); ++left)
    for (std::size_t right = left + 1; right < contents.size(); ++right)
      EXPECT_NE(contents[left], contents[right]) << left << ", " << right;
}

TEST(ParameterContent, DiffersInEntriesAndBlocks) {
  ParameterSet two = with(no_change);
  two.block(0).add("south");
  EXPECT_NE(content_of(two), content_of(with(no_change)));
  EXPECT_NE(content_of(ParameterSet{}), content_of(with(no_change)));
}

}  // namespace
}  // namespace waterbed
