// SPDX-License-Identifier: Apache-2.0
#include "sim/base/math.hpp"

#include <cmath>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

namespace waterbed {
namespace {

// Largest relative difference from the reference over an even grid of `points`.
double largest_relative_error(double from, double to, int points, const std::function<double(double)>& ours,
                              const std::function<double(double)>& reference) {
  double largest = 0.0;
  for (int point = 0; point <= points; ++point) {
    const double x = from + (to - from) * point / points;
    const double expected = reference(x);
    largest = std::max(largest, std::fabs(ours(x) - expected) / std::fabs(expected));
  }
  return largest;
}

TEST(Math, LogarithmIsExactToTheLastDigits) {
  const auto ours = [](double x) { return log(x); };
  const auto reference = [](double x) { return std::log(x); };
  EXPECT_LT(largest_relative_error(1e-9, 0.9999, 100000, ours, reference), 1e-15);
  EXPECT_LT(largest_relative_error(1.0001, 1e6, 100000, ours, reference), 1e-15);
  EXPECT_LT(largest_relative_error(1e-300, 1e-290, 1000, ours, reference), 1e-15);
  EXPECT_EQ(log(1.0), 0.0);
}

TEST(Math, ExponentialIsExactToTheLastDigits) {
  const auto ours = [](double x) { return exp(x); };
  const auto reference = [](double x) { return std::exp(x); };
  EXPECT_LT(largest_relative_error(-700, 700, 100001, ours, reference), 1e-15);
  EXPECT_EQ(exp(0.0), 1.0);
  EXPECT_EQ(exp(-1000.0), 0.0);
}

TEST(Math, FloatExponentialIsGoodToSevenDigits) {
  const auto ours = [](double x) { return static_cast<double>(exp(static_cast<float>(x))); };
  const auto reference = [](double x) { return std::exp(static_cast<double>(static_cast<float>(x))); };
  EXPECT_LT(largest_relative_error(-80, 80, 100001, ours, reference), 2e-7);
  EXPECT_EQ(exp(-100.0F), 0.0F);
}

TEST(Math, SineOfPiTimesX) {
  const auto ours = [](double x) { return sin_pi(x); };
  const auto reference = [](double x) { return std::sin(pi * (x > 0.5 ? 1.0 - x : x)); };
  EXPECT_LT(largest_relative_error(1e-6, 1.0 - 1e-6, 100001, ours, reference), 1e-14);
  EXPECT_EQ(sin_pi(0.0), 0.0);
  EXPECT_EQ(sin_pi(0.5), 1.0);
}

TEST(Math, NormalDistributionFunctionFollowsErfc) {
  const auto reference = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
  const auto ours = [](double x) { return normal_cdf(x); };
  EXPECT_LT(largest_relative_error(-30, 8, 38001, ours, reference), 1e-12);
  EXPECT_DOUBLE_EQ(normal_cdf(0.0), 0.5);
  EXPECT_EQ(normal_cdf(-40.0), 0.0);
}

TEST(Math, NormalQuantileInvertsTheDistributionFunction) {
  const auto round_trip = [](double p) { return normal_cdf(normal_quantile(p)); };
  const auto itself = [](double p) { return p; };
  EXPECT_LT(largest_relative_error(1e-9, 1.0 - 1e-9, 100001, round_trip, itself), 1e-12);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-13);
  EXPECT_DOUBLE_EQ(normal_quantile(0.3), -normal_quantile(0.7));
}

// Near and far tails, both sides and the middle, in numbers that do and do not fill the processor's lanes.
TEST(Math, NormalFunctionsOfManyValuesHaveTheBitsOfOne) {
  for (std::size_t count = 0; count <= 9; ++count) {
    std::vector<double> values;
    std::vector<double> chances;
    for (std::size_t index = 0; index < count; ++index) {
      const double spread = static_cast<double>(index) - 3.5;
      values.push_back(spread * spread * spread);
      chances.push_back(normal_cdf(0.7 * spread));
    }
    std::vector<double> distribution = values;
    normal_cdf(distribution);
    std::vector<double> quantiles = chances;
    normal_quantile(quantiles);
    for (std::size_t index = 0; index < count; ++index) {
      EXPECT_EQ(distribution[index], normal_cdf(values[index]));
      EXPECT_EQ(quantiles[index], normal_quantile(chances[index]));
    }
  }
}

TEST(Math, ArctangentFollowsTheLibrary) {
  const auto reference = [](double x) { return std::atan(x); };
  EXPECT_LT(largest_relative_error(1e-6, 50.0, 50001, arctan, reference), 1e-15);
}

}  // namespace
}  // namespace waterbed
