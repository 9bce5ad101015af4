// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/variance_shares.hpp"

#include <gtest/gtest.h>

#include "sim/base/luck.hpp"

namespace waterbed::stats {
namespace {

using Outputs = std::vector<std::vector<std::optional<double>>>;

double uniform(std::uint32_t point, std::uint32_t replicate) {
  return unit_interval(Luck(3, 0).draw_once(Purpose("sample"), point, replicate)[0]);
}

// Sums of uniform numbers with these factors; the variance of each part is its square / 12.
Outputs sample(double of_point, double of_replicate, double of_both) {
  Outputs outputs;
  for (std::uint32_t point = 0; point < 400; ++point) {
    auto& row = outputs.emplace_back();
    for (std::uint32_t replicate = 0; replicate < 300; ++replicate)
      row.emplace_back(of_point * uniform(point, 1000) + of_replicate * uniform(1000, replicate) +
                       of_both * uniform(point, replicate));
  }
  return outputs;
}

TEST(VarianceShares, TellPartsApart) {
  const auto shares = variance_shares(sample(2, 1, 3));
  ASSERT_TRUE(shares.has_value());
  EXPECT_NEAR(shares->variance, 14.0 / 12, 0.1);
  EXPECT_NEAR(shares->parameters, 4.0 / 14, 0.04);
  EXPECT_NEAR(shares->luck, 1.0 / 14, 0.02);
  EXPECT_NEAR(shares->interaction, 9.0 / 14, 0.04);
  EXPECT_EQ(shares->points, 400U);
}

TEST(VarianceShares, WithoutLuckAllIsParameters) {
  const auto shares = variance_shares(sample(1, 0, 0));
  EXPECT_NEAR(shares->parameters, 1.0, 1e-9);
  EXPECT_NEAR(shares->luck, 0.0, 1e-9);
}

TEST(VarianceShares, LeaveOutPointsThatLackAReplicate) {
  Outputs outputs = sample(2, 1, 3);
  outputs[7][3].reset();
  EXPECT_EQ(variance_shares(outputs)->points, 399U);
}

TEST(VarianceShares, NeedTwoPointsAndTwoReplicatesThatDiffer) {
  EXPECT_FALSE(variance_shares({}).has_value());
  EXPECT_FALSE(variance_shares(Outputs{{1.0, 2.0}}).has_value());
  EXPECT_FALSE(variance_shares(Outputs{{1.0}, {2.0}}).has_value());
  EXPECT_FALSE(variance_shares(Outputs{{1.0, 1.0}, {1.0, 1.0}}).has_value());
  EXPECT_FALSE(variance_shares(Outputs(3, {0.1, 0.1, 0.1})).has_value());
}

}  // namespace
}  // namespace waterbed::stats
