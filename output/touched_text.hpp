// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/tally/results.hpp"

// What R is, in words.
namespace waterbed {

// The routes that the measures of a pair touch, by place and way: "Rotterdam", "Rotterdam (rip_off) and
// Antwerp (part of pin_code)", "some routes of 31 entry places", "all routes", "no route". A way is a method,
// with its commodity where the result has several.
[[nodiscard]] std::string text_of_touched(const ResultLayout& layout, const PairLabel& pair);

// "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

}  // namespace waterbed
