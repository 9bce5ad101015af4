// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/design_points.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

namespace waterbed {
namespace {

using Values = std::vector<std::string>;

Factor factor_of(double low, double high, FactorScale scale = FactorScale::linear) {
  Factor factor;
  factor.path = "a.b";
  factor.range = FactorRange{low, high};
  factor.scale = scale;
  return factor;
}

Factor factor_of(Values values) {
  Factor factor;
  factor.path = "a.c";
  factor.values = std::move(values);
  return factor;
}

Design design_of(DesignKind kind, std::int64_t size, std::vector<Factor> factors) {
  Design design;
  design.kind = kind;
  design.size = size;
  design.factors = std::move(factors);
  return design;
}

std::vector<Values> all_values(const Design& design) {
  const DesignPoints points(design);
  std::vector<Values> all;
  for (std::uint64_t point = 0; point < points.count(); ++point) all.push_back(points.values(point));
  return all;
}

TEST(DesignPoints, OfAGridAreAllCombinations) {
  Factor steps = factor_of(1, 100, FactorScale::logarithmic);
  steps.steps = 3;
  EXPECT_EQ(all_values(design_of(DesignKind::grid, 0, {steps, factor_of(Values{"on", "off"})})),
            (std::vector<Values>{
                {"1", "on"}, {"1", "off"}, {"10", "on"}, {"10", "off"}, {"100", "on"}, {"100", "off"}}));
}

TEST(DesignPoints, OfAListAreItsRows) {
  Design design = design_of(DesignKind::list, 0, {factor_of(Values{})});
  design.rows = {{"3"}, {"4"}};
  EXPECT_EQ(all_values(design), design.rows);
}

// A larger design begins with the smaller one, so nothing of it is run again.
TEST(DesignPoints, GrowWithoutMoving) {
  for (const DesignKind kind :
       {DesignKind::random, DesignKind::sobol, DesignKind::saltelli, DesignKind::morris}) {
    const std::vector<Factor> factors{factor_of(0, 1), factor_of(5, 500, FactorScale::logarithmic),
                                      factor_of(Values{"x", "y", "z"})};
    const std::vector<Values> few = all_values(design_of(kind, 8, factors));
    std::vector<Values> many = all_values(design_of(kind, 32, factors));
    EXPECT_EQ(many.size(), 4 * few.size());
    many.resize(few.size());
    EXPECT_EQ(many, few) << name_of(kind);
    EXPECT_GT(std::set<Values>(few.begin(), few.end()).size(), few.size() / 2) << name_of(kind);
  }
}

TEST(DesignPoints, LieInTheirRanges) {
  for (const DesignKind kind : {DesignKind::random, DesignKind::latin_hypercube, DesignKind::sobol,
                                DesignKind::saltelli, DesignKind::morris}) {
    std::set<std::string> seen;
    for (const Values& values :
         all_values(design_of(kind, 40, {factor_of(-2, 3), factor_of(Values{"x", "y", "z"})}))) {
      EXPECT_GE(std::stod(values[0]), -2.0);
      EXPECT_LE(std::stod(values[0]), 3.0);
      EXPECT_LE(values[0].size(), 15U) << values[0];
      seen.insert(values[1]);
    }
    EXPECT_EQ(seen, (std::set<std::string>{"x", "y", "z"})) << name_of(kind);
  }
}

TEST(DesignPoints, AreCountedWithTheirGroups) {
  const std::vector<Factor> factors{factor_of(0, 1), factor_of(0, 1), factor_of(0, 1)};
  const DesignPoints saltelli(design_of(DesignKind::saltelli, 10, factors));
  EXPECT_EQ(saltelli.count(), 50U);
  EXPECT_EQ(saltelli.points_of_group(), 5U);
  EXPECT_EQ(saltelli.coordinates(7)[0], saltelli.coordinates(6)[0]);
  const DesignPoints morris(design_of(DesignKind::morris, 10, factors));
  EXPECT_EQ(morris.count(), 40U);
  EXPECT_EQ(morris.points_of_group(), 4U);
}

std::map<std::string, int> times_in(const Design& design) {
  std::map<std::string, int> times;
  for (const Values& values : all_values(design)) ++times[values[0]];
  return times;
}

// Each of the 40 equal parts of the range holds one point, so each quarter holds 10.
TEST(DesignPoints, GiveCountsWholeNumbersAllEquallyOften) {
  Factor count = factor_of(3, 6);
  count.is_whole = true;
  EXPECT_EQ(times_in(design_of(DesignKind::latin_hypercube, 40, {count})),
            (std::map<std::string, int>{{"3", 10}, {"4", 10}, {"5", 10}, {"6", 10}}));
}

// From 0.5 to 8.5: the first number, up to 1.5, has log 3 / log 17 = 0.3878 of the range, the last, from 7.5,
// log (8.5 / 7.5) / log 17 = 0.0442.
TEST(DesignPoints, GiveCountsWholeNumbersAlongALogarithm) {
  Factor count = factor_of(1, 8, FactorScale::logarithmic);
  count.is_whole = true;
  const auto times = times_in(design_of(DesignKind::latin_hypercube, 1000, {count}));
  EXPECT_EQ(times.size(), 8U);
  EXPECT_NEAR(times.at("1"), 388, 1);
  EXPECT_NEAR(times.at("8"), 44, 1);
}

TEST(DesignPoints, OfAGridOfCountsAreTheNearestWholeNumbers) {
  Factor steps = factor_of(1, 1000000, FactorScale::logarithmic);
  steps.is_whole = true;
  steps.steps = 5;  // 10^1.5 = 31.6, 10^4.5 = 31622.8
  EXPECT_EQ(all_values(design_of(DesignKind::grid, 0, {steps})),
            (std::vector<Values>{{"1"}, {"32"}, {"1000"}, {"31623"}, {"1000000"}}));
}

ScenarioRecord scenario_with(const std::string& low, const std::string& high) {
  ScenarioRecord scenario;
  scenario.parameters.push_back({"a.b", "1", "", low, high, "", ""});
  return scenario;
}

TEST(DesignPoints, TakeTheRangesOfTheScenario) {
  Factor factor;
  factor.path = "a.b";
  factor.origin = "d.yaml:9";
  Factor own = factor_of(7, 8);
  own.path = "a.c";
  Design design = design_of(DesignKind::sobol, 4, {factor, own});
  EXPECT_EQ(take_ranges(scenario_with("0.5", "2"), design).printed(), "");
  EXPECT_EQ(design.factors[0].range->low, 0.5);
  EXPECT_EQ(design.factors[0].range->high, 2.0);
  EXPECT_EQ(design.factors[1].range->low, 7.0);
}

TEST(DesignPoints, RefuseFactorsWithoutARange) {
  Factor factor;
  factor.path = "a.b";
  factor.origin = "d.yaml:9";
  Design design = design_of(DesignKind::sobol, 4, {factor});
  EXPECT_EQ(take_ranges(scenario_with("", ""), design).printed(),
            "d.yaml:9: a.b has no low and high in the scenario: give {low: ..., high: ...} here\n");
  EXPECT_EQ(take_ranges({}, design).printed(),
            "d.yaml:9: a.b is not a number of the scenario: there are none\n");
  design.factors[0].scale = FactorScale::logarithmic;
  EXPECT_EQ(take_ranges(scenario_with("0", "1"), design).printed(),
            "d.yaml:9: a.b: the scenario's range must lie above 0 for scale: log\n");
}

TEST(DesignPoints, TakeFromTheScenarioWhichFactorsAreCounts) {
  ScenarioRecord scenario = scenario_with("2", "9");
  scenario.parameters.front().is_whole = true;
  Factor factor;
  factor.path = "a.b";
  factor.origin = "d.yaml:9";
  Design design = design_of(DesignKind::grid, 0, {factor});
  design.factors[0].steps = 8;
  EXPECT_EQ(take_ranges(scenario, design).printed(), "");
  EXPECT_TRUE(design.factors[0].is_whole);
  design.factors[0].steps = 9;  // 2 to 9 are 8 numbers
  EXPECT_EQ(take_ranges(scenario, design).printed(),
            "d.yaml:9: a.b.steps = 9: so many whole numbers apart are not in its range, take fewer or list "
            "them\n");
  design.factors[0].range = FactorRange{2, 9.5};
  EXPECT_EQ(take_ranges(scenario, design).printed(),
            "d.yaml:9: a.b is a count: low and high must be whole numbers\n");
}

Design morris_of_a_count(double low, double high) {
  Factor factor = factor_of(low, high);
  factor.origin = "d.yaml:9";
  return design_of(DesignKind::morris, 10, {factor});
}

ScenarioRecord scenario_with_a_count() {
  ScenarioRecord scenario = scenario_with("2", "9");
  scenario.parameters.front().is_whole = true;
  return scenario;
}

// The four levels of 20 to 21 would be 20, 20, 21 and 21: steps between them are 0 or 1, never the 2/3 by
// which effects are divided. Those of 20 to 26 are 20, 22, 24 and 26.
TEST(DesignPoints, OfElementaryEffectsRefuseCountsWhoseLevelsWouldBeRounded) {
  Design narrow = morris_of_a_count(20, 21);
  EXPECT_EQ(
      take_ranges(scenario_with_a_count(), narrow).printed(),
      "d.yaml:9: a.b is a count: high - low must be a multiple of levels - 1 = 3 for elementary effects; "
      "take other ends or levels\n");
  Design wide = morris_of_a_count(20, 26);
  EXPECT_EQ(take_ranges(scenario_with_a_count(), wide).printed(), "");
  EXPECT_EQ(times_in(wide).size(), 4U);
  narrow.levels = 2;  // both ends
  EXPECT_EQ(take_ranges(scenario_with_a_count(), narrow).printed(), "");
}

TEST(DesignPoints, OfElementaryEffectsRefuseCountsAlongALogarithm) {
  Design design = morris_of_a_count(10, 40);
  design.factors[0].scale = FactorScale::logarithmic;
  EXPECT_EQ(
      take_ranges(scenario_with_a_count(), design).printed(),
      "d.yaml:9: a.b is a count: with scale: log its levels are no whole numbers, take scale: linear for "
      "elementary effects\n");
}

}  // namespace
}  // namespace waterbed
