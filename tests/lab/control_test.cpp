// SPDX-License-Identifier: Apache-2.0
// Cases 2, 4 and 6 of the model: being found, and what seizures say.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using test::Results;

// By organisation: the number of lots up to and with the first that was lost; `weeks` + 1 if none was.
std::vector<int> lots_to_first_loss(int weeks) {
  const Experiment experiment = test::experiment_of("lab/geometric.yaml");
  std::vector<int> first(5000, weeks + 1);
  int week_number = 0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week) {
    ++week_number;
    for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
      int& so_far = first[at(state.endings.organisation[lot])];
      if (state.endings.ending[lot] == Ending::seized) so_far = std::min(so_far, week_number);
    }
  });
  EXPECT_EQ(result.arms[0].state, RunState::done);
  return first;
}

// Geometric with p = .1: mean 10, standard deviation sqrt(.9) / .1 = 9.49; P(26 passes) = .9^26 = .0646. A
// sender without loss in 150 weeks has chance 1.4e-7.
TEST(Geometric, LotsToTheFirstLoss) {
  std::vector<int> first = lots_to_first_loss(150);
  const double organisations = static_cast<double>(first.size());
  double sum = 0.0;
  for (const int lots : first) sum += lots;
  EXPECT_NEAR(sum / organisations, 10.0, 4.0 * 9.49 / std::sqrt(organisations));
  const auto clean = std::count_if(first.begin(), first.end(), [](int lots) { return lots > 26; });
  EXPECT_NEAR(static_cast<double>(clean) / organisations, .0646,
              4.0 * test::share_error(.0646, organisations));
  std::nth_element(first.begin(), first.begin() + 2500, first.end());
  EXPECT_EQ(first[2500], 7);  // P(at most 6) = .469, P(at most 7) = .522
}

// Phi(1 + Phi^-1(x)) for x = .01, .05, .10; lanes in the order one, five, ten.
TEST(Targeting, FindsTheShareThatTheNormalCurveGives) {
  const Results results(test::experiment_of("lab/targeting.yaml"), 0);
  const std::vector<std::vector<double>> expected{{.0924, .2595, .3891}, {.01, .05, .10}};
  for (std::size_t arm = 0; arm < 2; ++arm) {
    const std::vector<double> shipped = results.by_lane(arm, "shipped_lots");
    const std::vector<double> seized = results.by_lane(arm, "seized_lots");
    for (std::size_t lane = 0; lane < 3; ++lane)
      EXPECT_NEAR(seized[lane] / shipped[lane], expected[arm][lane],
                  4.0 * test::share_error(expected[arm][lane], shipped[lane]) + 5e-5);
  }
}

// 60 x .2 against 100 x .1. The arms share their luck: what is found at .1 is found at .2, so the ratio is
// sharper than that of independent counts, whose standard error is sqrt(1 / 38000 + 1 / 46000) = .007.
TEST(SeizuresMislead, TheyRiseByAFifthWhileTheFlowFalls) {
  const Results results(test::experiment_of("lab/seizures_mislead.yaml"), 0);
  const double recorded_ratio = results.total(1, "recorded_g") / results.total(0, "recorded_g");
  EXPECT_NEAR(recorded_ratio, 1.2, 4.0 * 1.2 * .007);
  EXPECT_NEAR(results.total(1, "shipped_g") / results.total(0, "shipped_g"), .6, .01);
}

}  // namespace
}  // namespace waterbed
