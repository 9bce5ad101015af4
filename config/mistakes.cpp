// SPDX-License-Identifier: Apache-2.0
#include "config/mistakes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace waterbed {

namespace {

// Text from a file must neither break the line nor steer the terminal, which takes some of U+0080 to U+009F
// (in UTF-8 0xC2 and a byte below 0xA0) for the beginning of a command.
std::string without_controls(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    const auto byte = static_cast<unsigned char>(text[offset]);
    const bool is_high =
        byte == 0xC2 && offset + 1 < text.size() && static_cast<unsigned char>(text[offset + 1]) < 0xA0;
    result += byte < 0x20 || byte == 0x7F || is_high ? ' ' : text[offset];
    if (is_high) ++offset;
  }
  return result;
}

// The number of its file, whether it is the file as a whole, line, and column.
using Place = std::tuple<std::size_t, bool, int, int>;

std::string line_of(const Mistake& mistake) {
  std::string line = mistake.file;
  if (mistake.line > 0) line += ":" + std::to_string(mistake.line);
  if (mistake.line > 0 && mistake.column > 0) line += ":" + std::to_string(mistake.column);
  if (!line.empty()) line += ": ";
  line += mistake.text;
  return without_controls(line);
}

}  // namespace

void Mistakes::add(Mistake mistake) {
  list_.push_back(std::move(mistake));
  if (list_.size() == most_mistakes) throw TooManyMistakes{};
}

std::vector<Mistake> Mistakes::sorted() const {
  std::map<std::string_view, std::size_t> file_order;
  std::vector<std::pair<Place, std::size_t>> order;  // with the place in the list
  order.reserve(list_.size());
  for (const Mistake& mistake : list_) {
    const std::size_t file = file_order.emplace(mistake.file, file_order.size()).first->second;
    order.push_back({{file, mistake.line == 0, mistake.line, mistake.column}, order.size()});
  }
  std::sort(order.begin(), order.end());
  std::vector<Mistake> result;
  std::set<std::string_view> told;  // at one place
  const Place* last = nullptr;
  for (const auto& [place, index] : order) {
    if (last == nullptr || *last != place) told.clear();
    last = &place;
    if (told.insert(list_[index].text).second) result.push_back(list_[index]);
  }
  return result;
}

std::string Mistakes::printed(std::size_t limit) const {
  const std::vector<Mistake> mistakes = sorted();
  const std::size_t shown = std::min(limit, mistakes.size());
  std::string lines;
  for (std::size_t index = 0; index < shown; ++index) lines += line_of(mistakes[index]) + "\n";
  const char* at_least = list_.size() < most_mistakes ? "and " : "and at least ";
  if (shown < mistakes.size()) lines += at_least + std::to_string(mistakes.size() - shown) + " more\n";
  return lines;
}

}  // namespace waterbed
