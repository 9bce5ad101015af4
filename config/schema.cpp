// SPDX-License-Identifier: Apache-2.0
#include "config/schema.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "config/reference.hpp"
#include "config/schema_fields.hpp"
#include "config/schema_finished.hpp"
#include "sim/replicate/plan.hpp"

namespace waterbed {

namespace {

using namespace schema;

// A second meaning of a key: either will do.
void add_alternative(Json& properties, const std::string& key, Json schema) {
  if (!properties.contains(key)) {
    properties[key] = std::move(schema);
  } else if (properties[key].contains("anyOf")) {
    properties[key]["anyOf"].push_back(std::move(schema));
  } else if (properties[key] != schema) {
    properties[key] = Json{{"anyOf", Json::array({properties[key], std::move(schema)})}};
  }
}

std::string definition_of(const BlockDoc& block) {
  return block.kind.empty() ? block.path : block.path + "." + block.kind;
}

// What to say of the blocks of a path.
std::string doc_of(const BlockGroupDoc& group) {
  std::string text;
  for (const BlockDoc& block : group) text.append(text.empty() ? "" : "; ").append(block.doc);
  std::string name;
  for (const KeyPart& part : group.front().key_parts)
    name.append(name.empty() ? "" : "/").append(part.column);
  return name.empty() ? text : text + " (each named " + name + ")";
}

// The fields of all blocks of a path, as references to where each is described.
template <class Wanted>
Json fields_by_reference(const BlockGroupDoc& group, const Wanted& is_wanted) {
  Json properties = Json::object();
  for (const BlockDoc& block : group)
    for (const ParameterDoc& doc : block.parameters)
      if (is_wanted(doc))
        add_alternative(properties, doc.key, reference_to(definition_of(block) + "/properties/" + doc.key));
  return properties;
}

class SchemaWriter {
 public:
  explicit SchemaWriter(const ParameterSet& blocks) : groups_(describe_blocks(blocks)) {
    ParameterSet plan;
    plan.add_block<RunPlan>({"run", "when, how long and how often is run"});
    plan_ = describe_blocks(plan).front().front();
  }

  [[nodiscard]] Json write() {
    Json properties = head();
    define_common(definitions_);
    for (const BlockGroupDoc& group : groups_) {
      define_entries(group);
      properties[group.front().path] = block(group);
    }
    define_changes();
    define_arm();
    add_what_changes(properties);
    define_finished(groups_, plan_, definitions_);
    return {{"$schema", "http://json-schema.org/draft-07/schema#"},
            {"title", "waterbed scenario"},
            {"description", "a scenario of waterbed, version 1 of the language"},
            {"type", "object"},
            {"properties", std::move(properties)},
            {"required", {"waterbed"}},
            {"additionalProperties", false},
            {"if", {{"required", {"extends"}}}},
            {"else", reference_to("finished")},
            {"definitions", std::move(definitions_)}};
  }

 private:
  [[nodiscard]] Json head() const {
    Json properties{
        {"waterbed", {{"description", "version of the scenario language; the first key"}, {"const", 1}}},
        {"extends",
         {{"description",
           "the scenario that this one changes, a file named from here: maps merge key by key, all else is "
           "replaced, and `key: ~` removes a key"},
          {"type", "string"},
          {"minLength", 1}}},
        {"title", text("what the scenario is called")},
        {"question", text("what it asks")},
        {"because", text("why it is as it is, or differs from the one it extends")},
        {"start", week("first week reported, a date in it")}};
    for (const ParameterDoc& doc : plan_.parameters) properties[doc.key] = value_of(doc);
    return properties;
  }

  // One definition for each block's entries; where there are kinds, one more that tells them apart.
  void define_entries(const BlockGroupDoc& group) {
    for (const BlockDoc& block : group) {
      Json properties = Json::object();
      if (!block.kind.empty())
        properties["kind"] = {{"description", block.doc}, {"enum", {block.kind, nullptr}}};
      for (const ParameterDoc& doc : block.parameters) properties[doc.key] = value_of(doc);
      definitions_[definition_of(block)] = map_of(std::move(properties), block.doc);
    }
    if (!group.front().kind.empty()) define_kinds(group);
  }

  // An entry that does not say its kind changes a row of a table, or an entry of the scenario it extends.
  void define_kinds(const BlockGroupDoc& group) {
    const std::string& path = group.front().path;
    Json kinds = Json::array();
    Json rules = Json::array();
    for (const BlockDoc& block : group) {
      kinds.push_back(block.kind);
      rules.push_back({{"if", has_kind(block.kind)}, {"then", reference_to(definition_of(block))}});
    }
    kinds.push_back(nullptr);
    rules.push_back({{"if", {{"required", {"kind"}}}}, {"else", reference_to(path + ".any")}});
    const Json kind{{"description", doc_of(group)}, {"enum", std::move(kinds)}};
    definitions_[path + ".any"] =
        map_of(fields_by_reference(group, [](const ParameterDoc&) { return true; }), doc_of(group));
    definitions_[path] = {{"description", doc_of(group)},
                          {"type", {"object", "null"}},
                          {"properties", {{"kind", kind}}},
                          {"allOf", std::move(rules)}};
  }

