// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/reference.hpp"
#include "sim/replicate/mechanisms.hpp"

// Changes inputs by lines: most changes of single bytes only break the syntax, and what lies behind it would
// hardly ever be reached.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace waterbed::fuzz {

namespace {

using Lines = std::vector<std::string>;
using Luck = std::minstd_rand;

std::size_t below(Luck& luck, std::size_t count) {
  return count == 0 ? 0 : luck() % count;
}

// The last part of each parameter's path.
const Lines& keys() {
  static const Lines all = [] {
    Lines names;
    for (const ParameterDoc& doc : describe_parameters(all_parameters()))
      names.push_back(doc.path.substr(doc.path.rfind('.') + 1));
    return names;
  }();
  return all;
}

std::string value(Luck& luck) {
  constexpr std::array<std::string_view, 18> values{
      "0",          "1",        "-1",     "0.5",  "1e308",      "9223372036854775807",
      "~",          "{}",       "[]",     "\"\"", "2022-01-03", "9999-12-31",
      "0001-01-01", "2020-W53", "[a, a]", "a",    "*",          "{value: 0.5, low: 0, high: 1, source: s}"};
  return std::string(values[below(luck, values.size())]);
}

Lines lines_of(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::size_t put(const Lines& lines, std::uint8_t* data, std::size_t max_size) {
  std::size_t size = 0;
  for (const std::string& line : lines) {
    const std::size_t length = std::min(line.size(), max_size - size);
    std::memcpy(data + size, line.data(), length);
    size += length;
  }
  return size;
}

std::size_t indentation(const std::string& line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

void insert_some(Lines& lines, const Lines& others, Luck& luck) {
  const std::size_t first = below(luck, others.size());
  const std::size_t count = std::min(1 + below(luck, 4), others.size() - first);
  const auto begin = others.begin() + static_cast<std::ptrdiff_t>(first);
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(below(luck, lines.size() + 1)), begin,
               begin + static_cast<std::ptrdiff_t>(count));
}

void change_value(std::string& line, Luck& luck) {
  const std::size_t colon = line.find(": ");
  if (colon != std::string::npos) line = line.substr(0, colon + 2) + value(luck) + "\n";
}

void change(Lines& lines, Luck& luck) {
  const std::size_t chosen = below(luck, lines.size());
  std::string& line = lines[chosen];
  switch (below(luck, 6)) {
    case 0:
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(chosen));
      break;
    case 1:
      std::swap(line, lines[below(luck, lines.size())]);
      break;
    case 2:
      line = std::string(2 * below(luck, 4), ' ') + line.substr(indentation(line));
      break;
    case 3:
      change_value(line, luck);
      break;
    case 4:
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(chosen),
                   std::string(indentation(line), ' ') + keys()[below(luck, keys().size())] + ": " +
                       value(luck) + "\n");
      break;
    default:
      insert_some(lines, Lines(lines), luck);
  }
}

}  // namespace

}  // namespace waterbed::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned int seed) {
  using namespace waterbed::fuzz;
  Luck luck(seed);
  Lines lines = lines_of(data, size);
  if (lines.empty() || below(luck, 2) == 0) return LLVMFuzzerMutate(data, size, max_size);
  for (std::size_t changes = 1 + below(luck, 3); changes > 0 && !lines.empty(); --changes)
    change(lines, luck);
  return put(lines, data, max_size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data, std::size_t size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* out, std::size_t max_size, unsigned int seed) {
  using namespace waterbed::fuzz;
  Luck luck(seed);
  Lines lines = lines_of(data, size);
  insert_some(lines, lines_of(other, other_size), luck);
  return put(lines, out, max_size);
}
