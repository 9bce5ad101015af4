// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/sobol_indices.hpp"

#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "tests/stats/known_functions.hpp"

namespace waterbed::stats {
namespace {

using Outputs = std::vector<std::vector<std::optional<double>>>;

Outputs outputs_of(const std::function<double(const std::vector<double>&)>& function, std::size_t dimensions,
                   std::uint32_t blocks, std::uint64_t seed = 11) {
  const SaltelliDesign design(dimensions, seed);
  Outputs outputs;
  for (std::uint32_t number = 0; number < blocks; ++number) {
    auto& block = outputs.emplace_back();
    for (const std::vector<double>& point : design.block(number)) block.emplace_back(function(point));
  }
  return outputs;
}

// Intervals of 95 % are widened by half, as they are asked to hold all values at once.
void expect_holds(const std::optional<Bounds>& interval, double value) {
  ASSERT_TRUE(interval.has_value());
  const double slack = (interval->high - interval->low) / 4;
  EXPECT_GE(value, interval->low - slack);
  EXPECT_LE(value, interval->high + slack);
}

// MODEL, case 12.
TEST(SobolIndices, OfIshigamiAreThePublishedOnes) {
  const SobolIndices found = sobol_indices(outputs_of(ishigami, 3, 4096));
  ASSERT_EQ(found.factors.size(), 3U);
  EXPECT_EQ(found.blocks, 4096U);
  EXPECT_NEAR(found.variance, 13.8446, 0.05);
  const double first[] = {0.3139, 0.4424, 0.0};
  const double total[] = {0.5576, 0.4424, 0.2437};
  for (std::size_t factor = 0; factor < 3; ++factor) {
    EXPECT_NEAR(found.factors[factor].first, first[factor], 0.015) << factor;
    EXPECT_NEAR(found.factors[factor].total, total[factor], 0.015) << factor;
    expect_holds(found.factors[factor].first_interval, first[factor]);
    expect_holds(found.factors[factor].total_interval, total[factor]);
  }
}

TEST(SobolIndices, OfTheGFunctionAreItsFormula) {
  const SobolIndices found = sobol_indices(outputs_of(g_function, g_weights.size(), 4096));
  const KnownIndices known = g_indices();
  ASSERT_EQ(found.factors.size(), g_weights.size());
  for (std::size_t factor = 0; factor < g_weights.size(); ++factor) {
    EXPECT_NEAR(found.factors[factor].first, known.first[factor], 0.02) << factor;
    EXPECT_NEAR(found.factors[factor].total, known.total[factor], 0.02) << factor;
    expect_holds(found.factors[factor].first_interval, known.first[factor]);
    expect_holds(found.factors[factor].total_interval, known.total[factor]);
  }
}

// Over many seeds, about 95 of 100 intervals hold the truth: not all, not few.
TEST(SobolIndices, IntervalsHoldTheTruthAboutAsOftenAsTheySay) {
  int held = 0;
  std::vector<double> estimates;
  double width = 0;
  constexpr int seeds = 100;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const SobolIndices found = sobol_indices(outputs_of(ishigami, 3, 128, seed));
    const Bounds bounds = *found.factors[0].total_interval;
    held += bounds.low <= 0.5576 && 0.5576 <= bounds.high ? 1 : 0;
    estimates.push_back(found.factors[0].total);
    width += (bounds.high - bounds.low) / seeds;
  }
  EXPECT_GE(held, 86);
  EXPECT_LT(width, 2 * 3.92 * std::sqrt(sample_variance(estimates)));
}

TEST(SobolIndices, AFailedRunTakesItsBlockOut) {
  Outputs outputs = outputs_of(ishigami, 3, 64);
  Outputs without = outputs;
  outputs[5][3].reset();
  outputs[9][0].reset();
  without.erase(without.begin() + 9);
  without.erase(without.begin() + 5);
  const SobolIndices found = sobol_indices(outputs);
  const SobolIndices expected = sobol_indices(without);
  EXPECT_EQ(found.blocks, 62U);
  EXPECT_EQ(found.factors[1].total, expected.factors[1].total);
  EXPECT_EQ(found.factors[1].total_interval->low, expected.factors[1].total_interval->low);
}

TEST(SobolIndices, AnOutputThatDoesNotVaryHasNone) {
  const auto constant = [](const std::vector<double>&) { return 0.1; };
  EXPECT_TRUE(sobol_indices(outputs_of(constant, 3, 64)).factors.empty());
  EXPECT_TRUE(sobol_indices({}).factors.empty());
}

TEST(SobolIndices, FewBlocksHaveNoIntervals) {
  EXPECT_FALSE(sobol_indices(outputs_of(ishigami, 3, 9)).factors[0].first_interval.has_value());
}

TEST(SaltelliDesign, MixesOneFactorAtATime) {
  const auto block = SaltelliDesign(4, 3).block(17);
  ASSERT_EQ(block.size(), 6U);
  for (std::size_t factor = 0; factor < 4; ++factor)
    for (std::size_t dimension = 0; dimension < 4; ++dimension)
      EXPECT_EQ(block[factor + 2][dimension], block[factor == dimension ? 1 : 0][dimension]);
}

}  // namespace
}  // namespace waterbed::stats
