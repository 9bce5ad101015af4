// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/periods.hpp"

#include <chrono>

#include "sim/base/date_text.hpp"

namespace waterbed {
namespace {

// A number that is the same for all weeks of one period.
std::int64_t period_key(const RunPlan& plan, Week week) {
  if (plan.report_every == ReportEvery::week) return week.number;
  if (plan.report_every == ReportEvery::four_weeks) return (week - plan.start) / 4;
  const std::chrono::sys_days thursday{std::chrono::days{monday_of(week) + 3}};
  const std::chrono::year_month_day date{thursday};
  const int year = int{date.year()};
  if (plan.report_every == ReportEvery::year) return year;
  return year * 4 + (static_cast<int>(unsigned{date.month()}) - 1) / 3;
}

}  // namespace

std::vector<PeriodLabel> reporting_periods(const RunPlan& plan) {
  std::vector<PeriodLabel> periods;
  std::int64_t last_key = 0;
  for (std::int32_t offset = 0; offset < plan.weeks; ++offset) {
    const Week week = plan.start + offset;
    const std::int64_t key = period_key(plan, week);
    if (periods.empty() || key != last_key) periods.push_back({monday_of(week), 0});
    periods.back().weeks += 1;
    last_key = key;
  }
  return periods;
}

}  // namespace waterbed
