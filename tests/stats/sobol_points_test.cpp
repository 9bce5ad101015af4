// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/sobol_points.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "sim/stats/latin_hypercube.hpp"

namespace waterbed::stats {
namespace {

// How many of 2^a x 2^b equal boxes of two dimensions hold exactly one of 2^(a + b) points.
std::size_t boxes_with_one(const std::vector<std::vector<double>>& points, int columns, std::size_t first,
                           std::size_t second) {
  const double rows = static_cast<double>(points.size()) / columns;
  std::set<std::pair<int, int>> boxes;
  for (const std::vector<double>& point : points)
    boxes.emplace(static_cast<int>(point[first] * columns), static_cast<int>(point[second] * rows));
  return boxes.size();
}

std::vector<std::vector<double>> sample(std::size_t dimensions, std::uint64_t seed, std::uint32_t count) {
  const SobolPoints sobol(dimensions, seed);
  std::vector<std::vector<double>> points;
  for (std::uint32_t number = 0; number < count; ++number) points.push_back(sobol.point(number));
  return points;
}

// The first two dimensions are a (0, m, 2) net, and scrambling keeps that.
TEST(SobolPoints, FillEveryBoxOnce) {
  for (const std::uint64_t seed : {1U, 2U, 99U}) {
    const auto points = sample(2, seed, 256);
    for (const int columns : {1, 2, 4, 8, 16, 32, 64, 128, 256})
      EXPECT_EQ(boxes_with_one(points, columns, 0, 1), 256U) << seed << ", " << columns;
  }
}

TEST(SobolPoints, EveryDimensionIsStratified) {
  const auto points = sample(100, 5, 64);
  for (std::size_t dimension = 0; dimension < 100; ++dimension)
    EXPECT_EQ(boxes_with_one(points, 64, dimension, dimension), 64U) << dimension;
}

TEST(SobolPoints, DependOnSeedAndNumberAlone) {
  EXPECT_EQ(SobolPoints(5, 3).point(77), sample(5, 3, 100)[77]);
  EXPECT_NE(SobolPoints(5, 3).point(77), SobolPoints(5, 4).point(77));
  const std::vector<double> wide = SobolPoints(9, 3).point(77);
  EXPECT_TRUE(std::equal(wide.begin(), wide.begin() + 5, SobolPoints(5, 3).point(77).begin()));
  for (const double coordinate : SobolPoints(3, 3).point(0)) {
    EXPECT_GT(coordinate, 0.0);
    EXPECT_LT(coordinate, 1.0);
  }
}

// Of a sum of two coordinates: unscrambled points would all err alike; the mean over seeds must not.
TEST(SobolPoints, AreUnbiasedOverSeeds) {
  double sum = 0;
  constexpr int seeds = 2000;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const std::vector<double> point = SobolPoints(2, seed).point(0);
    sum += point[0] * point[1];
  }
  EXPECT_NEAR(sum / seeds, 0.25, 5 * 0.22 / std::sqrt(seeds));
}

TEST(SobolPoints, RefuseNoDimension) {
  EXPECT_THROW(SobolPoints(0, 1), Broken);
  EXPECT_THROW(SobolPoints(SobolPoints::most_dimensions + 1, 1), Broken);
}

TEST(LatinHypercube, EveryPartHoldsOnePoint) {
  const auto points = latin_hypercube(4, 50, 8);
  for (std::size_t dimension = 0; dimension < 4; ++dimension)
    EXPECT_EQ(boxes_with_one(points, 50, dimension, dimension), 50U);
  EXPECT_NE(points, latin_hypercube(4, 50, 9));
}

TEST(LatinHypercube, DimensionsAreNotTiedTogether) {
  const auto points = latin_hypercube(2, 400, 8);
  double product = 0;
  for (const std::vector<double>& point : points) product += (point[0] - 0.5) * (point[1] - 0.5);
  EXPECT_NEAR(product / 400, 0.0, 5.0 / 12 / std::sqrt(400));
}

TEST(RandomPoint, DependsOnItsNumberAlone) {
  EXPECT_EQ(random_point(3, 1, 4), random_point(3, 1, 4));
  EXPECT_NE(random_point(3, 1, 4), random_point(3, 1, 5));
  EXPECT_EQ(random_point(2, 1, 4)[1], random_point(3, 1, 4)[1]);
}

}  // namespace
}  // namespace waterbed::stats
