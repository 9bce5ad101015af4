// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "config/mistakes.hpp"
#include "config/node.hpp"

// The only reader of YAML. It takes structure and positions from yaml-cpp and nothing else: every scalar
// stays text, and what a scenario has no use for is a mistake (repeated keys, which yaml-cpp would drop
// silently; anchors, aliases, tags, merge keys, keys that are not text, second documents, deep nesting).
namespace waterbed {

constexpr std::size_t deepest_nesting = 64;
constexpr std::size_t most_parts = 100'000;  // keys, values, lists and maps; longer lists belong into tables

// `text` must be valid UTF-8. Nothing after a mistake of syntax or an empty document; after the other
// mistakes the tree without the offending parts, so that more mistakes can be found.
[[nodiscard]] std::optional<Node> read_yaml(std::string_view file, std::string_view text, Mistakes& mistakes);

}  // namespace waterbed
