// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Numbers as text, the same under every locale.
namespace waterbed {

// The whole text must be one finite decimal number: no sign +, no hexadecimal, no spaces, nothing behind it.
[[nodiscard]] std::optional<double> read_number(std::string_view text);

// Digits with an optional minus sign; 1e4 and 4.0 are refused.
[[nodiscard]] std::optional<std::int64_t> read_whole(std::string_view text);

// The shortest text that reads back to the same value.
[[nodiscard]] std::string print_number(double value);

}  // namespace waterbed
