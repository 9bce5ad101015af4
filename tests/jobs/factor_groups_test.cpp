// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/factor_groups.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/jobs/design_points.hpp"

namespace waterbed {
namespace {

using testing::ElementsAre;

ScenarioRecord scenario() {
  ScenarioRecord record;
  record.parameters = {{"places.one.interception", "0.1", "1", "0", "0.2", "", ""},
                       {"places.two.interception", "0.1", "1", "0.1", "0.5", "", ""},
                       {"places.two.recorded", "0.9", "1", "0.5", "1", "", ""},
                       {"places.three.interception", "0.1", "1", "", "", "", ""},
                       {"strata.*/one/containers.legal_units_per_week", "10", "1/week", "5", "20", "", ""},
                       {"measures.cut.places.one.interception", "add 0.1", "1", "0", "0.3", "", ""}};
  return record;
}

Design design_with(const std::string& path) {
  Design design;
  design.kind = DesignKind::sobol;
  design.size = 4;
  Factor factor;
  factor.path = path;
  factor.origin = "d.yaml:1";
  design.factors = {factor};
  return design;
}

// A place of a quarter is 0 + 0.25 x 0.2 in the one range and 0.1 + 0.25 x 0.4 in the other; the third place
// has no range.
TEST(FactorGroups, MoveEachMemberInItsOwnRange) {
  Design design = design_with("places.*.interception");
  ASSERT_TRUE(take_ranges(scenario(), design).empty());
  EXPECT_EQ(end_of_factor(design.factors[0], FactorEnd::low), "0");
  EXPECT_EQ(end_of_factor(design.factors[0], FactorEnd::high), "1");
  EXPECT_THAT(sets_of(design.kind, design.factors[0], "0.25"),
              ElementsAre("places.one.interception=0.05", "places.two.interception=0.2"));
}

TEST(FactorGroups, GiveAllMembersOneValueOfARangeOfTheirOwn) {
  Design design = design_with("places.*.interception");
  design.factors[0].range = FactorRange{0.2, 0.4};
  ASSERT_TRUE(take_ranges(scenario(), design).empty());
  EXPECT_THAT(sets_of(design.kind, design.factors[0], "0.25"),
              ElementsAre("places.one.interception=0.25", "places.two.interception=0.25",
                          "places.three.interception=0.25"));
}

// Two queues with servers, which are counts, and one whose number of servers is none here.
ScenarioRecord queues() {
  ScenarioRecord record;
  record.parameters = {{"queues.one.servers", "2", "1", "1", "4", "", "", true},
                       {"queues.two.servers", "2", "1", "1", "5", "", "", true},
                       {"queues.three.servers", "2", "1", "", "", "", ""}};
  return record;
}

// All get one value, so it must do for the counts among them.
TEST(FactorGroups, GiveWholeNumbersOfARangeOfTheirOwnWhereAMemberIsACount) {
  Design design = design_with("queues.*.servers");
  design.factors[0].range = FactorRange{1, 5};
  ASSERT_TRUE(take_ranges(queues(), design).empty());
  std::set<std::string> values;
  const DesignPoints points(design);
  for (std::uint64_t point = 0; point < points.count(); ++point) values.insert(points.values(point).front());
  for (const std::string& value : values) EXPECT_EQ(value.find('.'), std::string::npos) << value;
  design.factors[0].range = FactorRange{1, 4.5};
  EXPECT_EQ(take_ranges(queues(), design).printed(),
            "d.yaml:1: queues.*.servers moves a count: low and high must be whole numbers\n");
}

// 1 to 4 has the levels 1, 2, 3 and 4, but 1 to 5 has none but its ends.
TEST(FactorGroups, RefuseElementaryEffectsOfMembersThatWouldBeRounded) {
  Design design = design_with("queues.*.servers");
  design.kind = DesignKind::morris;
  EXPECT_EQ(
      take_ranges(queues(), design).printed(),
      "d.yaml:1: queues.*.servers: queues.two.servers is a count: high - low must be a multiple of levels "
      "- 1 = 3 for elementary effects; take other ends or levels\n");
  design.factors[0].range = FactorRange{1, 5};
  EXPECT_EQ(take_ranges(queues(), design).printed(),
            "d.yaml:1: queues.*.servers moves a count: high - low must be a multiple of levels - 1 = 3 for "
            "elementary effects; take other ends or levels\n");
  design.factors[0].range = FactorRange{1, 7};
  EXPECT_EQ(take_ranges(queues(), design).printed(), "");
}

// On a logarithmic scale half way from 0.1 to 0.5 is sqrt(0.05); ranges that begin at 0 have no such scale.
TEST(FactorGroups, TakeMembersAboveZeroOnALogarithmicScale) {
  Design design = design_with("places.*.interception");
  design.factors[0].scale = FactorScale::logarithmic;
  ASSERT_TRUE(take_ranges(scenario(), design).empty());
  EXPECT_THAT(sets_of(design.kind, design.factors[0], "0.5"),
              ElementsAre("places.two.interception=0.223606798"));
}

TEST(FactorGroups, NameTheChangeOfAMeasureAsSetDoes) {
  const std::string path = "measures.cut.change.places.one.interception.add";
  EXPECT_EQ(set_path_of(scenario().parameters.back()), path);
  Design design = design_with(path);
  ASSERT_TRUE(take_ranges(scenario(), design).empty());
  EXPECT_EQ(end_of_factor(design.factors[0], FactorEnd::high), "0.3");
}

TEST(FactorGroups, LeaveAParameterAloneWhoseNameHasAStar) {
  EXPECT_FALSE(is_group(scenario(), "strata.*/one/containers.legal_units_per_week"));
  EXPECT_TRUE(is_group(scenario(), "strata.*.legal_units_per_week"));
}

TEST(FactorGroups, RefuseAPathThatMatchesNothing) {
  Design design = design_with("places.*.sensitivity");
  const Mistakes mistakes = take_ranges(scenario(), design);
  ASSERT_FALSE(mistakes.empty());
  EXPECT_EQ(mistakes.sorted().front().text,
            "places.*.sensitivity matches no number of the scenario that has low and high");
}

// The scenario adds there; a value that is set would stand for another thing.
TEST(FactorGroups, RefuseAChangeThatTheScenarioSaysInAnotherWay) {
  Design design = design_with("measures.cut.change.places.one.interception.set");
  design.factors[0].range = FactorRange{0, 1};
  const Mistakes mistakes = take_ranges(scenario(), design);
  ASSERT_FALSE(mistakes.empty());
  EXPECT_EQ(mistakes.sorted().front().text,
            "measures.cut.change.places.one.interception.set: the scenario has "
            "measures.cut.change.places.one.interception.add");
}

TEST(FactorGroups, SuggestTheNearestNumber) {
  Design design = design_with("places.two.recordet");
  EXPECT_EQ(take_ranges(scenario(), design).sorted().front().text,
            "places.two.recordet is not a number of the scenario: did you mean places.two.recorded?");
}

TEST(FactorGroups, RefuseAParameterThatAnotherFactorMoves) {
  Design design = design_with("places.two.interception");
  design.factors.push_back(design_with("places.*.interception").factors.front());
  const Mistakes mistakes = take_ranges(scenario(), design);
  ASSERT_FALSE(mistakes.empty());
  EXPECT_EQ(mistakes.sorted().front().text,
            "places.*.interception moves places.two.interception, as places.two.interception does");
}

}  // namespace
}  // namespace waterbed
