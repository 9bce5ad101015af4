// SPDX-License-Identifier: Apache-2.0
#include "config/date.hpp"

#include <chrono>

namespace waterbed {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

// A year outside is a slip of the hand.
constexpr int first_year = 1900;
constexpr int last_year = 2999;
constexpr sys_days first_monday{std::chrono::days{4}};  // 1970-01-05

Week week_of(sys_days day) {
  return {static_cast<std::int32_t>(std::chrono::floor<std::chrono::weeks>(day - first_monday).count())};
}

std::optional<int> digits(std::string_view text) {
  int number = 0;
  for (const char letter : text) {
    if (letter < '0' || letter > '9') return std::nullopt;
    number = 10 * number + (letter - '0');
  }
  return number;
}

std::optional<Week> read_date(std::string_view text) {
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (text[4] != '-' || text[7] != '-' || !year || !month || !day) return std::nullopt;
  if (*year < first_year || *year > last_year) return std::nullopt;
  const year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return week_of(sys_days{date});
}

// Week 1 of an ISO year is the one that holds 4 January; a week belongs to the year of its Thursday.
std::optional<Week> read_iso_week(std::string_view text) {
  const auto year = digits(text.substr(0, 4));
  const auto number = digits(text.substr(6, 2));
  if (text.substr(4, 2) != "-W" || !year || !number || *number < 1) return std::nullopt;
  if (*year < first_year || *year > last_year) return std::nullopt;
  const std::chrono::year iso_year{*year};
  const Week week = week_of(sys_days{iso_year / std::chrono::January / 4}) + (*number - 1);
  const year_month_day thursday{sys_days{std::chrono::days{monday_of(week) + 3}}};
  if (thursday.year() != iso_year) return std::nullopt;
  return week;
}

}  // namespace

std::optional<Week> read_week(std::string_view text) {
  constexpr std::size_t date_length = 10;
  constexpr std::size_t iso_week_length = 8;
  if (text.size() == date_length) return read_date(text);
  if (text.size() == iso_week_length) return read_iso_week(text);
  return std::nullopt;
}

}  // namespace waterbed
