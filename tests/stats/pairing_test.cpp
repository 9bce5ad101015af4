// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/pairing.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/check.hpp"

namespace waterbed::stats {
namespace {

TEST(PairingGain, FollowsTheFormula) {
  const std::vector<double> sample_a{1, 2, 3};
  const std::vector<double> sample_b{1, 3, 4};
  // Variances 1 and 7/3; differences 0, 1, 1 have 1/3: sqrt((10/3) / (1/3)) = sqrt 10.
  EXPECT_NEAR(*pairing_gain(sample_a, sample_b).narrower, std::sqrt(10.0), 1e-12);
  // Standard deviations 1 and sqrt(7/3) = 1.5275: sqrt(10/3) / .5275 = 3.461.
  EXPECT_NEAR(*pairing_gain(sample_a, sample_b).at_most, 3.461, 0.001);
}

TEST(PairingGain, ReachesItsBoundWhereOneArmIsAMultipleOfTheOther) {
  const std::vector<double> sample_a{1, 5, 9, 2};
  const std::vector<double> sample_b{3, 15, 27, 6};
  // Standard deviations 1 and 3 of one kind: sqrt(1 + 9) / (3 - 1).
  const PairingGain gain = pairing_gain(sample_a, sample_b);
  EXPECT_NEAR(*gain.narrower, std::sqrt(10.0) / 2, 1e-12);
  EXPECT_NEAR(*gain.at_most, std::sqrt(10.0) / 2, 1e-12);
}

TEST(PairingGain, IsALossWhereLuckIsOpposite) {
  const std::vector<double> sample_a{0, 2};
  const std::vector<double> sample_b{2, 0};
  // Variances 2 and 2, of the differences 8: sqrt(4 / 8).
  EXPECT_NEAR(*pairing_gain(sample_a, sample_b).narrower, std::sqrt(0.5), 1e-12);
}

TEST(PairingGain, IsOneWhereOneArmDoesNotVary) {
  const std::vector<double> sample_a{4, 4, 4};
  const std::vector<double> sample_b{1, 2, 6};
  EXPECT_DOUBLE_EQ(*pairing_gain(sample_a, sample_b).narrower, 1);
  EXPECT_DOUBLE_EQ(*pairing_gain(sample_a, sample_b).at_most, 1);
}

TEST(PairingGain, OfAConstantShiftHasNoBound) {
  const std::vector<double> sample_a{0.1, 0.7, 0.2};
  const std::vector<double> sample_b{0.4, 1.0, 0.5};  // with rounding: not the last bit of 0.3
  EXPECT_FALSE(pairing_gain(sample_a, sample_b).narrower);
  EXPECT_FALSE(pairing_gain(sample_a, sample_b).at_most);
}

TEST(PairingGain, OfArmsThatVaryAlikeHasAValueButNoBound) {
  const std::vector<double> sample_a{0.1, 0.7, 0.2};
  const std::vector<double> sample_b{0.7, 0.2, 0.1};
  EXPECT_TRUE(pairing_gain(sample_a, sample_b).narrower);
  EXPECT_FALSE(pairing_gain(sample_a, sample_b).at_most);
}

TEST(PairingGain, OfNothingThatVariesHasNoValue) {
  const std::vector<double> constant{4, 4};
  EXPECT_FALSE(pairing_gain(constant, constant).narrower);
  EXPECT_FALSE(pairing_gain({}, {}).narrower);
  EXPECT_FALSE(pairing_gain({}, {}).at_most);
}

TEST(PairingGain, RefusesSamplesOfUnequalLength) {
  const std::vector<double> two{1, 2};
  const std::vector<double> one{1};
  EXPECT_THROW((void)pairing_gain(two, one), Broken);
}

}  // namespace
}  // namespace waterbed::stats
