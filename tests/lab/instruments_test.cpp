// SPDX-License-Identifier: Apache-2.0
// Instruments with known answers: patrols, and queues before scanners.
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using test::Results;

// 1 - e^-(times swept x chance to be seen), in the order of the lanes.
TEST(PatrolLab, FindsWhatRandomSearchDoes) {
  const Results results(test::experiment_of("lab/patrol.yaml"), 0);
  const std::vector<std::vector<double>> expected{{0, .39347, .63212, .86466}, {0, .22120, .39347, .63212}};
  for (std::size_t arm = 0; arm < 2; ++arm) {
    const std::vector<double> shipped = results.by_lane(arm, "shipped_lots");
    const std::vector<double> seized = results.by_lane(arm, "seized_lots");
    for (std::size_t lane = 0; lane < 4; ++lane)
      EXPECT_NEAR(seized[lane] / shipped[lane], expected[arm][lane],
                  4.0 * test::share_error(expected[arm][lane], shipped[lane]) + 5e-6);
  }
}

// What the four queues hold and let go in a week, by port, once the warm-up is over.
struct Line {
  std::vector<double> held;
  std::vector<double> released;
  std::vector<double> examined;
};

std::vector<Line> lines() {
  std::vector<Line> result(4);
  int week_number = 0;
  const Experiment experiment = test::experiment_of("lab/queue.yaml");
  const ReplicateResult run = experiment.run(0, [&](std::size_t, const State& state, Week) {
    if (++week_number <= 20) return;
    for (std::size_t port = 0; port < 4; ++port) {
      result[port].held.push_back(state.controls.held_units[port]);
      result[port].released.push_back(state.controls.released_units[port]);
      result[port].examined.push_back(state.controls.examined_units[port]);
    }
  });
  EXPECT_EQ(run.arms[0].state, RunState::done);
  return result;
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// 100 wanted, 80 examined: the last two weeks' 100 wait, and of what has waited two weeks 20 go.
TEST(QueueLab, ShortCapacityLetsGoWhatItCannotDo) {
  const Line line = lines()[0];
  for (std::size_t week = 0; week < line.held.size(); ++week) {
    ASSERT_NEAR(line.held[week], 200.0, 1e-9);
    ASSERT_NEAR(line.released[week], 20.0, 1e-9);
    ASSERT_NEAR(line.examined[week], 80.0, 1e-9);
  }
}

TEST(QueueLab, AmpleCapacityHasNoLine) {
  const Line line = lines()[1];
  EXPECT_EQ(mean_of(line.held), 0.0);
  EXPECT_NEAR(mean_of(line.examined), 100.0, 1e-9);
}

// In line rho^2 / (1 - rho) = 3.2 at one desk. At three a = 2.4, Erlang C = .647191, C rho / (1 - rho)
// = 2.588764 (tests/enforcement/random_queue_test.cpp). The number in line has variance rho^2 (1 + rho -
// rho^2) / (1 - rho)^2 = 18.6 at one desk and less at three; it forgets in 1 / (125 (1 - sqrt(.8))^2) = .72
// weeks, so that the correlation of weeks is below e^(-1/.72) = .25 and a mean of 1500 has a standard error
// below sqrt(18.6 / 1500 x 1.25 / .75) = .144.
TEST(QueueLab, RandomLinesAreAsLongAsErlangFound) {
  const std::vector<Line> all = lines();
  EXPECT_NEAR(mean_of(all[2].held), 3.2, 4.0 * .144);
  EXPECT_NEAR(mean_of(all[3].held), 2.588764, 4.0 * .144);
  EXPECT_EQ(mean_of(all[2].released), 0.0);
  EXPECT_NEAR(mean_of(all[2].examined), 100.0, 4.0 * std::sqrt(100.0 / 1500.0));
}

// The examined share of units finds that share of loads: .08 and .1.
TEST(QueueLab, FindsTheShareThatIsExamined) {
  const Results results(test::experiment_of("lab/queue.yaml"), 0);
  const std::vector<double> shipped = results.by_lane(0, "shipped_lots");
  const std::vector<double> seized = results.by_lane(0, "seized_lots");
  const std::vector<double> expected{.08, .1, .1, .1};
  for (std::size_t lane = 0; lane < 4; ++lane)
    EXPECT_NEAR(seized[lane] / shipped[lane], expected[lane],
                4.0 * test::share_error(expected[lane], shipped[lane]));
}

// The scanner and the van that stands at the port examine at most 60 + 30 units there a week with budgets as
// at the start; the van is at one of two ports at a time. Every kind of control finds something, and all mass
// is somewhere.
TEST(AllInstruments, WorkTogether) {
  const Results results(test::experiment_of("lab/instruments.yaml"), 0);
  for (std::size_t arm = 0; arm < 3; ++arm) {
    EXPECT_GT(results.total(arm, "examined_units"), 52.0 * 500.0);
    EXPECT_GT(results.total(arm, "held_units"), 0.0);
    EXPECT_GT(results.total(arm, "dismantled_count"), 0.0);
    EXPECT_LT(results.total(arm, "first_published_lots"), results.total(arm, "recorded_lots"));
    EXPECT_EQ(
        results.total(arm, "shipped_g"),
        results.total(arm, "landed_g") + results.total(arm, "stopped_g") + results.total(arm, "under_way_g"));
  }
  EXPECT_NE(results.result().arms[0].digest, results.result().arms[1].digest);
  EXPECT_NE(results.result().arms[0].digest, results.result().arms[2].digest);
}

}  // namespace
}  // namespace waterbed
