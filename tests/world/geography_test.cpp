// SPDX-License-Identifier: Apache-2.0
#include "sim/world/geography.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

TEST(Geography, QuarterOfTheEquator) {
  EXPECT_NEAR(distance_km({0, 0}, {0, 90}), 6371.0088 * 3.14159265358979 / 2.0, 1e-6);
  EXPECT_NEAR(distance_km({0, 0}, {90, 45}), 6371.0088 * 3.14159265358979 / 2.0, 1e-6);
  EXPECT_NEAR(distance_km({0, 0}, {0, 180}), 6371.0088 * 3.14159265358979, 1e-3);
}

// Antwerp to Rotterdam (Maasvlakte): a degree of latitude is 111.2 km; .7476 north and .3329 west at 51.6
// degrees make sqrt(83.1^2 + 23.0^2) = 86 km.
TEST(Geography, AntwerpToRotterdam) {
  EXPECT_NEAR(distance_km({51.2024, 4.3829}, {51.95, 4.05}), 86.2, 0.5);
  EXPECT_EQ(distance_km({51.2, 4.4}, {51.2, 4.4}), 0.0);
}

}  // namespace
}  // namespace waterbed
