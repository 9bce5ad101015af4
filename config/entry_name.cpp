// SPDX-License-Identifier: Apache-2.0
#include "config/entry_name.hpp"

#include <algorithm>

namespace waterbed {

namespace {

bool is_allowed(char letter) {
  return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
         (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
}

}  // namespace

std::vector<std::string_view> parts_of(std::string_view name) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= name.size();) {
    const std::size_t end = std::min(name.find('/', start), name.size());
    parts.push_back(name.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

bool matches_name(std::string_view pattern, std::string_view name) {
  if (pattern.find('*') == std::string_view::npos) return pattern == name;
  // Part by part, without lists of them: long tables are searched for many patterns.
  while (true) {
    const std::string_view wanted = pattern.substr(0, pattern.find('/'));
    const std::string_view given = name.substr(0, name.find('/'));
    if (wanted != "*" && wanted != given) return false;
    const bool is_last_wanted = wanted.size() == pattern.size();
    const bool is_last_given = given.size() == name.size();
    if (is_last_wanted || is_last_given) return is_last_wanted && is_last_given;
    pattern.remove_prefix(wanted.size() + 1);
    name.remove_prefix(given.size() + 1);
  }
}

std::string problem_of_name(std::string_view name, const std::vector<KeyPart>& key_parts) {
  const std::vector<std::string_view> parts = parts_of(name);
  if (parts.size() != std::max<std::size_t>(1, key_parts.size())) {
    std::string pattern;
    for (const KeyPart& part : key_parts) pattern.append(pattern.empty() ? "" : "/").append(part.column);
    return pattern.empty() ? "a name here has no /" : "a name here has the parts " + pattern;
  }
  for (const std::string_view part : parts)
    if (part.empty() || !std::all_of(part.begin(), part.end(), is_allowed))
      return "a name is made of letters, digits, _ and -";
  return {};
}

}  // namespace waterbed
