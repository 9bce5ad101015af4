// SPDX-License-Identifier: Apache-2.0
// Where to look: each rule against the same share everywhere, where theory says it finds more and where less.
#include <map>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

enum Arm : std::size_t { steady = 0, moving = 1 };

constexpr std::uint32_t replicates = test::times_smaller > 1 ? 40 : 100;

// Seized kilograms by replicate and arm, under a rule with a share of exploring.
class Finds {
 public:
  explicit Finds(const std::string& rule, const std::string& explore = "0") {
    ScenarioOptions options;
    options.sets = {"agencies.customs.rule=" + rule, "agencies.customs.explore=" + explore};
    const Experiment experiment = test::experiment_of("lab/directing.yaml", options);
    for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
      const test::Results results(experiment, replicate);
      for (const Arm arm : {steady, moving})
        seized_[arm].push_back(results.total(arm, "seized_g") / results.total(arm, "shipped_g"));
    }
  }
  [[nodiscard]] const std::vector<double>& shares(Arm arm) const { return seized_.at(arm); }

 private:
  std::map<Arm, std::vector<double>> seized_;
};

test::Interval advantage(const Finds& rule, const Finds& fixed, Arm arm) {
  return test::paired_difference(rule.shares(arm), fixed.shares(arm));
}

TEST(DirectingRules, FixedFindsTheShareItExaminesEverywhere) {
  const Finds fixed("fixed");
  for (const Arm arm : {steady, moving}) EXPECT_NEAR(test::mean(fixed.shares(arm)), 1.0 / 12.0, 0.002);
}

// Three quarters of the loads are in one origin, of which a third can be examined.
TEST(DirectingRules, LearningFindsMoreWhereSmugglingStays) {
  const Finds fixed("fixed");
  const Finds greedy("greedy");
  EXPECT_NEAR(test::mean(greedy.shares(steady)), .25, .02);
  EXPECT_GT(advantage(greedy, fixed, steady).low, 0.0);
  EXPECT_GT(advantage(Finds("greedy", "0.1"), fixed, steady).low, 0.0);
  EXPECT_GT(advantage(Finds("thompson"), fixed, steady).low, 0.0);
  EXPECT_GT(advantage(Finds("proportional"), fixed, steady).low, 0.0);
  EXPECT_GT(advantage(Finds("waterfill"), fixed, steady).low, 0.0);
}

TEST(DirectingRules, ExploringCostsWhereSmugglingStays) {
  EXPECT_LT(advantage(Finds("greedy", "0.1"), Finds("greedy"), steady).high, 0.0);
}

TEST(DirectingRules, GreedyWithoutExploringLosesToFixedWhereSmugglingMoves) {
  const Finds fixed("fixed");
  EXPECT_LT(advantage(Finds("greedy"), fixed, moving).high, 0.0);
  EXPECT_GT(advantage(Finds("greedy", "0.2"), fixed, moving).low, 0.0);
  EXPECT_GT(advantage(Finds("proportional"), fixed, moving).low, 0.0);
  EXPECT_GT(advantage(Finds("waterfill"), fixed, moving).low, 0.0);  // it spreads, which is a way to explore
}

// Every legal unit has the same chance, so random strata find what fixed shares find, in the mean.
TEST(DirectingRules, RandomFindsAsMuchAsFixedFromThoseWhoDoNotReact) {
  const Finds fixed("fixed");
  const Finds random("random");
  for (const Arm arm : {steady, moving}) {
    const test::Interval interval = advantage(random, fixed, arm);
    EXPECT_LT(interval.low, 0.0);
    EXPECT_GT(interval.high, 0.0);
    EXPECT_LT(interval.high - interval.low, 0.04);  // of the share 1/12
  }
}

}  // namespace
}  // namespace waterbed
