// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "config/mistakes.hpp"

// What must hold whatever the input is.
namespace waterbed::fuzz {

// Says what does not hold and ends the program, so that the fuzzer keeps the input.
void require(bool holds, std::string_view what);

// Text that may stand in one line of a terminal: UTF-8 without control characters.
[[nodiscard]] bool is_one_line(std::string_view text);

// At most 50 lines, each fit for a terminal, and every position inside the file it names (of those in
// `texts`, by the name users know them by).
void require_good_messages(const Mistakes& mistakes, const std::map<std::string, std::string_view>& texts);

}  // namespace waterbed::fuzz
