// SPDX-License-Identifier: Apache-2.0
#include "config/schema_finished.hpp"

#include <utility>

namespace waterbed::schema {

namespace {

Json required(const std::vector<std::string>& keys) {
  return {{"required", keys}};
}

std::vector<std::string> required_keys(const BlockDoc& block) {
  std::vector<std::string> keys;
  for (const ParameterDoc& doc : block.parameters)
    if (doc.is_required) keys.push_back(doc.key);
  return keys;
}

// Numbers written as a map must say their value; plain numbers pass. By a pattern, or editors would offer
// these keys a second time.
Json values_in(const BlockGroupDoc& group) {
  std::string keys;
  for (const BlockDoc& block : group)
    for (const ParameterDoc& doc : block.parameters)
      if (doc.range) keys += (keys.empty() ? "" : "|") + doc.key;
  if (keys.empty()) return Json::object();
  return {{"patternProperties", {{"^(" + keys + ")$", reference_to("with_value")}}}};
}

Json required_in_entry(const BlockGroupDoc& group) {
  if (group.front().kind.empty()) return required(required_keys(group.front()));
  Json rules = Json::array();
  for (const BlockDoc& block : group)
    rules.push_back({{"if", has_kind(block.kind)}, {"then", required(required_keys(block))}});
  Json result = required({"kind"});
  result["allOf"] = std::move(rules);
  return result;
}

// Rows of tables have what an entry beside them leaves out, and may be removed.
Json finished_block(const BlockGroupDoc& group) {
  Json entry = values_in(group);
  if (!group.front().is_map) {
    entry["required"] = required_keys(group.front());
    entry["allOf"] = Json::array({reference_to("without_null")});
    return entry;
  }
  return {{"allOf", Json::array({reference_to("not_null")})},
          {"additionalProperties", std::move(entry)},
          {"if", required({"table"})},
          {"else",
           {{"allOf", Json::array({reference_to("without_null")})},
            {"additionalProperties", required_in_entry(group)}}}};
}

Json finished_arms(const std::vector<BlockGroupDoc>& groups) {
  Json properties = Json::object();
  for (const BlockGroupDoc& group : groups) {
    Json entry = values_in(group);
    properties[group.front().path] =
        group.front().is_map ? Json{{"additionalProperties", std::move(entry)}} : std::move(entry);
  }
  return {{"minProperties", 1}, {"additionalProperties", {{"properties", std::move(properties)}}}};
}

// A path has a dot, a remark has none.
Json finished_changes() {
  const Json one_of{{"oneOf", {required({"set"}), required({"add"}), required({"multiply"})}}};
  Json change = required({"from", "change"});
  change["patternProperties"] = {
      {"^ramp_weeks$", reference_to("with_value")},
      {"^change$", {{"minProperties", 1}, {"patternProperties", {{"\\.", one_of}}}}}};
  return {{"additionalProperties", std::move(change)}};
}

}  // namespace

Json has_kind(const std::string& kind) {
  return {{"properties", {{"kind", {{"const", kind}}}}}, {"required", {"kind"}}};
}

void define_finished(const std::vector<BlockGroupDoc>& groups, const BlockDoc& plan, Json& definitions) {
  definitions["with_value"] = required({"value"});
  definitions["not_null"] = {{"not", {{"type", "null"}}},
                             {"errorMessage", "only a scenario that extends another may leave this empty"}};
  definitions["without_null"] = {{"allOf", Json::array({reference_to("not_null")})},
                                 {"additionalProperties", reference_to("without_null")},
                                 {"items", reference_to("without_null")}};
  definitions["finished_changes"] = finished_changes();
  std::vector<std::string> keys{"waterbed", "start"};
  Json properties = Json::object();
  for (const BlockGroupDoc& group : groups) {
    const BlockDoc& first = group.front();
    if (!first.is_map && !required_keys(first).empty()) keys.push_back(first.path);
    properties[first.path] = finished_block(group);
  }
  for (const char* changes : {"measures", "shocks"})
    properties[changes] = {
        {"allOf", Json::array({reference_to("finished_changes"), reference_to("without_null")})}};
  properties["arms"] = finished_arms(groups);
  properties["arms"]["allOf"] = Json::array({reference_to("without_null")});
  definitions["finished"] = {{"required", keys},
                             {"properties", std::move(properties)},
                             {"additionalProperties", reference_to("without_null")}};
  definitions["finished"].update(values_in({plan}));
}

}  // namespace waterbed::schema
