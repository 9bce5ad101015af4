// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/interval.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "sim/stats/student_t.hpp"

namespace waterbed::stats {
namespace {

TEST(MeanInterval, OfNothingIsZeroWithoutWidth) {
  const Estimate estimate = mean_interval({});
  EXPECT_EQ(estimate.mean, 0);
  EXPECT_EQ(estimate.count, 0U);
  EXPECT_FALSE(estimate.half_width);
}

TEST(MeanInterval, OfOneValueHasNoWidth) {
  const std::vector<double> sample{3.5};
  EXPECT_EQ(mean_interval(sample).mean, 3.5);
  EXPECT_FALSE(mean_interval(sample).half_width);
}

TEST(MeanInterval, FollowsTheFormula) {
  const std::vector<double> sample{1, 2, 6};
  // Mean 3, squares 4 + 1 + 9 = 14, variance 7; half width t(0.975, 2) sqrt(7 / 3), t = 0.95 sqrt(2 /
  // 0.0975).
  const Estimate estimate = mean_interval(sample);
  EXPECT_DOUBLE_EQ(estimate.mean, 3);
  EXPECT_NEAR(*estimate.half_width, 0.95 * std::sqrt(2 / 0.0975) * std::sqrt(7.0 / 3), 1e-9);
}

TEST(MeanInterval, OfEqualValuesHasWidthZero) {
  const std::vector<double> sample{2, 2, 2};
  EXPECT_EQ(*mean_interval(sample).half_width, 0);
}

TEST(MeanInterval, RunsToBothSidesOfTheMean) {
  const std::vector<double> sample{1, 2, 6};
  const Estimate estimate = mean_interval(sample);
  EXPECT_DOUBLE_EQ(estimate.interval()->low, 3 - *estimate.half_width);
  EXPECT_DOUBLE_EQ(estimate.interval()->high, 3 + *estimate.half_width);
  EXPECT_FALSE(mean_interval(std::vector<double>{3.5}).interval());
}

TEST(MeanInterval, TellsTheSignWhereItLeavesZeroOut) {
  const auto is_known = [](const std::vector<double>& sample) {
    return mean_interval(sample).is_sign_known();
  };
  EXPECT_TRUE(is_known({5, 6, 7}));
  EXPECT_TRUE(is_known({-5, -6, -7}));
  EXPECT_FALSE(is_known({-1, 2}));
  EXPECT_FALSE(is_known({0, 0}));
  EXPECT_FALSE(is_known({5}));  // one value has no interval
}

TEST(Quantile, IsLinearBetweenNeighbours) {
  const std::vector<double> sorted{1, 2, 6};
  EXPECT_DOUBLE_EQ(quantile(sorted, 0), 1);
  EXPECT_DOUBLE_EQ(quantile(sorted, 0.5), 2);
  EXPECT_DOUBLE_EQ(quantile(sorted, 0.75), 4);  // half-way from 2 to 6
  EXPECT_DOUBLE_EQ(quantile(sorted, 1), 6);
  EXPECT_DOUBLE_EQ(quantile(std::vector<double>{4}, 0.3), 4);
}

TEST(MeanInterval, GrowsWithItsLevel) {
  const std::vector<double> sample{1, 2, 6};
  EXPECT_LT(*mean_interval(sample, 0.8).half_width, *mean_interval(sample, 0.99).half_width);
}

TEST(PairedDifference, OfAConstantShiftHasNoSpreadAndSavesAllVariance) {
  const std::vector<double> sample_a{1, 5, 9};
  const std::vector<double> sample_b{3, 7, 11};
  const PairedEstimate paired = paired_difference(sample_a, sample_b);
  EXPECT_DOUBLE_EQ(paired.difference.mean, 2);
  EXPECT_DOUBLE_EQ(*paired.difference.half_width, 0);
  EXPECT_DOUBLE_EQ(*paired.variance_saved, 1);
}

TEST(PairedDifference, OfOppositeLuckSavesLessThanNothing) {
  const std::vector<double> sample_a{0, 2};
  const std::vector<double> sample_b{2, 0};
  // Variances 2 and 2; differences 2 and -2 have variance 8: 1 - 8 / 4 = -1.
  EXPECT_DOUBLE_EQ(*paired_difference(sample_a, sample_b).variance_saved, -1);
}

TEST(PairedDifference, OfConstantSamplesSaysNothingOfVariance) {
  const std::vector<double> sample{4, 4};
  EXPECT_FALSE(paired_difference(sample, sample).variance_saved);
  EXPECT_FALSE(paired_difference({}, {}).variance_saved);
}

TEST(PairedDifference, RefusesSamplesOfUnequalLength) {
  const std::vector<double> two{1, 2};
  const std::vector<double> one{1};
  EXPECT_THROW((void)paired_difference(two, one), Broken);
}

}  // namespace
}  // namespace waterbed::stats
