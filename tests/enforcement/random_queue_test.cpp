// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/random_queue.hpp"

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr double patient = 1e6;  // weeks
constexpr int batches = 50;
constexpr int weeks_of_batch = 4000;

struct Estimate {
  double mean;
  double standard_error;
};

Estimate estimate_of(const std::vector<double>& batch_means) {
  const double count = static_cast<double>(batch_means.size());
  double mean = 0.0;
  for (const double value : batch_means) mean += value / count;
  double squares = 0.0;
  for (const double value : batch_means) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / (count - 1.0) / count)};
}

struct LongRun {
  Estimate in_line;
  Estimate wait;  // weeks, of those whose service began
  Estimate released_share;
};

// Batches are long beside the time that the line remembers (below), so that their means are independent.
LongRun long_run(const RandomLine& line) {
  const Luck luck(7, 0);
  Queue queue;
  Week week{0};
  std::vector<double> in_line, wait, released;
  for (int batch = -1; batch < batches; ++batch) {  // the first, from an empty line, is left out
    RandomWeek sum;
    for (int number = 0; number < weeks_of_batch; ++number) {
      const RandomWeek passed = pass_random_week(line, luck, {1, week}, queue);
      sum.mean_in_line += passed.mean_in_line / weeks_of_batch;
      sum.begun += passed.begun;
      sum.arrived += passed.arrived;
      sum.released += passed.released;
      sum.waits_of_begun += passed.waits_of_begun;
      week = week + 1;
    }
    if (batch < 0) continue;
    in_line.push_back(sum.mean_in_line);
    wait.push_back(sum.waits_of_begun / static_cast<double>(sum.begun));
    released.push_back(static_cast<double>(sum.released) / static_cast<double>(sum.arrived));
  }
  return {estimate_of(in_line), estimate_of(wait), estimate_of(released)};
}

// Within 4 standard errors, which must be small enough to tell.
void expect_near(const Estimate& estimate, double expected) {
  EXPECT_NEAR(estimate.mean, expected, 4.0 * estimate.standard_error);
  EXPECT_LT(estimate.standard_error, .04 * expected);
}

// M/M/1 with 8 arrivals a week and capacity 10: rho = .8, in line rho^2 / (1 - rho) = 3.2, wait by Little's
// law 3.2 / 8 = .4 weeks. The line forgets in 1 / (10 (1 - sqrt(.8))^2) = 9 weeks.
TEST(RandomQueue, IsThatOfOneServer) {
  const LongRun run = long_run({8, 10, 1, patient});
  expect_near(run.in_line, 3.2);
  expect_near(run.wait, .4);
  EXPECT_EQ(run.released_share.mean, 0.0);
}

// M/M/3 with the same numbers: a = 8 / (10 / 3) = 2.4 servers' work. Erlang C = (a^3/3! / (1 - rho)) / (1 + a
// + a^2/2 + a^3/3! / (1 - rho)) = 11.52 / (1 + 2.4 + 2.88 + 11.52) = .647191. In line C rho / (1 - rho)
// = 2.588764; wait by Little's law 2.588764 / 8 = .323596 weeks.
TEST(RandomQueue, IsThatOfThreeServers) {
  const LongRun run = long_run({8, 10, 3, patient});
  expect_near(run.in_line, 2.588764);
  expect_near(run.wait, .323596);
}

// Without patience and with three servers: Erlang's loss system. B = (a^3/3!) / (1 + a + a^2/2 + a^3/3!)
// = 2.304 / 8.584 = .268406 go unexamined, and nobody waits.
TEST(RandomQueue, IsErlangsLossSystemWithoutPatience) {
  const LongRun run = long_run({8, 10, 3, 0});
  expect_near(run.released_share, .268406);
  EXPECT_EQ(run.in_line.mean, 0.0);
}

// One server, patience T: who comes finds the work v before him, and leaves if v > T. Below T the density of
// v is p0 lambda e^(-(mu - lambda) v), above it p0 lambda e^(lambda T - mu v) (each arrival who stays adds an
// exponential service). With lambda = 8, mu = 10, T = .2: the integrals are 8/2 (1 - e^-.4) = 1.318720 and
// 8/10 e^-.4 = .536256; p0 = 1 / (1 + 1.318720 + .536256) = .350267; .536256 p0 = .187833 leave.
TEST(RandomQueue, LosesWhoseWaitWouldBeLongerThanTheirPatience) {
  expect_near(long_run({8, 10, 1, .2}).released_share, .187833);
}

TEST(RandomQueue, LosesNoUnit) {
  const Luck luck(7, 0);
  Queue queue;
  std::int64_t arrived = 0, examined = 0, released = 0;
  RandomWeek passed;
  for (int number = 0; number < 100; ++number) {
    passed = pass_random_week({8, 6, 2, 1.5}, luck, {1, Week{number}}, queue);
    arrived += passed.arrived;
    examined += passed.examined;
    released += passed.released;
  }
  const auto being_examined = static_cast<std::int64_t>(queue.busy_until.size());
  EXPECT_GT(released, 0);
  EXPECT_EQ(arrived, examined + released + passed.held + being_examined);
}

TEST(RandomQueue, ServesNobodyWithoutCapacity) {
  const Luck luck(7, 0);
  Queue queue;
  const RandomWeek passed = pass_random_week({8, 0, 2, patient}, luck, {1, Week{0}}, queue);
  EXPECT_EQ(passed.examined, 0);
  EXPECT_EQ(passed.held, passed.arrived);
}

}  // namespace
}  // namespace waterbed
