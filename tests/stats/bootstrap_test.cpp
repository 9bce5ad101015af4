// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/bootstrap.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "sim/base/luck.hpp"
#include "sim/base/math.hpp"

namespace waterbed::stats {
namespace {

// Uniform on (0, 1), independent of each other, by replicate; `which` tells samples apart.
std::vector<double> uniforms(std::uint32_t size, std::uint32_t which) {
  std::vector<double> sample(size);
  for (std::uint32_t replicate = 0; replicate < size; ++replicate)
    sample[replicate] = unit_interval(philox({replicate, which, 0, 0}, {1, 2})[0]);
  return sample;
}

std::vector<double> sum_of(const std::vector<double>& left, const std::vector<double>& right) {
  std::vector<double> sum(left);
  for (std::size_t replicate = 0; replicate < sum.size(); ++replicate) sum[replicate] += right[replicate];
  return sum;
}

TEST(RatioOfMeans, IsNoMeanOfRatios) {
  const std::vector<double> numerators{1, 9};
  const std::vector<double> denominators{2, 3};
  EXPECT_DOUBLE_EQ(*ratio_of_means(numerators, denominators).ratio, 2);  // 5 / 2.5, not (.5 + 3) / 2
}

TEST(RatioOfMeans, OfAConstantShareHasAnIntervalWithoutWidth) {
  const std::vector<double> denominators{3, 5, 1.1, 20, 2};
  const RatioEstimate estimate = ratio_of_means(sum_of(denominators, denominators), denominators);
  EXPECT_EQ(*estimate.ratio, 2);
  EXPECT_EQ(estimate.interval->low, 2);
  EXPECT_EQ(estimate.interval->high, 2);
}

// Normal values by inversion; the ratio of their means is 1.
std::vector<double> normals(std::uint32_t size, std::uint32_t which) {
  std::vector<double> sample = uniforms(size, which);
  for (double& value : sample) value = 10.0 + normal_quantile(value);
  return sample;
}

// Of 1000 intervals from so few values 95 % should hold the truth; plain percentiles hold it in 86 to 92 %.
// Four standard errors of a share are .03.
TEST(RatioOfMeans, IntervalsOfFewReplicatesHoldTheTruthAsOftenAsTheySay) {
  for (const std::uint32_t size : {6U, 16U}) {
    int held = 0;
    for (std::uint32_t trial = 0; trial < 1000; ++trial) {
      const Bounds interval =
          *ratio_of_means(normals(size, 2 * trial), normals(size, 2 * trial + 1)).interval;
      held += interval.low <= 1.0 && 1.0 <= interval.high ? 1 : 0;
    }
    EXPECT_GT(held, 920) << size;
    EXPECT_LT(held, 990) << size;
  }
}

TEST(RatioOfMeans, IsAsWideAsTheNormalApproximationSays) {
  const std::uint32_t size = 2000;
  const std::vector<double> numerators = uniforms(size, 0);
  const std::vector<double> denominators = uniforms(size, 1);
  // Ratio r near 1 of means m near 1/2: variance (v + r^2 v) / (n m^2), v = 1/12, so half width
  // 1.96 sqrt((1/6) / (n / 4)) = 1.96 sqrt(2 / (3 n)) = .03578; a bootstrap of 2000 is some 3 % off.
  const Bounds interval = *ratio_of_means(numerators, denominators).interval;
  EXPECT_NEAR((interval.high - interval.low) / 2, 1.96 * std::sqrt(2.0 / 3 / size), 0.003);
  EXPECT_NEAR((interval.high + interval.low) / 2, *ratio_of_means(numerators, denominators).ratio, 0.003);
}

TEST(RatioOfMeans, UsesTheSameResamplesForAllSamplesOfOneSize) {
  const std::vector<double> numerators = uniforms(50, 0);
  const std::vector<double> others = uniforms(50, 1);
  const std::vector<double> denominators(50, 1);
  const Bounds once = *ratio_of_means(numerators, denominators).interval;
  const Bounds twice = *ratio_of_means(sum_of(numerators, numerators), denominators).interval;
  EXPECT_EQ(twice.low, 2 * once.low);
  EXPECT_EQ(twice.high, 2 * once.high);
  const Bounds other = *ratio_of_means(others, denominators).interval;
  EXPECT_NE(other.low, once.low);
}

TEST(RatioOfMeans, IsTheSameOnEveryMachine) {
  const Bounds interval = *ratio_of_means(uniforms(37, 0), uniforms(37, 1)).interval;
  EXPECT_NEAR(interval.low, 0.6802262544631057, 1e-12);
  EXPECT_NEAR(interval.high, 1.0722666199027064, 1e-12);
}

TEST(RatioOfMeans, HasNoBoundsWhereTheDenominatorMayBeZero) {
  const std::vector<double> ones(6, 1);
  // Mean 1/6, and a resample without the 3.5 has -1/2: (5/6)^6, a third of all.
  const std::vector<double> one_large{3.5, -.5, -.5, -.5, -.5, -.5};
  EXPECT_FALSE(ratio_of_means(ones, one_large).interval);
  EXPECT_DOUBLE_EQ(*ratio_of_means(ones, one_large).ratio, 6);
  // Without the 1 the denominator is 0: a third again.
  EXPECT_FALSE(ratio_of_means(ones, std::vector<double>{1, 0, 0, 0, 0, 0}).interval);
}

TEST(RatioOfMeans, LeavesOutTheRareResampleWithoutADenominator) {
  // Only zeros: 1 resample in 3^6; every other has the ratio 1.
  const std::vector<double> sample{0, 1, 1, 0, 1, 1};
  const RatioEstimate estimate = ratio_of_means(sample, sample);
  EXPECT_EQ(estimate.interval->low, 1);
  EXPECT_EQ(estimate.interval->high, 1);
}

TEST(RatioOfMeans, OfTooLittleHasNoInterval) {
  EXPECT_FALSE(ratio_of_means({}, {}).ratio);
  const std::vector<double> zero{0};
  const std::vector<double> four{4};
  EXPECT_FALSE(ratio_of_means(four, zero).ratio);
  EXPECT_EQ(*ratio_of_means(zero, four).ratio, 0);
  EXPECT_FALSE(ratio_of_means(zero, four).interval);
  EXPECT_FALSE(ratio_of_means(uniforms(3, 0), uniforms(3, 1)).interval);
  EXPECT_TRUE(ratio_of_means(uniforms(4, 0), uniforms(4, 1)).interval);
}

TEST(RatioOfMeans, RefusesSamplesOfUnequalLength) {
  EXPECT_THROW((void)ratio_of_means(uniforms(2, 0), uniforms(3, 0)), Broken);
}

TEST(RatioOfDifferences, PairedIsTheRatioOfMeansOfDifferences) {
  const std::vector<double> base = uniforms(40, 0);
  const std::vector<double> gain = uniforms(40, 1);
  const std::vector<double> other_gain = uniforms(40, 2);
  const std::vector<double> numerators_b = sum_of(base, gain);
  const std::vector<double> denominators_b = sum_of(base, other_gain);
  const RatioEstimate differences =
      ratio_of_differences({base, base}, {numerators_b, denominators_b}, Resampling::paired);
  const RatioEstimate means = ratio_of_means(gain, other_gain);
  EXPECT_NEAR(*differences.ratio, *means.ratio, 1e-12);
  EXPECT_NEAR(differences.interval->low, means.interval->low, 1e-12);
  EXPECT_NEAR(differences.interval->high, means.interval->high, 1e-12);
}

TEST(RatioOfDifferences, OfArmsThatShareTheirLuckIsWiderWhenResampledApart) {
  const std::vector<double> luck = uniforms(100, 0);
  const std::vector<double> ones(100, 1);
  const std::vector<double> twos(100, 2);
  const ArmSample arm_a{luck, ones};
  const std::vector<double> shifted = sum_of(luck, ones);
  const ArmSample arm_b{shifted, twos};
  const RatioEstimate paired = ratio_of_differences(arm_a, arm_b, Resampling::paired);
  EXPECT_NEAR(paired.interval->high - paired.interval->low, 0, 1e-12);
  // Difference of two means over 100 of variance 1/12: 1.96 sqrt(2 / 1200) = .080 to each side.
  const RatioEstimate apart = ratio_of_differences(arm_a, arm_b, Resampling::independent);
  EXPECT_NEAR(apart.interval->high - apart.interval->low, 2 * 0.080, 0.03);
  EXPECT_EQ(*apart.ratio, *paired.ratio);
}

TEST(RatioOfDifferences, OfEqualArmsHasNoRatio) {
  const std::vector<double> sample = uniforms(10, 0);
  EXPECT_FALSE(ratio_of_differences({sample, sample}, {sample, sample}, Resampling::paired).ratio);
}

}  // namespace
}  // namespace waterbed::stats
