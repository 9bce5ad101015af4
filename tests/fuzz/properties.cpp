// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/properties.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <vector>

#include "config/source_file.hpp"

namespace waterbed::fuzz {

namespace {

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

auto characters_in(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
}

// The characters of each line.
std::vector<std::ptrdiff_t> widths_of(std::string_view text) {
  std::vector<std::ptrdiff_t> widths;
  while (!text.empty()) widths.push_back(characters_in(take_line(text)));
  return widths;
}

// Line and column count from 1, and may stand one behind the last of the file or the line.
bool is_inside(const std::vector<std::ptrdiff_t>& widths, int line, int column) {
  if (line < 0 || column < 0 || (line == 0 && column != 0)) return false;
  const auto index = static_cast<std::size_t>(std::max(line, 1)) - 1;
  return index < widths.size() ? column <= widths[index] + 1 : index == widths.size() && column <= 1;
}

}  // namespace

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << std::endl;
  std::abort();
}

bool is_one_line(std::string_view text) {
  if (valid_utf8_length(text) < text.size()) return false;
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    const auto byte = static_cast<unsigned char>(text[offset]);
    if (byte < 0x20 || byte == 0x7F) return false;
    // U+0080 to U+009F: terminals take some of them for the beginning of a command.
    if (byte == 0xC2 && static_cast<unsigned char>(text[offset + 1]) < 0xA0) return false;
  }
  return true;
}

void require_good_messages(const Mistakes& mistakes, const std::map<std::string, std::string_view>& texts) {
  constexpr int most_lines = 50;
  const std::string printed = mistakes.printed();
  std::string_view rest = printed;
  int lines = 0;
  for (; !rest.empty(); ++lines) require(is_one_line(take_line(rest)), "messages fit into lines");
  require(lines <= most_lines, "messages are few enough to be read");
  std::map<std::string, std::vector<std::ptrdiff_t>> widths;
  for (const Mistake& mistake : mistakes.sorted()) {
    const auto text = texts.find(mistake.file);
    if (text == texts.end()) continue;
    const auto [known, is_new] = widths.try_emplace(mistake.file);
    if (is_new) known->second = widths_of(text->second);
    require(is_inside(known->second, mistake.line, mistake.column), "positions lie inside the file");
  }
}

}  // namespace waterbed::fuzz
