// SPDX-License-Identifier: Apache-2.0
// MODEL case 9.
#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// With nothing but the goods to lose, x = 1 - w / V where w = (3 - 1) / (1/10 + 1/8 + 1/6) = 5.10638.
constexpr double inspected[] = {.48936, .36170, .14894, 0.0};

TEST(InspectionGame, WaterfillLeavesSmugglersTheSameEverywhereItLooks) {
  ScenarioOptions options;
  options.weeks = 1;
  const Experiment experiment = test::experiment_of("lab/inspection_game.yaml", options);
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week) {
    for (std::size_t place = 0; place < 4; ++place)
      EXPECT_NEAR(1.0 - pass_entry(state.controls, place), inspected[place], 5e-6) << place;
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
}

// At theta = .01 the fourth place, 2106 EUR/kg below the others, gets nobody; the three are chosen alike.
TEST(InspectionGame, SmugglersAreIndifferentAmongThePlacesInspected) {
  const test::Results results(test::experiment_of("lab/inspection_game.yaml"), 0);
  const std::vector<double> shipped = results.by_lane(0, "shipped_count");
  const double all = results.total(0, "shipped_count");
  for (std::size_t place = 0; place < 3; ++place)
    EXPECT_NEAR(shipped[place] / all, 1.0 / 3.0, 4.0 * test::share_error(1.0 / 3.0, all)) << place;
  EXPECT_EQ(shipped[3], 0.0);
}

// The mix makes V x share equal: 1/10 : 1/8 : 1/6. Tolerances: the logit of smugglers and the exploring of
// the agency keep both off the equilibrium by about .025, and shares of 8000 weeks wander by about .005.
TEST(InspectionGame, LearningComesNearTheEquilibriumOfBothSides) {
  const test::Results results(test::experiment_of("lab/inspection_learned.yaml"), 0);
  const std::vector<double> shipped = results.by_lane(0, "shipped_count");
  const std::vector<double> seized = results.by_lane(0, "seized_lots");
  const double all = results.total(0, "shipped_count");
  constexpr double mix[] = {.25532, .31915, .42553, 0.0};
  for (std::size_t place = 0; place < 4; ++place)
    EXPECT_NEAR(shipped[place] / all, mix[place], .035) << place;
  for (std::size_t place = 0; place < 3; ++place)
    EXPECT_NEAR(seized[place] / shipped[place], inspected[place], .025) << place;
}

// Who examines a quarter everywhere leaves the place worth 10 at 7.5; waterfill leaves 5.10638 at best.
TEST(InspectionGame, WaterfillLeavesLessThanFixedToThoseWhoReact) {
  const auto landed_value = [](const std::string& rule) {
    ScenarioOptions options;
    options.sets = {"agencies.customs.rule=" + rule};
    const test::Results results(test::experiment_of("lab/inspection_game.yaml", options), 0);
    const std::vector<double> landed = results.by_lane(0, "landed_g");
    const double value[] = {10.0, 8.0, 6.0, 3.0};
    double sum = 0.0;
    for (std::size_t place = 0; place < 4; ++place) sum += value[place] * landed[place];
    return sum / results.total(0, "shipped_g");
  };
  // 104,000 lots of at most 10: standard errors below .02.
  EXPECT_NEAR(landed_value("fixed"), 7.5, .08);
  EXPECT_NEAR(landed_value("waterfill"), 5.10638, .08);
}

}  // namespace
}  // namespace waterbed
