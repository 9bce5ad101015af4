// SPDX-License-Identifier: Apache-2.0
#include "sim/base/date_text.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace waterbed {

std::string date_text(std::int64_t days_since_1970) {
  const std::chrono::days days{static_cast<int>(days_since_1970)};
  const std::chrono::year_month_day date{std::chrono::sys_days{days}};
  std::array<char, 40> buffer;
  const int length =
      std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {buffer.data(), static_cast<std::size_t>(std::max(length, 0))};
}

}  // namespace waterbed