  [[nodiscard]] static Json block(const BlockGroupDoc& group) {
    const BlockDoc& first = group.front();
    if (!first.is_map) return reference_to(first.path);
    const Json table{{"description", "tables of entries: a CSV file named from here, or a list of them"},
                     {"type", {"string", "array", "null"}},
                     {"minLength", 1},
                     {"items", {{"type", "string"}, {"minLength", 1}}}};
    Json entries{{entry_pattern(first.key_parts.size()), reference_to(first.path)}};
    add_removal(entries, first.key_parts.size());
    return map_by_name({{"table", table}}, std::move(entries), doc_of(group));
  }

  // What measures and shocks have in common.
  void define_changes() {
    ParameterDoc ramp;
    ramp.kind = ParameterKind::whole_number;
    ramp.doc = "weeks until full strength";
    ramp.default_value = "0";
    ramp.range = Range{0, 5000};
    definitions_["dated_change"] = map_of({{"from", week("first week in force, a date in it")},
                                           {"until", week("first week no longer in force, a date in it")},
                                           {"ramp_weeks", value_of(ramp)},
                                           {"change", changes()}},
                                          "a dated change of numbers");
  }

  [[nodiscard]] Json changes() const {
    Json by_path = Json::object();
    Json by_pattern = Json::object();
    for (const BlockGroupDoc& group : groups_)
      for (const BlockDoc& block : group)
        for (const ParameterDoc& doc : block.parameters) {
          if (!doc.may_change) continue;
          if (block.is_map)
            add_alternative(by_pattern, path_pattern(block, doc), change_of(doc));
          else
            add_alternative(by_path, doc.path, change_of(doc));
        }
    return map_by_name(
        std::move(by_path), std::move(by_pattern),
        "what it changes: block.entry.key, or block.key where the block has no entries, each with "
        "one of {set: x}, {add: x} and {multiply: x}; * stands for one whole part of a name");
  }

  static std::string path_pattern(const BlockDoc& block, const ParameterDoc& doc) {
    const std::string part = "(" + std::string(name_part) + "|\\*)";
    std::string name = part;
    for (std::size_t index = 1; index < block.key_parts.size(); ++index) name.append("/").append(part);
    return "^" + block.path + "\\." + name + "\\." + doc.key + "$";
  }

  void define_arm() {
    Json properties{
        {"measures", list_of_names("measures in force in this arm beside those of in_every_arm")}};
    const auto may_differ = [](const ParameterDoc& doc) { return doc.may_change; };
    for (const BlockGroupDoc& group : groups_) {
      Json fields = fields_by_reference(group, may_differ);
      if (fields.empty()) continue;
      Json entry = map_of(std::move(fields), "numbers that differ in this arm from the beginning");
      const std::size_t parts = group.front().key_parts.size();
      properties[group.front().path] =
          group.front().is_map
              ? map_by_name(Json::object(), {{entry_pattern(parts), std::move(entry)}}, doc_of(group))
              : std::move(entry);
    }
    definitions_["arm"] =
        map_of(std::move(properties),
               "a variant of the scenario: measures in force, and numbers that differ from the "
               "beginning; only the first may change nothing");
  }

  static void add_what_changes(Json& properties) {
    Json changes{{name_pattern(), reference_to("dated_change")}};
    add_removal(changes, 1);
    Json arms{{name_pattern(), reference_to("arm")}};
    add_removal(arms, 1);
    properties["measures"] =
        map_by_name(Json::object(), changes, "dated changes by name; arms say which are in force in them");
    properties["shocks"] = map_by_name(
        Json::object(), changes, "dated changes by name that are no policy; they are in force in every arm");
    properties["in_every_arm"] = list_of_names("measures in force in every arm");
    properties["pairs"] = {
        {"description", "pairs of arms for which is tallied who changed from where to where"},
        {"type", {"array", "null"}},
        {"items",
         {{"type", "array"},
          {"items", {{"type", {"string", "number"}}, {"minLength", 1}}},
          {"minItems", 2},
          {"maxItems", 2},
          {"uniqueItems", true}}},
        {"uniqueItems", true}};
    properties["arms"] = map_by_name(Json::object(), std::move(arms),
                                     "variants of the scenario by name; the first is the reference");
  }

  std::vector<BlockGroupDoc> groups_;
  BlockDoc plan_;
  Json definitions_ = Json::object();
};

}  // namespace

std::string scenario_schema(const ParameterSet& blocks) {
  return printed(SchemaWriter(blocks).write());
}

}  // namespace waterbed
