// SPDX-License-Identifier: Apache-2.0
#include "config/set_option.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "config/merge.hpp"
#include "config/tables.hpp"
#include "config/yaml_tree.hpp"

namespace waterbed {

namespace {

void put_all_at(Node& node, Position at) {
  node.at = at;
  for (Node& item : node.items) put_all_at(item, at);
  for (NodeEntry& entry : node.entries) {
    entry.at = at;
    put_all_at(entry.value, at);
  }
}

// The value of a text; nothing after a mistake.
std::optional<Node> value_of(std::string_view text, Position at, Mistakes& mistakes) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = text;
  if (!text.empty() && std::string_view("[{'\"").find(text.front()) != std::string_view::npos) {
    Mistakes of_text;
    std::optional<Node> read;
    try {
      read = read_yaml(at.file, text, of_text);
    } catch (const TooManyMistakes&) {  // those so far are told
    }
    for (const Mistake& mistake : of_text.sorted())
      mistakes.add(mistake_at(at, mistake.text + ": " + std::string(text)));
    if (!read) return std::nullopt;
    node = *std::move(read);
  } else if (text == "~") {
    node = Node{};
    node.removal = Node::Removal::asked;
  }
  put_all_at(node, at);
  return node;
}

bool is_whole_key(std::string_view path, std::string_view key) {
  return path.starts_with(key) && (path.size() == key.size() || path[key.size()] == '.');
}

// The key of a measure's change is a path itself: all of `path` but the word for the amount behind it.
std::size_t length_of_change(std::string_view path) {
  constexpr std::array<std::string_view, 5> words{"set", "add", "multiply", "low", "high"};
  const std::size_t last = path.rfind('.');
  if (last == std::string_view::npos) return path.size();
  return std::find(words.begin(), words.end(), path.substr(last + 1)) == words.end() ? path.size() : last;
}

// Splits a path into keys along the map that it goes through; keys that stand in the map may contain dots.
class PathSplitter {
 public:
  explicit PathSplitter(const Node& top) : map_(&top) {}

  [[nodiscard]] std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> keys;
    while (true) {
      const std::size_t length = length_of_key(path, keys);
      keys.emplace_back(path.substr(0, length));
      if (length == path.size()) return keys;
      path.remove_prefix(length + 1);
      map_ = map_ == nullptr ? nullptr : find(*map_, keys.back());
    }
  }

 private:
  [[nodiscard]] std::size_t length_of_key(std::string_view path,
                                          const std::vector<std::string>& above) const {
    std::size_t longest = 0;
    if (map_ != nullptr)
      for (const NodeEntry& entry : map_->entries)
        if (is_whole_key(path, entry.key)) longest = std::max(longest, entry.key.size());
    if (longest > 0) return longest;
    const bool is_change =
        above.size() == 3 && (above[0] == "measures" || above[0] == "shocks") && above[2] == "change";
    return is_change ? length_of_change(path) : std::min(path.find('.'), path.size());
  }

  const Node* map_;  // what the keys so far lead to
};

// "a.b.c=value" as the tree {a: {b: {c: value}}}.
std::optional<Node> tree_of(std::string_view set, Position at, const Node& scenario, Mistakes& mistakes) {
  const std::size_t equals = set.find('=');
  const std::string_view path = set.substr(0, equals);
  const bool has_empty_key =
      path.empty() || path.front() == '.' || path.back() == '.' || path.find("..") != std::string_view::npos;
  if (equals == std::string_view::npos || has_empty_key) {
    mistakes.add(mistake_at(at, std::string(set) + " is not KEY.PATH=VALUE"));
    return std::nullopt;
  }
  std::optional<Node> tree = value_of(set.substr(equals + 1), at, mistakes);
  if (!tree) return std::nullopt;
  std::vector<std::string> keys = PathSplitter(scenario).split(path);
  if (keys.front() == "waterbed" || keys.front() == "extends") {
    mistakes.add(mistake_at(at, keys.front() + " belongs into a file: --set cannot give it"));
    return std::nullopt;
  }
  // New entries are whole maps: one with two keys may have defaults only.
  if (tree->kind == Node::Kind::map && tree->entries.empty() && keys.size() != 2) {
    mistakes.add(
        mistake_at(at, std::string(path) + " = {} says nothing: write what differs, or ~ to remove it"));
    return std::nullopt;
  }
  while (!keys.empty()) {
    Node map;
    map.kind = Node::Kind::map;
    map.at = at;
    map.is_implied = true;
    map.entries.push_back({std::move(keys.back()), at, *std::move(tree)});
    keys.pop_back();
    tree = std::move(map);
  }
  return tree;
}

}  // namespace

void apply_sets(const std::vector<std::string>& sets, const std::vector<BlockGroup>& groups, Node& scenario,
                Reading& reading) {
  if (sets.empty()) return;
  const SourceFileRecord* file = reading.files.add_texts(std::string(sets_file), sets, reading.mistakes);
  if (file == nullptr) return;
  const Position top_at = scenario.at;
  for (std::size_t index = 0; index < sets.size(); ++index) {
    const Position at{file->name, static_cast<int>(index) + 1, 0};
    std::optional<Node> tree = tree_of(sets[index], at, scenario, reading.mistakes);
    if (!tree) continue;
    lay_out_tables(*tree, groups, reading);
    merge(scenario, *std::move(tree), Below::file, "", reading);
  }
  scenario.at = top_at;
}

}  // namespace waterbed
