// SPDX-License-Identifier: Apache-2.0
#include "config/yaml_words.hpp"

#include <array>
#include <utility>

namespace waterbed {

namespace {

// What went wrong, in words of the user's view; yaml-cpp's messages name its own grammar.
std::string words_for(const std::string& message) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> words{{
      {"end of map not found", "this line does not fit the lines above: look at its indentation"},
      {"end of sequence not found", "this line does not fit the list above: look at its indentation"},
      {"illegal flow end", "this bracket closes nothing"},
      {"illegal map value",
       "no key: value is possible here: look at the indentation and at colons in text, "
       "which needs quotes"},
      {"illegal map key", "no key is possible here: look at the indentation"},
      {"illegal block entry", "no list item (-) is possible here: look at the indentation"},
      {"illegal tab when looking for indentation", "a tab is used to indent: use spaces"},
      {"illegal EOF in scalar", "a quoted text is not closed before the end of the file"},
      {"the referenced anchor is not defined",
       "aliases (*) are not allowed: text that begins with * needs quotes"},
      {"unknown token", "text cannot begin with this character: put it in quotes"},
      {"unknown escape character", "this \\ is not understood in double quotes: use single quotes"},
      {"cannot assign multiple", "anchors, aliases and tags are not allowed"},
  }};
  for (const auto& [theirs, ours] : words)
    if (message.starts_with(theirs)) return std::string(ours);
  return "this is not valid YAML (" + message + ")";
}

std::string_view line_of(std::string_view text, int line) {
  for (int before = 1; before < line; ++before) {
    const std::size_t end = text.find('\n');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return text.substr(0, text.find('\n'));
}

std::size_t indentation_of(std::string_view line) {
  return line.find_first_not_of(' ');
}

bool is_indented_by_tab(std::string_view line) {
  return line.substr(0, line.find_first_not_of(" \t")).find('\t') != std::string_view::npos;
}

// The line before the error where it is a word as far to the left and has no colon: then both lines read as
// one key, and the parser stumbles over the colon of the second.
std::optional<Position> line_without_colon(const YamlError& error) {
  if (error.at.line < 2) return std::nullopt;
  const std::string_view before = line_of(error.text, error.at.line - 1);
  const std::size_t indentation = indentation_of(before);
  const bool is_beside = indentation != std::string_view::npos &&
                         indentation == indentation_of(line_of(error.text, error.at.line));
  if (!is_beside || before.find(':') != std::string_view::npos || before[indentation] == '#')
    return std::nullopt;
  return Position{error.at.file, error.at.line - 1, static_cast<int>(indentation) + 1};
}

}  // namespace

Mistake in_plain_words(const YamlError& error) {
  const Position opened = error.innermost_open.value_or(error.at);
  if (error.message.starts_with("end of map flow"))
    return mistake_at(opened, "this { is not closed, or a comma is missing in it");
  if (error.message.starts_with("end of sequence flow"))
    return mistake_at(opened, "this [ is not closed, or a comma is missing in it");
  if (is_indented_by_tab(line_of(error.text, error.at.line)))
    return mistake_at({error.at.file, error.at.line, 1},
                      words_for("illegal tab when looking for indentation"));
  if (error.message.starts_with("illegal map value"))
    if (const auto line = line_without_colon(error))
      return mistake_at(*line, "a colon with a space behind it is missing: write key: value");
  return mistake_at(error.at, words_for(error.message));
}

}  // namespace waterbed
