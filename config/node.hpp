// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/mistakes.hpp"

// A scenario as it is written: a tree that knows where each part stands. YAML files and table rows both
// become such trees, so everything behind them reads one form.
namespace waterbed {

// Line and column count from 1, columns in characters; line 0 means the file as a whole.
// `file` points into the SourceFiles of the reading and lives as long as they do.
struct Position {
  std::string_view file;
  int line = 0;
  int column = 0;
};

struct NodeEntry;

struct Node {
  enum class Kind { null, scalar, sequence, map };
  // `key: ~` takes away what lies below; `done` once something was found there.
  enum class Removal { no, asked, done };

  Kind kind = Kind::null;
  Position at;
  std::string text;  // of a scalar
  bool is_quoted = false;
  bool is_implied = false;         // a map that only a longer path of --set speaks of
  Removal removal = Removal::no;   // of a null
  std::vector<Node> items;         // of a sequence
  std::vector<NodeEntry> entries;  // of a map, in the order written; keys differ, but for `source` and
                                   // `url` of several files
};

struct NodeEntry {
  std::string key;
  Position at;
  Node value;
};

// The value of `key`, or nullptr.
[[nodiscard]] const Node* find(const Node& map, std::string_view key);
[[nodiscard]] Node* find(Node& map, std::string_view key);

// Takes `key` out of the map.
[[nodiscard]] std::optional<NodeEntry> take(Node& map, std::string_view key);

// What stands there, for messages: "text", "a list", "a map", "nothing".
[[nodiscard]] std::string_view kind_in_words(const Node& node);

// What is written there, for messages: the text, cut when it is long, or the kind in words.
[[nodiscard]] std::string shown(const Node& node);

[[nodiscard]] Mistake mistake_at(Position at, std::string text);

// "file.yaml:12"
[[nodiscard]] std::string origin_of(Position at);

}  // namespace waterbed
