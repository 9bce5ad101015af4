// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/field_keys.hpp"
#include "config/node.hpp"
#include "config/reading.hpp"
#include "sim/base/parameter_set.hpp"

// Reads the entries of a block from a table, one row an entry. A column is the entry's `name`, a part of a
// composite name, a key as in YAML, `<key>_low` or `<key>_high` of a quantity, or a remark (note, source,
// url). An empty cell gives nothing.
namespace waterbed {

struct TableTask {
  std::string block_path;
  std::vector<KeyPart> key_parts;
  std::vector<FieldKey> keys;  // with `kind` where blocks are told apart by it
};

// Each row as YAML would have it, NAME: {key: value, ...}. `file_name` is a scalar: the path from the folder
// of the file that it stands in.
[[nodiscard]] std::vector<NodeEntry> read_table(const Node& file_name, const TableTask& task,
                                                Reading& reading);

}  // namespace waterbed
