// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace waterbed {

// 16 digits. Files hold hashes so: readers keep text exact, and not all of them have unsigned 64-bit numbers.
[[nodiscard]] inline std::string hexadecimal(std::uint64_t number) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t digit = 16; digit-- > 0; number >>= 4U) text[digit] = digits[number & 0xfU];
  return text;
}

// Nothing unless all of `text` is such a number.
[[nodiscard]] inline std::optional<std::uint64_t> from_hexadecimal(std::string_view text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number, 16);
  if (text.size() != 16 || result.ec != std::errc{} || result.ptr != end) return std::nullopt;
  return number;
}

}  // namespace waterbed
