// SPDX-License-Identifier: Apache-2.0
#include "config/composition.hpp"

#include <system_error>
#include <utility>

#include "config/merge.hpp"
#include "config/set_option.hpp"
#include "config/tables.hpp"
#include "config/yaml_tree.hpp"

namespace waterbed {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view language_version = "1";

// Follows `extends` from the scenario to the file that extends nothing.
class Chain {
 public:
  explicit Chain(Reading& reading) : reading_(reading) {}

  // False when a file could not be read.
  [[nodiscard]] bool follow(const fs::path& path) {
    std::string name = path.filename().string();
    if (name.empty()) {
      reading_.mistakes.add({path.string(), 0, 0, "a scenario is a file, this names none"});
      return false;
    }
    if (name == sets_file) {  // results keep the texts of the option under this name
      reading_.mistakes.add(
          {name, 0, 0, "a scenario cannot have the name of the option --set: rename the file"});
      return false;
    }
    Position named_at;
    while (!name.empty()) {
      std::optional<Node> top = read(name, named_at);
      if (!top) return false;
      const std::optional<NodeEntry> extends = take(*top, "extends");
      trees_.push_back(*std::move(top));
      name.clear();
      if (!extends) break;
      named_at = extends->value.at;
      if (!next_name(extends->value, name)) return false;
    }
    return true;
  }

  // From the scenario to the lowest.
  [[nodiscard]] std::vector<Node> take_trees() { return std::move(trees_); }

 private:
  std::optional<Node> read(const std::string& name, Position named_at) {
    const SourceFileRecord* file =
        reading_.files.read(reading_.folder / name, name, yaml_limit_bytes, reading_.mistakes);
    if (file == nullptr) {
      if (named_at.line > 0) reading_.refuse(named_at, "extends: " + name + " could not be read");
      return std::nullopt;
    }
    std::optional<Node> top = read_yaml(file->name, file->text, reading_.mistakes);
    if (!top) return std::nullopt;
    if (top->kind != Node::Kind::map) {
      reading_.refuse(top->at, "a scenario is a map of keys, this is " + shown(*top));
      return std::nullopt;
    }
    check_version(*top);
    return top;
  }

  void check_version(Node& top) {
    const bool is_first = !top.entries.empty() && top.entries.front().key == "waterbed";
    if (!is_first)
      reading_.refuse(top.at, "the first key must be waterbed: 1, the version of the scenario language");
    const std::optional<NodeEntry> version = take(top, "waterbed");
    if (is_first && version->value.text != language_version)
      reading_.refuse(version->value.at, "waterbed = " + shown(version->value) +
                                             " is not a version this program reads: write 1");
  }

  // The file that is extended, by its path from the folder of the scenario.
  bool next_name(const Node& extends, std::string& name) {
    if (extends.kind != Node::Kind::scalar || extends.text.empty()) {
      reading_.refuse(extends.at, "extends must name a file, this is " + shown(extends));
      return false;
    }
    name = name_from(extends.at.file, extends.text);
    const fs::path path = reading_.folder / name;
    for (const Node& tree : trees_) {
      std::error_code error;
      if (!fs::equivalent(path, reading_.folder / tree.at.file, error)) continue;
      reading_.refuse(extends.at, "extends: " + extends.text + " already extends this file: a circle");
      return false;
    }
    if (trees_.size() <= most_extends) return true;
    reading_.refuse(extends.at,
                    "extends: more than " + std::to_string(most_extends) + " files on one another");
    return false;
  }

  Reading& reading_;
  std::vector<Node> trees_;
};

}  // namespace

std::optional<Node> compose(const fs::path& path, const std::vector<std::string>& sets, ParameterSet& blocks,
                            Reading& reading) {
  Chain chain(reading);
  const bool is_whole = chain.follow(path);
  std::vector<Node> trees = chain.take_trees();
  if (!is_whole) return std::nullopt;
  const std::vector<BlockGroup> groups = groups_of(blocks);
  for (const BlockGroup& group : groups)
    if (group.has_kinds()) reading.blocks_with_kinds.insert(group.path);
  Node scenario = std::move(trees.back());
  lay_out_tables(scenario, groups, reading);
  refuse_idle_removals(scenario, "", reading);
  for (trees.pop_back(); !trees.empty(); trees.pop_back()) {
    lay_out_tables(trees.back(), groups, reading);
    merge(scenario, std::move(trees.back()), Below::file, "", reading);
  }
  apply_sets(sets, groups, scenario, reading);
  refuse_idle_removals(scenario, "", reading);
  return scenario;
}

}  // namespace waterbed
