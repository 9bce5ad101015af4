// SPDX-License-Identifier: Apache-2.0
#include "config/design_schema.hpp"

#include <utility>

#include "config/design_language.hpp"
#include "config/schema_fields.hpp"

namespace waterbed {
namespace {

using namespace schema;

// Unlike in a scenario, nothing may be removed, so nothing is null.
Json words(const std::string& description) {
  return {{"description", description}, {"type", {"string", "number"}}, {"minLength", 1}};
}

Json whole(const Range& range, const std::string& description) {
  return {{"description", description},
          {"type", "integer"},
          {"minimum", static_cast<std::int64_t>(range.low)},
          {"maximum", static_cast<std::int64_t>(range.high)}};
}

Json number(const std::string& description) {
  return {{"description", description}, {"type", "number"}};
}

Json list(const std::string& description) {
  return {{"description", description},
          {"type", "array"},
          {"items", {{"type", {"string", "number", "boolean"}}}},
          {"minItems", 1},
          {"uniqueItems", true}};
}

Json range() {
  Json properties{{"low", number("lower end, in the unit of the parameter")},
                  {"high", number("upper end")},
                  {"scale", {{"description", "how points lie in the range"}, {"enum", {"linear", "log"}}}},
                  {"steps", whole(allowed_steps, "so many values, both ends included, for a grid")}};
  add_remarks(properties);
  return {{"description", "a range of a number; without low and high, as the scenario gives it"},
          {"type", "object"},
          {"properties", std::move(properties)},
          {"dependencies", {{"low", {"high"}}, {"high", {"low"}}}},
          {"additionalProperties", false}};
}

// With these keys besides what a range has.
Json range_with(Json rule) {
  return {{"allOf", Json::array({reference_to("range"), std::move(rule)})}};
}

// What may stand for a factor.
Json factor_of(DesignKind kind) {
  const Json as_scenario{{"description", "the range that the scenario gives"}, {"type", "null"}};
  const Json without_steps = range_with({{"properties", {{"steps", false}}}});
  switch (kind) {
    case DesignKind::grid:
      return {{"anyOf", Json::array({reference_to("values"), range_with({{"required", {"steps"}}})})}};
    case DesignKind::list:
      return {{"description", "its values stand in the table"}, {"type", "null"}};
    case DesignKind::morris:
      return {{"anyOf", Json::array({as_scenario, without_steps})}};
    default:
      return {{"anyOf", Json::array({as_scenario, without_steps, reference_to("values")})}};
  }
}

Json factors_of(DesignKind kind) {
  Json remarks = Json::object();
  add_remarks(remarks);
  return {{"type", "object"},
          {"properties", std::move(remarks)},
          {"propertyNames", {{"not", {{"enum", common_to_points}}}}},
          {"additionalProperties", factor_of(kind)}};
}

Json head() {
  Json kinds = Json::array();
  for (const DesignKind kind : all_design_kinds) kinds.push_back(name_of(kind));
  Json levels = whole(allowed_levels, "values of each factor in a trajectory, an even number");
  levels["multipleOf"] = 2;
  levels["default"] = 4;
  Json set{{"description", "values for all points, by the paths that --set takes"},
           {"type", "object"},
           {"additionalProperties", {{"type", {"string", "number", "boolean"}}}}};
  Json properties{
      {"waterbed_design",
       {{"description", "version of the language of designs; the first key"}, {"const", 1}}},
      {"title", words("what the sweep is called")},
      {"question", words("what it asks")},
      {"scenario", words("the scenario whose worlds are run, a file named from here")},
      {"arms", list("these arms only; without this, all")},
      {"replicates", whole(allowed_replicates, "for each point, in the place of the scenario's")},
      {"weeks", whole(allowed_weeks, "in the place of the scenario's")},
      {"runs_seed", whole(allowed_seeds, "of the luck of runs, in the place of the scenario's")},
      {"set", std::move(set)},
      {"design", {{"description", "how points are laid among the ranges"}, {"enum", std::move(kinds)}}},
      {"points", whole(allowed_sizes, "how many; for sobol best a power of 2")},
      {"blocks", whole(allowed_sizes, "of factors + 2 points each, best a power of 2")},
      {"trajectories", whole(allowed_sizes, "of factors + 1 points each, 10 to 50")},
      {"levels", std::move(levels)},
      {"table", words("the points, a file named from here: a column for each factor, a row for each point")},
      {"seed", whole(allowed_seeds, "of the points")},
      {"levers", {{"description", "what policy can choose, by path"}, {"type", "object"}}},
      {"uncertainties", {{"description", "what nobody knows, by path"}, {"type", "object"}}}};
  add_remarks(properties);
  return properties;
}

// Of all keys that only some kinds have, those of this one.
bool has_key(DesignKind kind, std::string_view key) {
  if (key == "levels") return kind == DesignKind::morris;
  if (key == "table") return kind == DesignKind::list;
  return key == size_key(kind);
}

Json rule_of(DesignKind kind) {
  Json required = Json::array();
  Json properties{{"levers", factors_of(kind)}, {"uncertainties", factors_of(kind)}};
  for (const char* key : {"points", "blocks", "trajectories", "levels", "table"})
    if (!has_key(kind, key))
      properties[key] = false;
    else if (std::string_view(key) != "levels")
      required.push_back(key);
  Json then{{"properties", std::move(properties)}, {"required", std::move(required)}};
  if (kind != DesignKind::list)
    then["anyOf"] = Json::array({{{"required", {"levers"}}}, {{"required", {"uncertainties"}}}});
  return {{"if", {{"properties", {{"design", {{"const", name_of(kind)}}}}}, {"required", {"design"}}}},
          {"then", std::move(then)}};
}

}  // namespace

std::string design_schema() {
  Json rules = Json::array();
  for (const DesignKind kind : all_design_kinds) rules.push_back(rule_of(kind));
  Json definitions{{"range", range()}, {"values", list("its values, instead of a range")}};
  for (const char* remark : {"because", "note", "source", "url"})
    definitions[remark] = words("a remark, for readers");
  return printed({{"$schema", "http://json-schema.org/draft-07/schema#"},
                  {"title", "waterbed design"},
                  {"description", "a design of a sweep of waterbed, version 1 of the language"},
                  {"type", "object"},
                  {"properties", head()},
                  {"required", {"waterbed_design", "scenario", "design"}},
                  {"additionalProperties", false},
                  {"allOf", std::move(rules)},
                  {"definitions", std::move(definitions)}});
}

}  // namespace waterbed
