// SPDX-License-Identifier: Apache-2.0
// MODEL case 8, and its sign where organisations learn.
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

enum Arm : std::size_t { fixed = 0, redrawn = 1 };

double delivered_cost(double loss) {
  return (5000.0 + 8000.0 * loss) / (1.0 - loss);
}

// Mean over attempts of the delivered cost at the week's true loss, as a share of its largest possible rise.
double rise_of_cost(const std::string& belief, Arm wanted) {
  ScenarioOptions options;
  options.sets = {"beliefs.rule=" + belief};
  options.weeks = 52;
  const Experiment experiment = test::experiment_of("lab/learnable.yaml", options);
  double attempts = 0.0;
  double costs = 0.0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t arm, const State& state, Week) {
    if (arm != wanted) return;
    for (const Index route : state.consignments.route) {
      ++attempts;
      costs +=
          delivered_cost(1.0 - pass_entry(state.controls, at(experiment.world().routes.crossing[at(route)])));
    }
  });
  EXPECT_EQ(result.arms[wanted].state, RunState::done);
  return (costs / attempts - delivered_cost(.2)) / (delivered_cost(.4) - delivered_cost(.2));
}

// 3 e^(-theta dc) / (3 e^(-theta dc) + 7), theta = 1/2000, dc = 13666.67 - 8250: .02776. About 104,000
// attempts.
TEST(Learnable, WhoKnowsWhereTheEffortIsPaysHardlyMore) {
  EXPECT_NEAR(rise_of_cost("known", fixed), .02776, 4.0 * test::share_error(.02776, 104000));
}

// k/10. The three are drawn, not the attempts: the week's three ports get 3/10 of attempts give or take their
// noise.
TEST(Learnable, UnlearnableEffortCostsItsShareInFull) {
  EXPECT_NEAR(rise_of_cost("frozen", redrawn), .3, 4.0 * test::share_error(.3, 104000));
}

TEST(Learnable, UnlearnableEffortLandsLessThanTheSameEffortFixed) {
  ScenarioOptions options;
  options.sets = {"organisations.count=40"};
  const Experiment experiment = test::experiment_of("lab/learnable.yaml", options);
  std::vector<double> landed_fixed;
  std::vector<double> landed_redrawn;
  for (std::uint32_t replicate = 0; replicate < 100; ++replicate) {
    const test::Results results(experiment, replicate);
    landed_fixed.push_back(results.total(fixed, "landed_g"));
    landed_redrawn.push_back(results.total(redrawn, "landed_g"));
  }
  EXPECT_LT(test::paired_difference(landed_redrawn, landed_fixed).high, 0.0);
}

}  // namespace
}  // namespace waterbed
