// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/student_t.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "sim/base/check.hpp"

namespace waterbed::stats {
namespace {

TEST(StudentT, HasTheClosedFormOfOneDegreeOfFreedom) {
  // One degree of freedom is the Cauchy distribution: quantile tan(pi (p - 1/2)).
  EXPECT_NEAR(student_t_quantile(0.975, 1), std::tan(std::numbers::pi * 0.475), 1e-9);
}

TEST(StudentT, HasTheClosedFormOfTwoDegreesOfFreedom) {
  // Two degrees: t = (2p - 1) sqrt(2 / (1 - (2p - 1)^2)); p = 0.975 gives 0.95 sqrt(2 / 0.0975).
  EXPECT_NEAR(student_t_quantile(0.975, 2), 0.95 * std::sqrt(2 / 0.0975), 1e-9);
}

TEST(StudentT, IsSymmetricAroundZero) {
  EXPECT_NEAR(student_t_quantile(0.5, 7), 0, 1e-12);
  EXPECT_NEAR(student_t_quantile(0.1, 7), -student_t_quantile(0.9, 7), 1e-12);
}

TEST(StudentT, RefusesWhatIsNoProbability) {
  EXPECT_THROW((void)student_t_quantile(1, 3), Broken);
  EXPECT_THROW((void)student_t_quantile(0.5, 0), Broken);
}

}  // namespace
}  // namespace waterbed::stats
