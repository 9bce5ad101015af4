// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/periods.hpp"

#include <gtest/gtest.h>

#include "sim/base/date_text.hpp"

namespace waterbed {
namespace {

constexpr Week first_of_2016{2400};  // Monday 2016-01-04 is day 16804 = 4 + 7 x 2400

RunPlan plan(std::int64_t weeks, ReportEvery every) {
  RunPlan result;
  result.start = first_of_2016;
  result.weeks = weeks;
  result.report_every = every;
  return result;
}

TEST(Periods, WeeksBeginOnMondays) {
  EXPECT_EQ(monday_of(first_of_2016), 16804);
}

TEST(Periods, QuartersFollowTheCalendar) {
  const std::vector<PeriodLabel> periods = reporting_periods(plan(52, ReportEvery::quarter));
  ASSERT_EQ(periods.size(), 4U);
  for (const PeriodLabel& period : periods) EXPECT_EQ(period.weeks, 13);
}

// 2020 has 53 ISO weeks: its year holds the weeks whose Thursday lies in it.
TEST(Periods, YearsHaveFiftyTwoOrFiftyThreeWeeks) {
  const std::vector<PeriodLabel> periods = reporting_periods(plan(520, ReportEvery::year));
  ASSERT_EQ(periods.size(), 10U);
  EXPECT_EQ(periods[0].weeks, 52);
  EXPECT_EQ(periods[4].weeks, 53);
}

TEST(Periods, FourWeeksCountFromTheStartAndTheLastMayBeShort) {
  const std::vector<PeriodLabel> periods = reporting_periods(plan(10, ReportEvery::four_weeks));
  ASSERT_EQ(periods.size(), 3U);
  EXPECT_EQ(periods[2].weeks, 2);
}

}  // namespace
}  // namespace waterbed
