// SPDX-License-Identifier: Apache-2.0
#include "sim/base/positive_stable.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace waterbed {
namespace {

// E exp(-tZ) = exp(-t^nu); exp(-tZ) lies in (0, 1), so its standard error over 200,000 draws is below .0012.
TEST(PositiveStable, HasItsLaplaceTransform) {
  const Luck luck(3, 0);
  constexpr std::uint32_t draws = 200000;
  for (const double nu : {0.3, 0.5, 0.7}) {
    for (const double t : {0.5, 2.0}) {
      double sum = 0.0;
      for (std::uint32_t number = 0; number < draws; ++number)
        sum +=
            std::exp(-t * std::exp(log_positive_stable(nu, luck.draw(Purpose("test"), number, Week{0}, 0))));
      EXPECT_NEAR(sum / draws, std::exp(-std::pow(t, nu)), 4.0 * .0012) << "nu " << nu << ", t " << t;
    }
  }
}

}  // namespace
}  // namespace waterbed
