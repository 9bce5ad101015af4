// SPDX-License-Identifier: Apache-2.0
#include "sim/base/gamma_draw.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace waterbed {
namespace {

// A gamma variable of shape a has mean a and variance a. The cube root is an approximation, off by less than
// one percent of the mean from shape 1 on; 40,000 draws have a standard error of sqrt(a / 40000) and more for
// variances.
TEST(GammaDraw, HasItsMeanAndVariance) {
  const Luck luck(1, 0);
  for (const double shape : {0.05, 0.5, 1.0, 5.0, 100.0}) {
    constexpr int draws = 40000;
    double sum = 0.0;
    double squares = 0.0;
    for (std::uint32_t which = 0; which < draws; ++which) {
      const double drawn = gamma_draw(shape, luck.draw(Purpose("test"), 0, Week{0}, which));
      sum += drawn;
      squares += drawn * drawn;
    }
    const double mean = sum / draws;
    EXPECT_NEAR(mean, shape, 0.01 * shape + 4.0 * std::sqrt(shape / draws)) << shape;
    EXPECT_NEAR(squares / draws - mean * mean, shape, 0.15 * shape) << shape;
  }
}

}  // namespace
}  // namespace waterbed
