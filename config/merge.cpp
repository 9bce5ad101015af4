// SPDX-License-Identifier: Apache-2.0
#include "config/merge.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "config/entry_name.hpp"
#include "config/given.hpp"
#include "config/suggest.hpp"

namespace waterbed {

namespace {

// Whether a map says a number anew, so that nothing of an older one may stay.
bool says_an_amount(const Node& map) {
  constexpr std::array<std::string_view, 4> words{"value", "set", "add", "multiply"};
  return std::any_of(map.entries.begin(), map.entries.end(), [&](const NodeEntry& entry) {
    return entry.value.kind == Node::Kind::scalar &&
           std::find(words.begin(), words.end(), entry.key) != words.end();
  });
}

// Whether a map gives a range and no number to go with it.
bool says_only_a_range(const Node& map) {
  const auto is_bound = [](const NodeEntry& entry) { return entry.key == "low" || entry.key == "high"; };
  return std::any_of(map.entries.begin(), map.entries.end(), is_bound) &&
         std::all_of(map.entries.begin(), map.entries.end(),
                     [&](const NodeEntry& entry) { return is_bound(entry) || is_remark(entry.key); });
}

// A plain number in its other form, {value: number}.
Node as_number_map(NodeEntry plain) {
  Node map;
  map.kind = Node::Kind::map;
  map.at = plain.value.at;
  map.entries.push_back({"value", plain.at, std::move(plain.value)});
  return map;
}

bool is_of_one_file(std::string_view key) {
  return key == "source" || key == "url";
}

class Merger {
 public:
  explicit Merger(Mistakes& mistakes) : mistakes_(mistakes) {}

  void merge_maps(Node& below, Node above, const std::string& path) {
    below.is_implied = below.is_implied && above.is_implied;
    const bool has_table = find(below, "table") != nullptr || find(above, "table") != nullptr;
    // Removals first: what `above` says itself stays.
    for (NodeEntry& entry : above.entries)
      if (entry.value.removal != Node::Removal::no) remove(below, entry, path, has_table);
    std::map<std::string, std::size_t, std::less<>> places;
    for (std::size_t index = 0; index < below.entries.size(); ++index)
      places.emplace(below.entries[index].key, index);
    for (NodeEntry& entry : above.entries) {
      if (entry.value.removal != Node::Removal::no) {
        if (has_table) below.entries.push_back(std::move(entry));
        continue;
      }
      const auto place = places.find(entry.key);
      if (place == places.end() || is_of_one_file(entry.key))
        below.entries.push_back(std::move(entry));
      else
        merge_entry(below.entries[place->second], std::move(entry), path);
    }
  }

 private:
  void merge_entry(NodeEntry& below, NodeEntry above, const std::string& path) {
    if (below.value.kind == Node::Kind::scalar && says_only_a_range(above.value))
      below.value = as_number_map(below);
    const bool are_maps = below.value.kind == Node::Kind::map && above.value.kind == Node::Kind::map;
    if (are_maps && !says_an_amount(above.value))
      return merge_maps(below.value, std::move(above.value), path_to(path, above.key));
    below.value = std::move(above.value);
    below.at = above.at;
  }

  void remove(Node& below, NodeEntry& asked, const std::string& path, bool has_table) {
    const auto goes = [&](const NodeEntry& entry) {
      return !is_remark(entry.key) && entry.key != "table" && matches_name(asked.key, entry.key);
    };
    const auto removed = std::erase_if(
        below.entries, [&](const NodeEntry& entry) { return asked.key == entry.key || goes(entry); });
    if (removed > 0) asked.value.removal = Node::Removal::done;
    if (removed > 0 || has_table) return;
    std::vector<std::string> known;
    for (const NodeEntry& entry : below.entries) known.push_back(entry.key);
    mistakes_.add(mistake_at(asked.at, path_to(path, asked.key) +
                                           " = ~ removes nothing: no file below gives it" +
                                           advice(asked.key, known)));
  }

  static std::string path_to(const std::string& path, const std::string& key) {
    return path.empty() ? key : path + "." + key;
  }

  Mistakes& mistakes_;
};

}  // namespace

Node laid_over(const Node& below, Node above, Mistakes& mistakes) {
  if (!says_only_a_range(above)) return above;
  Node number = below.kind == Node::Kind::scalar ? as_number_map({"value", below.at, below}) : below;
  merge(number, std::move(above), mistakes);
  return number;
}

void merge(Node& below, Node above, Mistakes& mistakes) {
  if (below.kind != Node::Kind::map || above.kind != Node::Kind::map) {
    below = std::move(above);
    return;
  }
  below.at = above.at;
  Merger(mistakes).merge_maps(below, std::move(above), "");
}

}  // namespace waterbed
