// SPDX-License-Identifier: Apache-2.0
#include "config/arms.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "config/block_reader.hpp"
#include "config/entry_name.hpp"
#include "config/field_reader.hpp"
#include "config/given.hpp"
#include "config/suggest.hpp"

namespace waterbed {

namespace {

constexpr const char* name_of_only_arm = "base";
constexpr std::size_t most_advice = 20;  // it is slow to find among many names

class ArmsReader {
 public:
  ArmsReader(const ArmsTask& task, Reading& reading) : task_(task), reading_(reading) {
    for (std::size_t index = 0; index < task_.measures.size(); ++index) {
      if (is_chosen_by_arms(task_.measures[index]))
        chosen_.emplace(task_.measures[index].measure.name, index);
      else
        shared_.push_back(index);
    }
  }

  [[nodiscard]] std::vector<ReadArm> read() {
    const Node* shared = find(task_.top, "in_every_arm");
    if (shared != nullptr) add_measures(*shared, "in_every_arm", shared_);
    const Node* arms = find(task_.top, "arms");
    if (arms == nullptr) return {{name_of_only_arm, {task_.top.at.file, 0, 0}, task_.base, shared_, {}}};
    if (arms->kind != Node::Kind::map || arms->entries.empty()) {
      const bool is_empty = arms->kind == Node::Kind::map;
      reading_.refuse(arms->at, is_empty ? "arms has no arm: write NAME: {} for one that changes nothing"
                                         : "arms must be a map of arms by name, this is " + shown(*arms));
      reading_.broken_blocks.insert("arms");
      return {};
    }
    static_cast<void>(read_remarks(*arms, "arms", {}, reading_.mistakes));
    std::vector<ReadArm> result;
    const std::size_t most =
        std::min(most_arms, most_numbers_of_arms / std::max<std::size_t>(1, task_.numbers));
    for (const NodeEntry& entry : arms->entries) {
      if (is_remark(entry.key)) continue;
      if (result.size() == most) {
        reading_.refuse(entry.at, "arms has more than " + std::to_string(most) + " arms");
        reading_.broken_blocks.insert("arms");
        break;
      }
      result.push_back(read_arm(entry, result.empty()));
    }
    if (result.empty()) reading_.refuse(arms->at, "arms has no arm");
    return result;
  }

 private:
  // Shocks are in force in every arm.
  static bool is_chosen_by_arms(const ReadMeasure& measure) {
    return measure.measure.kind == MeasureKind::measure;
  }

  // Appends the measures that a list names to those already in force.
  void add_measures(const Node& list, const std::string& path, std::vector<std::size_t>& in_force) {
    if (list.kind != Node::Kind::sequence)
      return reading_.refuse(list.at, path + " must be a list of names of measures, this is " + shown(list));
    for (const Node& item : list.items) {
      const auto found = chosen_.find(item.text);
      if (item.kind != Node::Kind::scalar || found == chosen_.end()) {
        refuse_measure(item, path);
        continue;
      }
      const std::size_t measure = found->second;
      if (std::find(in_force.begin(), in_force.end(), measure) != in_force.end())
        reading_.refuse(item.at, path + ": " + item.text + " is already in force" +
                                     (is_shared(measure) ? " by in_every_arm" : ": it is named twice"));
      else
        in_force.push_back(measure);
    }
  }

  [[nodiscard]] bool is_shared(std::size_t measure) const {
    return std::find(shared_.begin(), shared_.end(), measure) != shared_.end();
  }

  void refuse_measure(const Node& item, const std::string& path) {
    if (!task_.has_all_measures && item.kind == Node::Kind::scalar) return;
    if (reading_.removals.blame("measures." + item.text, item.at, path)) return;
    std::vector<std::string> names;
    for (const auto& [name, index] : chosen_) names.push_back(name);
    reading_.refuse(item.at, path + ": " + shown(item) + " is not one of measures" +
                                 (refused_++ < most_advice ? advice(item.text, names) : ""));
  }

  ReadArm read_arm(const NodeEntry& entry, bool is_first) {
    ReadArm arm{entry.key, entry.at, task_.base, shared_, {}};
    const std::string path = "arms." + entry.key;
    const std::string problem = problem_of_name(entry.key, {});
    if (!problem.empty()) reading_.refuse(entry.at, path + ": " + problem);
    if (entry.key == "in_every_arm" || entry.key == "measures")
      reading_.refuse(entry.at, path + " is no arm: " + entry.key + " stands at the top of a scenario");
    const Node& map = entry.value;
    if (map.kind != Node::Kind::map) {
      reading_.refuse(entry.at, map.kind == Node::Kind::null
                                    ? path + " is an empty arm: write {} for a first arm that changes nothing"
                                    : path + " must be a map, this is " + shown(map));
      return arm;
    }
    if (map.is_implied) {
      reading_.refuse(entry.at, path + ": --set gives single keys of arms that exist");
      return arm;
    }
    static_cast<void>(read_remarks(map, path, {}, reading_.mistakes));
    if (!changes_something(map) && !is_first) {
      const RemovedAt* removed = reading_.removals.within(path);
      reading_.refuse(removed == nullptr ? last_said_at(entry) : removed->at,
                      path + " is an empty arm: only the first may change nothing");
    }
    read_items(map, path, arm);
    return arm;
  }

  // A later file may have emptied the arm: then what it says.
  static Position last_said_at(const NodeEntry& arm) {
    for (const NodeEntry& item : arm.value.entries)
      if (item.at.file != arm.at.file && !is_remark(item.key)) return item.at;
    return arm.at;
  }

