// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/mistakes.hpp"
#include "config/node.hpp"
#include "sim/base/fields.hpp"

// A number as a scenario writes it: plain, or {value, low, high, source}.
namespace waterbed {

// What a number must be. `path` names it in messages.
struct NumberRule {
  std::string path;
  Range range;
  std::string_view doc;
  bool is_whole = false;
};

struct WrittenNumber {
  double value = 0;
  std::string text;  // shortest text that reads back to the same number; exact for whole numbers
  std::string low;   // empty where not given
  std::string high;
  std::string source;
};

// A plain number or the map form; nothing after a mistake.
[[nodiscard]] std::optional<WrittenNumber> read_written_number(const Node& node, const NumberRule& rule,
                                                               Mistakes& mistakes);

// The map form with another word for `value`; keys other than the four and remarks must have been refused.
[[nodiscard]] std::optional<WrittenNumber> read_number_map(const Node& map, std::string_view value_key,
                                                           const NumberRule& rule, Mistakes& mistakes);

// " is outside [0, 1]: share of loaded boxes recognised"
[[nodiscard]] std::string is_outside(Range range, std::string_view doc);

}  // namespace waterbed
