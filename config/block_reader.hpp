// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/field_keys.hpp"
#include "config/node.hpp"
#include "config/reading.hpp"
#include "sim/base/parameter_record.hpp"
#include "sim/base/parameter_set.hpp"

// Reads the blocks of a ParameterSet from the map at the top of a scenario.
namespace waterbed {

// The blocks that share a path. Where they have a kind, an entry's `kind:` says to which of them it belongs.
struct BlockGroup {
  std::string path;
  std::vector<ParameterBlock*> blocks;

  [[nodiscard]] bool is_map() const { return blocks.front()->is_map(); }
  [[nodiscard]] bool has_kinds() const { return !blocks.front()->info().kind.empty(); }
};

// In the order of each path's first block.
[[nodiscard]] std::vector<BlockGroup> groups_of(ParameterSet& parameters);

// The keys of all blocks of a group, and `kind` where there are kinds.
[[nodiscard]] std::vector<FieldKey> keys_of(const BlockGroup& group);

[[nodiscard]] std::vector<std::string> kinds_of(const BlockGroup& group);

// Fills the blocks, entries in the order of the tree. Records every parameter, given or default.
void read_blocks(const Node& top, ParameterSet& parameters, std::vector<ParameterRecord>& records,
                 Reading& reading);

}  // namespace waterbed
