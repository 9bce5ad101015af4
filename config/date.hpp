// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/base/date_text.hpp"
#include "sim/base/units.hpp"

// Weeks as text, read; date_of() of sim/base writes them. A date means the week that holds it; weeks begin on
// Monday (ISO 8601).
namespace waterbed {

// "2022-01-31" or the ISO week "2022-W05", of the years 1900 to 2999.
[[nodiscard]] std::optional<Week> read_week(std::string_view text);

}  // namespace waterbed
