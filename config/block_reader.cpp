// SPDX-License-Identifier: Apache-2.0
#include "config/block_reader.hpp"

#include <algorithm>
#include <utility>

#include "config/entry_name.hpp"
#include "config/field_reader.hpp"
#include "config/given.hpp"
#include "config/suggest.hpp"

namespace waterbed {

namespace {

constexpr std::string_view kind_key = "kind";

// Reads one map of entries by name.
class MapReader {
 public:
  MapReader(const BlockGroup& group, std::vector<ParameterRecord>& records, Reading& reading)
      : group_(group), keys_(keys_of(group)), records_(records), reading_(reading) {}

  void read(const Node& map) {
    const Sources sources = read_remarks(map, group_.path, {}, reading_.mistakes);
    for (const NodeEntry& entry : map.entries)
      if (entry.key != "table" && !is_remark(entry.key)) read_entry(entry, map, sources);
  }

 private:
  [[nodiscard]] const std::vector<KeyPart>& key_parts() const {
    return group_.blocks.front()->info().key_parts;
  }
  [[nodiscard]] std::string path_to(std::string_view name) const {
    return group_.path + "." + std::string(name);
  }

  void refuse_entry(Position at, std::string text) {
    reading_.refuse(at, std::move(text));
    reading_.broken_blocks.insert(group_.path);
  }

  void read_entry(const NodeEntry& entry, const Node& map, const Sources& sources) {
    const std::string path = path_to(entry.key);
    if (entry.value.kind == Node::Kind::null)
      return refuse_entry(entry.at, path + " has nothing in it: write {} for defaults only");
    if (entry.value.kind != Node::Kind::map)
      return refuse_entry(entry.value.at, path + " must be a map, this is " + shown(entry.value));
    if (entry.value.is_implied) return refuse_implied(entry, map);
    GivenEntry given{entry.key, entry.at, fields_in(entry.value, path, keys_, sources, reading_.mistakes)};
    fill(given);
  }

  void refuse_implied(const NodeEntry& entry, const Node& map) {
    if (reading_.broken_blocks.contains(group_.path)) return;
    std::vector<std::string> names;
    for (const NodeEntry& other : map.entries)
      if (!other.value.is_implied && other.key != "table" && !is_remark(other.key))
        names.push_back(other.key);
    refuse_entry(entry.at, path_to(entry.key) + ": --set gives single keys of entries that exist, and " +
                               entry.key + " is not one of " + group_.path + advice(entry.key, names));
  }

  void fill(GivenEntry& entry) {
    const std::string problem = problem_of_name(entry.name, key_parts());
    if (!problem.empty()) return refuse_entry(entry.at, path_to(entry.name) + ": " + problem);
    use_name_parts(entry);
    ParameterBlock* block = block_for(entry);
    if (block == nullptr) return;
    FieldReader reader({entry, path_to(entry.name), FieldReading::whole, records_}, reading_);
    block->describe(block->add(entry.name), reader);
    reader.refuse_unknown_keys();
  }

  void use_name_parts(const GivenEntry& entry) {
    if (key_parts().empty()) return;
    const std::vector<std::string_view> parts = parts_of(entry.name);
    for (std::size_t index = 0; index < parts.size(); ++index) {
      const std::string name(parts[index]);
      reading_.name_uses.push_back(
          {entry.at, path_to(entry.name) + ": " + name, name, std::string(key_parts()[index].refers_to)});
    }
  }

  // Takes `kind` out of the entry's fields; nullptr after a mistake.
  ParameterBlock* block_for(GivenEntry& entry) {
    if (!group_.has_kinds()) return group_.blocks.front();
    const std::optional<GivenField> kind = take_field(entry.fields, kind_key);
    const std::string path = path_to(entry.name);
    if (!kind) {
      const RemovedAt* removed = reading_.removals.of(path + ".kind");
      refuse_entry(removed == nullptr ? entry.at : removed->at,
                   path + " has no kind" + advice("", kinds_of(group_)));
      return nullptr;
    }
    for (ParameterBlock* block : group_.blocks) {
      if (block->info().kind != kind->value.text) continue;
      records_.push_back({path + ".kind", kind->value.text, {}, {}, {}, kind->source, origin_of(kind->at)});
      return block;
    }
    refuse_entry(kind->value.at, path + ".kind = " + shown(kind->value) + " is not one of its options" +
                                     advice(kind->value.text, kinds_of(group_)));
    return nullptr;
  }

  const BlockGroup& group_;
  std::vector<FieldKey> keys_;
  std::vector<ParameterRecord>& records_;
  Reading& reading_;
};

void read_single(const BlockGroup& group, const Node* map, Position at, std::vector<ParameterRecord>& records,
                 Reading& reading) {
  GivenEntry given{{}, at, {}};
  if (map != nullptr) {
    given.at = map->at;
    given.fields = fields_in(*map, group.path, keys_of(group), {}, reading.mistakes);
  }
  FieldReader reader({given, group.path, FieldReading::whole, records}, reading);
  group.blocks.front()->describe(0, reader);
  reader.refuse_unknown_keys();
}

}  // namespace

std::vector<BlockGroup> groups_of(ParameterSet& parameters) {
  std::vector<BlockGroup> groups;
  for (std::size_t index = 0; index < parameters.size(); ++index) {
    ParameterBlock& block = parameters.block(index);
    const auto same = std::find_if(groups.begin(), groups.end(),
                                   [&](const BlockGroup& group) { return group.path == block.info().path; });
    if (same == groups.end())
      groups.push_back({std::string(block.info().path), {&block}});
    else
      same->blocks.push_back(&block);
  }
  return groups;
}

std::vector<FieldKey> keys_of(const BlockGroup& group) {
  std::vector<FieldKey> keys;
  if (group.has_kinds()) keys.push_back({std::string(kind_key), std::string(kind_key), false});
  for (const ParameterBlock* block : group.blocks)
    for (FieldKey& key : keys_of(*block))
      if (!has_key(keys, key.key)) keys.push_back(std::move(key));
  return keys;
}

std::vector<std::string> kinds_of(const BlockGroup& group) {
  std::vector<std::string> kinds;
  for (const ParameterBlock* block : group.blocks) kinds.emplace_back(block->info().kind);
  return kinds;
}

void read_blocks(const Node& top, ParameterSet& parameters, std::vector<ParameterRecord>& records,
                 Reading& reading) {
  for (const BlockGroup& group : groups_of(parameters)) {
    const Node* map = find(top, group.path);
    if (map != nullptr && map->kind != Node::Kind::map) {
      reading.refuse(map->at, group.path + " must be a map, this is " + shown(*map));
      reading.broken_blocks.insert(group.path);
      continue;
    }
    if (!group.is_map())
      read_single(group, map, {top.at.file, 0, 0}, records, reading);
    else if (map != nullptr)
      MapReader(group, records, reading).read(*map);
  }
}

}  // namespace waterbed
