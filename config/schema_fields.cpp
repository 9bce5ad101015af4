// SPDX-License-Identifier: Apache-2.0
#include "config/schema_fields.hpp"

#include <cmath>
#include <utility>

#include "config/number.hpp"

namespace waterbed::schema {

namespace {

// A whole number without a fraction, so that no reader takes it for anything else.
Json number(double value) {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  if (std::floor(value) == value && std::abs(value) <= largest_exact) return static_cast<std::int64_t>(value);
  return value;
}

std::string described(const ParameterDoc& doc) {
  std::string text = doc.doc;
  if (!doc.unit.empty() && doc.unit != "1") text += " [" + doc.unit + "]";
  if (doc.kind == ParameterKind::name) text += " (a name in " + doc.refers_to + ")";
  if (doc.kind == ParameterKind::names) text += " (names in " + doc.refers_to + ")";
  return text;
}

// `type` is "number" or "integer".
Json plain_number(const char* type, const Range& range, const std::string& description) {
  return {{"description", description},
          {"type", {type, "null"}},
          {"minimum", number(range.low)},
          {"maximum", number(range.high)}};
}

// Keywords for numbers bind plain numbers, those for objects the map form; so an editor can tell which of
// them is broken.
Json written_number(const ParameterDoc& doc) {
  const char* type = doc.kind == ParameterKind::number ? "number" : "integer";
  Json result = plain_number(type, *doc.range, described(doc));
  result["type"] = {type, "object", "null"};
  if (!doc.is_required) result["default"] = number(read_number(doc.default_value).value_or(0));
  Json properties{{"value", plain_number(type, *doc.range, "the number itself")},
                  {"low", plain_number(type, *doc.range, "lowest plausible value; sweeps begin here")},
                  {"high", plain_number(type, *doc.range, "highest plausible value; sweeps end here")}};
  add_remarks(properties);
  // Behind allOf, or editors would complete the key as the beginning of a map.
  const Json map{{"properties", std::move(properties)}, {"additionalProperties", false}};
  result["allOf"] = Json::array({map});
  return result;
}

Json choice(const ParameterDoc& doc) {
  Json result{{"description", described(doc)}, {"enum", doc.options}};
  result["enum"].push_back(nullptr);
  if (!doc.is_required) result["default"] = doc.default_value;
  return result;
}

Json names(const ParameterDoc& doc) {
  Json result = list_of_names(described(doc));
  result["type"] = {"array", "string", "number", "null"};  // names may also stand apart by spaces
  return result;
}

Json text_or_name(const ParameterDoc& doc) {
  Json result = text(described(doc));
  if (!doc.may_be_empty) result["minLength"] = 1;
  if (!doc.default_value.empty()) result["default"] = doc.default_value;
  return result;
}

// JSON with one line for what fits into it.
void print(const Json& json, std::size_t indent, std::string& text) {
  constexpr std::size_t widest = 118;
  const std::string line = json.dump();
  if (!json.is_structured() || json.empty() || indent + line.size() <= widest) {
    text += line;
    return;
  }
  const std::string margin(indent + 1, ' ');
  bool is_first = true;
  for (const auto& [key, value] : json.items()) {
    text.append(is_first ? (json.is_array() ? "[\n" : "{\n") : ",\n").append(margin);
    if (json.is_object()) text.append(Json(key).dump()).append(": ");
    print(value, indent + 1, text);
    is_first = false;
  }
  text.append("\n").append(indent, ' ').append(json.is_array() ? "]" : "}");
}

}  // namespace

std::string printed(const Json& schema) {
  std::string text;
  print(schema, 0, text);
  return text + "\n";
}

Json reference_to(const std::string& definition) {
  return {{"$ref", "#/definitions/" + definition}};
}

void add_remarks(Json& properties) {
  for (const char* remark : {"because", "note", "source", "url"})
    if (!properties.contains(remark)) properties[remark] = reference_to(remark);
}

Json map_of(Json properties, const std::string& description) {
  add_remarks(properties);
  return {{"description", description},
          {"type", {"object", "null"}},
          {"properties", std::move(properties)},
          {"additionalProperties", false}};
}

Json map_by_name(Json properties, Json by_pattern, const std::string& description) {
  add_remarks(properties);
  return {{"description", description},
          {"type", {"object", "null"}},
          {"properties", std::move(properties)},
          {"patternProperties", std::move(by_pattern)},
          {"additionalProperties", false}};
}

// A number is text as well where text is wanted: `title: 2022`.
Json text(const std::string& description) {
  return {{"description", description}, {"type", {"string", "number", "null"}}};
}

Json week(const std::string& description) {
  const std::string date = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
  const std::string iso_week = "[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])";
  return {{"description", description + ": 2022-01-31, or the ISO week 2022-W05"},
          {"type", {"string", "null"}},
          {"pattern", "^(" + date + "|" + iso_week + ")$"}};
}

Json list_of_names(const std::string& description) {
  return {{"description", description},
          {"type", {"array", "null"}},
          {"items", {{"type", {"string", "number"}}, {"minLength", 1}}},
          {"uniqueItems", true}};
}

Json value_of(const ParameterDoc& doc) {
  switch (doc.kind) {
    case ParameterKind::number:
    case ParameterKind::whole_number:
      return written_number(doc);
    case ParameterKind::choice:
      return choice(doc);
    case ParameterKind::text:
    case ParameterKind::name:
      return text_or_name(doc);
    case ParameterKind::names:
      return names(doc);
  }
  return {};
}

Json change_of(const ParameterDoc& doc) {
  return map_of({{"set", plain_number("number", *doc.range, "becomes this number")},
                 {"add", reference_to("add")},
                 {"multiply", reference_to("multiply")},
                 {"low", reference_to("low")},
                 {"high", reference_to("high")}},
                described(doc));
}

void define_common(Json& definitions) {
  definitions["because"] = text("why this is so");
  definitions["note"] = text("a remark");
  definitions["source"] = text("who says so; `assumption` where nobody does");
  definitions["url"] = text("where the source can be read");
  const auto amount = [&](const char* name, const char* description) {
    definitions[name] = {{"description", description}, {"type", {"number", "null"}}};
  };
  amount("add", "this is added to it");
  amount("multiply", "it is multiplied by this");
  amount("low", "lowest plausible amount; sweeps begin here");
  amount("high", "highest plausible amount; sweeps end here");
}

std::string name_pattern() {
  return "^(?!(because|note|source|url)$)" + std::string(name_part) + "$";
}

std::string entry_pattern(std::size_t parts) {
  if (parts <= 1) return "^(?!(because|note|source|url|table)$)" + std::string(name_part) + "$";
  std::string pattern = "^" + std::string(name_part);
  for (std::size_t part = 1; part < parts; ++part) pattern.append("/").append(name_part);
  return pattern + "$";
}

void add_removal(Json& by_pattern, std::size_t parts) {
  const std::string part = "(" + std::string(name_part) + "|\\*)";
  std::string pattern = "^(?=.*\\*)" + part;
  for (std::size_t count = 1; count < parts; ++count) pattern.append("/").append(part);
  by_pattern[pattern + "$"] = {{"description", "~ removes all that this names"}, {"type", "null"}};
}

}  // namespace waterbed::schema
