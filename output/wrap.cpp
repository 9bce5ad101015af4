// SPDX-License-Identifier: Apache-2.0
#include "output/wrap.hpp"

#include <algorithm>
#include <utility>

namespace waterbed {
namespace {

// Whether a byte goes on with a UTF-8 character that another one began.
bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

// Bytes that the first `letters` letters of the text take.
std::size_t bytes_of(const std::string& text, std::size_t letters) {
  std::size_t end = 0;
  for (std::size_t seen = 0; end < text.size(); ++end)
    if (!is_continuation(text[end]) && ++seen > letters) break;
  return end;
}

}  // namespace

std::size_t width_of(const std::string& text) {
  return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

std::string cut(const std::string& text, std::size_t width) {
  if (width_of(text) <= width) return text;
  return text.substr(0, bytes_of(text, width - 2)) + "..";
}

std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  std::string rest = text;
  while (width_of(rest) > width) {
    const std::size_t fits = bytes_of(rest, width);
    const std::size_t space = rest.find_last_of(' ', fits);
    const bool has_space = space != std::string::npos && space > 0;
    lines.push_back(rest.substr(0, has_space ? space : fits));
    rest.erase(0, has_space ? space + 1 : fits);
  }
  if (lines.empty() || !rest.empty()) lines.push_back(std::move(rest));
  return lines;
}

}  // namespace waterbed
