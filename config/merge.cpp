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

std::string path_to(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + "." + key;
}

std::string removes_nothing(const std::string& path) {
  return path + " = ~ removes nothing: no file below gives it";
}

// Sources of several files stand side by side, each for what its own file says.
bool is_of_one_file(std::string_view key) {
  return key == "source" || key == "url";
}

class Merger {
 public:
  Merger(Below kind, Reading& reading) : kind_(kind), reading_(reading) {}

  void merge_maps(Node& below, Node above, const std::string& path) {
    below.is_implied = below.is_implied && above.is_implied;
    const bool is_block = !path.empty() && path.find('.') == std::string::npos;
    const bool has_other_rows = find(above, "table") != nullptr && !reading_.broken_blocks.contains(path);
    if (is_block && has_other_rows) drop_rows(below);
    // Removals first: what `above` says itself stays.
    remove_from(below, above, path);
    const KeyFinder places(below, above.entries.size());
    for (NodeEntry& entry : above.entries) {
      if (entry.value.removal != Node::Removal::no) {
        if (kind_ == Below::rows) below.entries.push_back(std::move(entry));
        continue;
      }
      const std::size_t place = is_of_one_file(entry.key) ? none : places.find(below, entry.key);
      if (place == none)
        below.entries.push_back(std::move(entry));
      else
        merge_entry(below.entries[place], std::move(entry), path);
    }
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  // Finds keys of a map that are no removals, by an index where many are looked for.
  class KeyFinder {
   public:
    KeyFinder(const Node& map, std::size_t lookups) : size_(map.entries.size()), is_indexed_(lookups > 8) {
      if (!is_indexed_) return;
      for (std::size_t place = 0; place < size_; ++place)
        if (is_given(map.entries[place])) places_.emplace(map.entries[place].key, place);
    }

    [[nodiscard]] std::size_t find(const Node& map, std::string_view key) const {
      if (is_indexed_) {
        const auto place = places_.find(key);
        return place == places_.end() ? none : place->second;
      }
      for (std::size_t place = 0; place < size_; ++place)
        if (map.entries[place].key == key && is_given(map.entries[place])) return place;
      return none;
    }

   private:
    static bool is_given(const NodeEntry& entry) { return entry.value.removal == Node::Removal::no; }

    std::size_t size_;  // what is added later is not looked at
    bool is_indexed_;
    std::map<std::string, std::size_t, std::less<>> places_;
  };

  void merge_entry(NodeEntry& below, NodeEntry above, const std::string& path) {
    if (below.value.kind == Node::Kind::scalar && says_only_a_range(above.value))
      below.value = as_number_map(below);
    const bool are_maps = below.value.kind == Node::Kind::map && above.value.kind == Node::Kind::map;
    if (!are_maps || says_an_amount(above.value)) {
      below.value = std::move(above.value);
      below.at = above.at;
    } else if (may_be_merged(below, above, path)) {
      merge_into(below, std::move(above), path);
    }
  }

  void merge_into(NodeEntry& below, NodeEntry above, const std::string& path) {
    const bool removes = std::any_of(above.value.entries.begin(), above.value.entries.end(), is_removal);
    merge_maps(below.value, std::move(above.value), path_to(path, above.key));
    // To remove all arms is to remove `arms`: a scenario without them has one.
    if (path.empty() && below.key == "arms" && removes && has_only_remarks(below.value))
      below.value.removal = Node::Removal::done;
  }

  static bool is_removal(const NodeEntry& entry) { return entry.value.removal != Node::Removal::no; }

  // Refuses what would say nothing, or leave keys of another kind.
  bool may_be_merged(const NodeEntry& below, const NodeEntry& above, const std::string& path) {
    const std::string entry_path = path_to(path, above.key);
    const bool says_nothing = above.value.entries.empty() && !below.value.entries.empty();
    if (says_nothing && kind_ == Below::file) {
      reading_.refuse(above.value.at, entry_path + " = {} changes nothing of what " + origin_of(below.at) +
                                          " says: write ~ to remove that, or leave this out");
      return false;
    }
    if (!reading_.blocks_with_kinds.contains(path)) return true;
    const Node* before = find(below.value, "kind");
    const Node* after = find(above.value, "kind");
    const bool are_texts = before != nullptr && after != nullptr && before->kind == Node::Kind::scalar &&
                           after->kind == Node::Kind::scalar;
    if (!are_texts || before->text == after->text) return true;
    reading_.refuse(after->at, entry_path + ".kind = " + shown(*after) + ", but " + origin_of(before->at) +
                                   " says " + shown(*before) + " and an entry keeps its kind: write " +
                                   above.key + ": ~ and give the new one another name");
    reading_.broken_blocks.insert(path);
    return false;
  }

  // Takes out what tables gave; entries of which a file says something else keep that.
  void drop_rows(Node& block) {
    const auto is_of_table = [&](const NodeEntry& entry) { return reading_.tables.contains(entry.at.file); };
    std::erase_if(block.entries, [&](NodeEntry& entry) {
      if (entry.value.kind == Node::Kind::map) std::erase_if(entry.value.entries, is_of_table);
      if (!is_of_table(entry)) return false;
      if (entry.value.entries.empty()) return true;
      entry.at = entry.value.entries.front().at;
      return false;
    });
  }

  void remove_from(Node& below, Node& above, const std::string& path) {
    std::map<std::string_view, NodeEntry*> by_key;
    std::vector<NodeEntry*> patterns;
    for (NodeEntry& entry : above.entries) {
      if (entry.value.removal == Node::Removal::no) continue;
      if (entry.key.find('*') == std::string::npos)
        by_key.emplace(entry.key, &entry);
      else if (patterns.size() < most_patterns)
        patterns.push_back(&entry);
      else
        return reading_.refuse(entry.at, path_to(path, entry.key) + " = ~: a map may have " +
                                             std::to_string(most_patterns) + " removals with *");
    }
    if (by_key.empty() && patterns.empty()) return;
    std::erase_if(below.entries, [&](const NodeEntry& entry) {
      const auto same = by_key.find(entry.key);
      bool goes = same != by_key.end();
      if (goes) take_away(entry.key, *same->second, path);
      for (NodeEntry* pattern : patterns) {
        if (is_remark(entry.key) || entry.key == "table" || !matches_name(pattern->key, entry.key)) continue;
        take_away(entry.key, *pattern, path);
        goes = true;
      }
      return goes;
    });
    if (kind_ == Below::file) refuse_idle(below, above, path);
  }

  void take_away(const std::string& key, NodeEntry& removal, const std::string& path) {
    removal.value.removal = Node::Removal::done;
    reading_.removals.add(path_to(path, key), {removal.at, path_to(path, removal.key)});
  }

  void refuse_idle(const Node& below, const Node& above, const std::string& path) {
    constexpr std::size_t most_advice = 20;  // it is slow to find among many names
    if (reading_.broken_blocks.contains(path)) return;
    std::vector<std::string> known;
    for (const NodeEntry& entry : below.entries)
      if (!is_remark(entry.key)) known.push_back(entry.key);
    std::size_t refused = 0;
    for (const NodeEntry& entry : above.entries) {
      if (entry.value.removal != Node::Removal::asked) continue;
      reading_.refuse(entry.at, removes_nothing(path_to(path, entry.key)) +
                                    (refused++ < most_advice ? advice(entry.key, known) : ""));
    }
  }

  Below kind_;
  Reading& reading_;
};

}  // namespace

void merge(Node& below, Node above, Below kind, const std::string& path, Reading& reading) {
  if (below.kind != Node::Kind::map || above.kind != Node::Kind::map) {
    below = std::move(above);
    return;
  }
  below.at = above.at;
  Merger(kind, reading).merge_maps(below, std::move(above), path);
}

void refuse_idle_removals(Node& map, const std::string& path, Reading& reading) {
  std::erase_if(map.entries, [&](NodeEntry& entry) {
    if (entry.value.entries.empty() && entry.value.removal == Node::Removal::no) return false;
    const std::string entry_path = path_to(path, entry.key);
    refuse_idle_removals(entry.value, entry_path, reading);
    if (entry.value.removal == Node::Removal::asked && !reading.broken_blocks.contains(path))
      reading.refuse(entry.at, removes_nothing(entry_path));
    return entry.value.removal != Node::Removal::no;
  });
}

}  // namespace waterbed
