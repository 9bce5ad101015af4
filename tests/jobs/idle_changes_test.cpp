// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/idle_changes.hpp"

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using Sentences = std::vector<std::string>;

// Of lab/two_ports.yaml, where pooling is 0 before its measures, with these shocks and further values.
Sentences idle_in(const std::string& shocks, std::vector<std::string> sets = {}) {
  ScenarioOptions options;
  sets.push_back("shocks={" + shocks + "}");
  options.sets = sets;
  options.arms = {"as_it_is"};
  return idle_multiplications(test::prepare_scenario("lab/two_ports.yaml", options).scenario);
}

TEST(IdleMultiplications, AreToldWithTheValueThatIsZero) {
  EXPECT_EQ(
      idle_in("wave: {from: 2000-07-03, change: {cooperations.both.pooling: {multiply: 2}}}"),
      (Sentences{"shocks.wave multiplies cooperations.both.pooling, which is 0: that changes nothing"}));
}

TEST(IdleMultiplications, AreNoneWhereTheValueIsNotZero) {
  EXPECT_EQ(idle_in("wave: {from: 2000-07-03, change: {inland.risk: {multiply: 2}}}"), Sentences{});
}

TEST(IdleMultiplications, AreNoneBehindAChangeThatSetsTheValue) {
  EXPECT_EQ(idle_in("first: {from: 2000-07-03, change: {cooperations.both.pooling: {set: 0.4}}}, "
                    "second: {from: 2000-07-03, change: {cooperations.both.pooling: {multiply: 2}}}"),
            Sentences{});
}

TEST(IdleMultiplications, AreNoneWhereAStarReachesAnotherValueAsWell) {
  const std::string shock =
      "wave: {from: 2000-07-03, change: {instruments.*.capacity_units_per_week: {multiply: 2}}}";
  const std::string first = "instruments.scanner_first.capacity_units_per_week=0";
  const std::string second = "instruments.scanner_second.capacity_units_per_week=0";
  EXPECT_EQ(idle_in(shock, {first}), Sentences{});
  EXPECT_EQ(idle_in(shock, {first, second}),
            (Sentences{"shocks.wave multiplies instruments.scanner_first.capacity_units_per_week and 1 more "
                       "like it, which are 0: that changes nothing"}));
}

}  // namespace
}  // namespace waterbed
