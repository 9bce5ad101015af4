// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/period_of_week.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

TEST(PeriodOfWeek, KnowsItsPeriodAndWhatLiesOutside) {
  const PeriodOfWeek periods({Week{10}, Week{14}}, Week{20});
  EXPECT_EQ(periods.of(Week{9}), none);
  EXPECT_EQ(periods.of(Week{10}), 0);
  EXPECT_EQ(periods.of(Week{13}), 0);
  EXPECT_EQ(periods.of(Week{14}), 1);
  EXPECT_EQ(periods.of(Week{19}), 1);
  EXPECT_EQ(periods.of(Week{20}), none);
}

}  // namespace
}  // namespace waterbed
