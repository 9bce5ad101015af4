// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "sim/base/units.hpp"

namespace waterbed {

// The Monday of a week, as days since 1970-01-01. Week 0 begins on 1970-01-05.
[[nodiscard]] constexpr std::int64_t monday_of(Week week) {
  return 4 + 7 * std::int64_t{week.number};
}

// "2024-01-01", of the Gregorian calendar; years have at least four digits.
[[nodiscard]] std::string date_text(std::int64_t days_since_1970);

// The Monday of a week, "2022-01-31".
[[nodiscard]] inline std::string date_of(Week week) {
  return date_text(monday_of(week));
}

}  // namespace waterbed
