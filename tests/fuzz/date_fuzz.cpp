// SPDX-License-Identifier: Apache-2.0
#include "config/date.hpp"
#include "tests/fuzz/properties.hpp"
#include "tests/fuzz/targets.hpp"

namespace waterbed::fuzz {

void try_date(std::string_view bytes) {
  const std::optional<Week> week = read_week(bytes);
  if (!week) return;
  const std::string monday = date_of(*week);
  require(read_week(monday) == week, "the Monday of a week reads as that week");
  const bool is_date = bytes.size() == monday.size();
  require(!is_date || monday <= bytes, "a week begins no later than the date that means it");
}

}  // namespace waterbed::fuzz