  static bool changes_something(const Node& map) {
    return std::any_of(map.entries.begin(), map.entries.end(), [](const NodeEntry& item) {
      const bool is_empty =
          item.value.kind != Node::Kind::scalar && item.value.items.empty() && item.value.entries.empty();
      return !is_remark(item.key) && !is_empty;
    });
  }

  void read_items(const Node& map, const std::string& path, ReadArm& arm) {
    const std::vector<BlockGroup> groups = groups_of(arm.parameters);
    for (const NodeEntry& item : map.entries) {
      if (is_remark(item.key)) continue;
      if (item.key == "measures") {
        add_measures(item.value, path + ".measures", arm.measures);
        continue;
      }
      const auto group = std::find_if(groups.begin(), groups.end(), [&](const BlockGroup& candidate) {
        return candidate.path == item.key;
      });
      if (group != groups.end())
        override_block(*group, item, path, arm);
      else
        refuse_item(item, path, groups);
    }
  }

  void refuse_item(const NodeEntry& item, const std::string& path, const std::vector<BlockGroup>& groups) {
    std::vector<std::string> known{"measures"};
    for (const BlockGroup& group : groups) known.push_back(group.path);
    reading_.refuse(item.at, path + "." + item.key + " is not a key of an arm" + advice(item.key, known));
  }

  void override_block(const BlockGroup& group, const NodeEntry& item, const std::string& arm_path,
                      ReadArm& arm) {
    const std::string path = arm_path + "." + group.path;
    if (item.value.kind != Node::Kind::map)
      return reading_.refuse(item.value.at, path + " must be a map, this is " + shown(item.value));
    if (!group.is_map()) return override_entry({*group.blocks.front(), 0, path}, group, item, arm);
    static_cast<void>(read_remarks(item.value, path, {}, reading_.mistakes));
    for (const NodeEntry& entry : item.value.entries)
      if (!is_remark(entry.key)) override_named(group, entry, path, arm);
  }

  void override_named(const BlockGroup& group, const NodeEntry& entry, const std::string& path,
                      ReadArm& arm) {
    if (entry.key == "table") return reading_.refuse(entry.at, path + ".table: an arm cannot have tables");
    const std::string entry_path = path + "." + entry.key;
    if (entry.value.kind != Node::Kind::map)
      return reading_.refuse(entry.value.at, entry_path + " must be a map, this is " + shown(entry.value));
    const auto& places = index_of(group).entries;
    const auto place = places.find(entry.key);
    if (place != places.end()) {
      const auto [block, index] = place->second;
      return override_entry({*group.blocks[block], index, entry_path}, group, entry, arm);
    }
    if (reading_.broken_blocks.contains(group.path)) return;
    if (reading_.removals.blame(group.path + "." + entry.key, entry.at, entry_path)) return;
    const std::string hint = refused_++ < most_advice ? advice(entry.key, names_of(group)) : "";
    reading_.refuse(entry.at, entry_path + ": an arm cannot add entries, and " + entry.key +
                                  " is not one of " + group.path + hint);
  }

  // What overrides of a group need again and again, alike in all arms: its keys, and where its entries are
  // (block of the group and index in it).
  struct GroupIndex {
    std::vector<FieldKey> keys;
    std::map<std::string, std::pair<std::size_t, std::size_t>, std::less<>> entries;
  };

  const GroupIndex& index_of(const BlockGroup& group) {
    const auto [place, is_new] = groups_.try_emplace(group.path);
    GroupIndex& index = place->second;
    if (is_new) index.keys = keys_of(group);
    for (std::size_t block = 0; is_new && block < group.blocks.size(); ++block)
      for (std::size_t entry = 0; group.is_map() && entry < group.blocks[block]->size(); ++entry)
        index.entries.emplace(group.blocks[block]->name(entry), std::pair(block, entry));
    return index;
  }

  static std::vector<std::string> names_of(const BlockGroup& group) {
    std::vector<std::string> names;
    for (const ParameterBlock* block : group.blocks)
      for (std::size_t index = 0; index < block->size(); ++index) names.emplace_back(block->name(index));
    return names;
  }

  struct Target {
    ParameterBlock& block;
    std::size_t entry;
    std::string path;
  };

  void override_entry(const Target& target, const BlockGroup& group, const NodeEntry& item, ReadArm& arm) {
    GivenEntry given{item.key, item.at,
                     fields_in(item.value, target.path, index_of(group).keys, {}, reading_.mistakes)};
    if (group.has_kinds()) {
      const auto kind = take_field(given.fields, "kind");
      if (kind) reading_.refuse(kind->at, target.path + ".kind cannot differ between arms");
    }
    const std::size_t before = arm.overrides.size();
    FieldReader reader({given, target.path, FieldReading::arm, arm.overrides}, reading_);
    target.block.describe(target.entry, reader);
    reader.refuse_unknown_keys();
    const std::size_t prefix = std::string("arms.").size() + arm.name.size() + 1;
    for (std::size_t index = before; index < arm.overrides.size(); ++index)
      arm.overrides[index].path.erase(0, prefix);
  }

  const ArmsTask& task_;
  Reading& reading_;
  std::vector<std::size_t> shared_;
  std::map<std::string, std::size_t, std::less<>> chosen_;  // measures that arms name
  std::map<std::string, GroupIndex, std::less<>> groups_;   // by path
  std::size_t refused_ = 0;                                 // names of measures
};

}  // namespace

std::vector<ReadArm> read_arms(const ArmsTask& task, Reading& reading) {
  return ArmsReader(task, reading).read();
}

}  // namespace waterbed
