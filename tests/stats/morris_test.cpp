// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/morris.hpp"

#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "sim/base/check.hpp"

namespace waterbed::stats {
namespace {

std::vector<MorrisEffect> effects_of(const std::function<double(const std::vector<double>&)>& function,
                                     std::uint32_t walks) {
  std::vector<Trajectory> trajectories;
  std::vector<std::vector<std::optional<double>>> outputs;
  for (std::uint32_t number = 0; number < walks; ++number) {
    trajectories.push_back(morris_trajectory(3, 4, 7, number));
    auto& of_walk = outputs.emplace_back();
    for (const std::vector<double>& point : trajectories.back().points) of_walk.emplace_back(function(point));
  }
  return morris_effects(trajectories, outputs);
}

TEST(Morris, EachStepMovesOneFactorByTwoThirds) {
  for (std::uint32_t number = 0; number < 50; ++number) {
    const Trajectory walk = morris_trajectory(3, 4, 7, number);
    ASSERT_EQ(walk.points.size(), 4U);
    std::vector<int> moves(3, 0);
    for (std::size_t step = 0; step < 3; ++step) {
      ++moves[walk.moved[step]];
      for (std::size_t dimension = 0; dimension < 3; ++dimension) {
        const double change = std::abs(walk.points[step + 1][dimension] - walk.points[step][dimension]);
        EXPECT_NEAR(change, dimension == walk.moved[step] ? 2.0 / 3 : 0.0, 1e-12);
        EXPECT_GE(walk.points[step + 1][dimension], 0.0);
        EXPECT_LE(walk.points[step + 1][dimension], 1.0);
      }
    }
    EXPECT_EQ(moves, std::vector<int>({1, 1, 1}));
  }
}

TEST(Morris, AllLevelsAndOrdersOccur) {
  std::vector<int> starts(4, 0);
  std::vector<int> first_moves(3, 0);
  for (std::uint32_t number = 0; number < 1200; ++number) {
    const Trajectory walk = morris_trajectory(3, 4, 7, number);
    ++starts[static_cast<std::size_t>(walk.points[0][0] * 3 + 0.5)];
    ++first_moves[walk.moved[0]];
  }
  for (const int count : starts) EXPECT_NEAR(count, 300, 75);
  for (const int count : first_moves) EXPECT_NEAR(count, 400, 85);
}

// 2 x0 - x1: effects are the same everywhere.
TEST(Morris, LinearEffectsHaveNoSpread) {
  const auto effects = effects_of([](const auto& point) { return 2 * point[0] - point[1]; }, 20);
  EXPECT_NEAR(effects[0].mu_star.mean, 2.0, 1e-12);
  EXPECT_NEAR(effects[1].mu_star.mean, 1.0, 1e-12);
  EXPECT_NEAR(effects[1].mu, -1.0, 1e-12);
  EXPECT_NEAR(effects[2].mu_star.mean, 0.0, 1e-12);
  for (const MorrisEffect& effect : effects) EXPECT_NEAR(effect.sigma, 0.0, 1e-12);
}

// x0 x1: the effect of x0 is x1, a level: mean 1/2, variance 5/36.
TEST(Morris, InteractionShowsInTheSpread) {
  const auto effects = effects_of([](const auto& point) { return point[0] * point[1]; }, 4000);
  EXPECT_NEAR(effects[0].mu_star.mean, 0.5, 0.03);
  EXPECT_NEAR(effects[0].sigma, std::sqrt(5.0 / 36), 0.02);
  EXPECT_EQ(effects[2].mu_star.mean, 0.0);
}

// (x0 - 1/2)^2: up and down cancel in mu, not in mu*. From 0 and 1/3 by 2/3: effects -1/3 and 1/3.
TEST(Morris, EffectsThatCancelStillCount) {
  const auto effects =
      effects_of([](const auto& point) { return (point[0] - 0.5) * (point[0] - 0.5); }, 2000);
  EXPECT_NEAR(effects[0].mu_star.mean, 1.0 / 3, 1e-12);
  EXPECT_NEAR(effects[0].mu, 0.0, 0.03);
}

TEST(Morris, AMissingOutputTakesTwoStepsAway) {
  const std::vector<Trajectory> walks{morris_trajectory(3, 4, 7, 0)};
  const auto effects =
      morris_effects(walks, std::vector<std::vector<std::optional<double>>>{{1.0, {}, 2.0, 3.0}});
  std::size_t count = 0;
  for (const MorrisEffect& effect : effects) count += effect.mu_star.count;
  EXPECT_EQ(count, 1U);
}

TEST(Morris, RefusesOddLevels) {
  EXPECT_THROW(static_cast<void>(morris_trajectory(3, 5, 7, 0)), Broken);
}

}  // namespace
}  // namespace waterbed::stats
