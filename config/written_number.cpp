// SPDX-License-Identifier: Apache-2.0
#include "config/written_number.hpp"

#include <algorithm>

#include "config/given.hpp"
#include "config/number.hpp"

namespace waterbed {

namespace {

struct Checked {
  double value;
  std::string text;
};

std::optional<Checked> value_of(const Node& node, bool is_whole) {
  if (node.kind != Node::Kind::scalar || node.is_quoted) return std::nullopt;
  if (is_whole) {
    const auto whole = read_whole(node.text);
    if (!whole) return std::nullopt;
    return Checked{static_cast<double>(*whole), std::to_string(*whole)};
  }
  const auto number = read_number(node.text);
  if (!number) return std::nullopt;
  return Checked{*number, print_number(*number)};
}

std::string behind(std::string_view doc) {
  return doc.empty() ? std::string() : ": " + std::string(doc);
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// The digits of a number whose thousands stand apart by `mark`; "" if it is none.
std::string without_thousands(std::string_view text, char mark) {
  const std::size_t first = text.find(mark);
  if (first == 0 || first > 3) return {};  // npos as well
  std::string digits(text.substr(0, first));
  while (!text.empty()) {
    text.remove_prefix(std::min(text.find(mark), text.size()));
    if (text.empty()) break;
    text.remove_prefix(1);
    const std::size_t end = std::min(text.find(mark), text.size());
    if (end != 3) return {};
    digits += text.substr(0, end);
  }
  return std::all_of(digits.begin(), digits.end(), is_digit) ? digits : std::string();
}

std::string advice_on_marks(std::string text) {
  for (const char mark : {' ', '_', '\''}) {
    const std::string digits = without_thousands(text, mark);
    if (!digits.empty()) return "write " + digits;
  }
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos) return {};
  const std::string digits = without_thousands(text, ',');
  if (text.find(',', comma + 1) != std::string::npos) return digits.empty() ? "" : "write " + digits;
  text[comma] = '.';
  if (!read_number(text)) return {};
  // A comma before three digits may be either.
  return "write " + text + (digits.empty() ? "" : ", or " + digits);
}

// What to write instead, for the usual slips.
std::string number_advice(const std::string& text, bool is_quoted) {
  if (text.empty()) return "";
  if (is_quoted && read_number(text)) return "leave out the quotes";
  if (std::all_of(text.begin(), text.end(), is_digit)) return "it is too large";
  if (text.front() == '+' && read_number(text.substr(1))) return "write " + text.substr(1);
  const auto percent = text.back() == '%' ? read_number(text.substr(0, text.size() - 1)) : std::nullopt;
  if (percent) return "write " + print_number(*percent / 100) + " for a share";
  std::string advice = advice_on_marks(text);
  if (!advice.empty()) return advice;
  const std::size_t end = text.find_first_not_of("-.0123456789eEx_");
  const bool has_unit = end != std::string::npos && end > 0 && read_number(text.substr(0, end)).has_value();
  return has_unit ? "write the number alone" : "";
}

std::string is_no_number(const Node& node, const NumberRule& rule) {
  std::string text = rule.path + " = " + shown(node);
  text += rule.is_whole ? " is not a whole number" : " is not a number";
  const std::string advice = node.kind == Node::Kind::scalar ? number_advice(node.text, node.is_quoted) : "";
  if (node.is_quoted) text += " but text in quotes";
  if (!advice.empty()) return text + " (" + advice + ")" + behind(rule.doc);
  return text + behind(rule.doc);
}

std::optional<Checked> check(const Node& node, const NumberRule& rule, Mistakes& mistakes) {
  auto checked = value_of(node, rule.is_whole);
  if (!checked) {
    mistakes.add(mistake_at(node.at, is_no_number(node, rule)));
    return std::nullopt;
  }
  if (rule.range.holds(checked->value)) return checked;
  mistakes.add(mistake_at(node.at, rule.path + " = " + shown(node) + is_outside(rule.range, rule.doc)));
  return std::nullopt;
}

// The bound `key` of a number map, checked against the value; `sign` is 1 for a lower bound, -1 for an upper.
std::string read_bound(const Node& map, std::string_view key, double sign, const Checked& value,
                       NumberRule rule, Mistakes& mistakes) {
  const Node* node = find(map, key);
  if (node == nullptr) return {};
  rule.path.append(".").append(key);
  const auto bound = check(*node, rule, mistakes);
  if (!bound) return {};
  if (sign * bound->value > sign * value.value) {
    const char* side = sign > 0 ? " is above the value " : " is below the value ";
    mistakes.add(mistake_at(node->at, rule.path + " = " + shown(*node) + side + value.text));
  }
  return bound->text;
}

}  // namespace

std::optional<WrittenNumber> read_number_map(const Node& map, std::string_view value_key,
                                             const NumberRule& rule, Mistakes& mistakes) {
  WrittenNumber number;
  const Sources sources = read_remarks(map, rule.path, {}, mistakes);
  const Node* node = find(map, value_key);
  if (node == nullptr) {
    mistakes.add(mistake_at(map.at, rule.path + " has no " + std::string(value_key) + behind(rule.doc)));
    return std::nullopt;
  }
  const auto value = check(*node, rule, mistakes);
  if (!value) return std::nullopt;
  number.source = sources.in(node->at.file);
  number.value = value->value;
  number.text = value->text;
  number.low = read_bound(map, "low", 1, *value, rule, mistakes);
  number.high = read_bound(map, "high", -1, *value, rule, mistakes);
  return number;
}

std::optional<WrittenNumber> read_written_number(const Node& node, const NumberRule& rule,
                                                 Mistakes& mistakes) {
  if (node.kind == Node::Kind::map) {
    if (!refuse_other_keys(node, rule.path, {"value", "low", "high"}, mistakes)) return std::nullopt;
    return read_number_map(node, "value", rule, mistakes);
  }
  const auto value = check(node, rule, mistakes);
  if (!value) return std::nullopt;
  WrittenNumber number;
  number.value = value->value;
  number.text = value->text;
  return number;
}

std::string is_outside(Range range, std::string_view doc) {
  return " is outside [" + print_number(range.low) + ", " + print_number(range.high) + "]" + behind(doc);
}

}  // namespace waterbed
