// SPDX-License-Identifier: Apache-2.0
#include "config/node.hpp"

#include <algorithm>
#include <utility>

namespace waterbed {

const Node* find(const Node& map, std::string_view key) {
  for (const NodeEntry& entry : map.entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

Node* find(Node& map, std::string_view key) {
  return const_cast<Node*>(find(std::as_const(map), key));
}

std::optional<NodeEntry> take(Node& map, std::string_view key) {
  const auto found = std::find_if(map.entries.begin(), map.entries.end(),
                                  [&](const NodeEntry& entry) { return entry.key == key; });
  if (found == map.entries.end()) return std::nullopt;
  NodeEntry entry = std::move(*found);
  map.entries.erase(found);
  return entry;
}

std::string_view kind_in_words(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::scalar:
      return "text";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::map:
      return "a map";
  }
  return "nothing";
}

std::string shown(const Node& node) {
  constexpr std::size_t longest = 60;
  if (node.kind != Node::Kind::scalar) return std::string(kind_in_words(node));
  if (node.text.empty()) return "\"\"";
  std::size_t length = std::min(node.text.size(), longest);
  // A cut must not go through a character.
  while (length > 0 && length < node.text.size() && (node.text[length] & 0xC0) == 0x80) --length;
  return node.text.substr(0, length) + (length < node.text.size() ? "..." : "");
}

Mistake mistake_at(Position at, std::string text) {
  return {std::string(at.file), at.line, at.column, std::move(text)};
}

std::string origin_of(Position at) {
  return std::string(at.file) + ":" + std::to_string(at.line);
}

}  // namespace waterbed
