// SPDX-License-Identifier: Apache-2.0
#include "config/number.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace waterbed {

namespace {

template <class Value>
std::optional<Value> read_all(std::string_view text) {
  Value value{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

}  // namespace

std::optional<double> read_number(std::string_view text) {
  const std::optional<double> value = read_all<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> read_whole(std::string_view text) {
  return read_all<std::int64_t>(text);
}

std::string print_number(double value) {
  std::array<char, 32> buffer;  // the longest shortest form of a double has 24 characters
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

}  // namespace waterbed
