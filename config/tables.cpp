// SPDX-License-Identifier: Apache-2.0
#include "config/tables.hpp"

#include <map>
#include <string>
#include <utility>

#include "config/given.hpp"
#include "config/merge.hpp"
#include "config/table_reader.hpp"

namespace waterbed {

namespace {

// Collects the rows of the tables of one block.
class RowCollector {
 public:
  RowCollector(const BlockGroup& group, const Node& map, Reading& reading)
      : task_{group.path, group.blocks.front()->info().key_parts, keys_of(group)},
        map_(map),
        reading_(reading) {
    rows_.kind = Node::Kind::map;
  }

  [[nodiscard]] Node collect(const Node& tables) {
    if (tables.kind == Node::Kind::sequence) {
      for (const Node& table : tables.items) add_table(table);
    } else {
      add_table(tables);
    }
    return std::move(rows_);
  }

 private:
  void add_table(const Node& file_name) {
    if (file_name.kind != Node::Kind::scalar || file_name.text.empty()) {
      reading_.refuse(file_name.at, task_.block_path + ".table must be a file or a list of files");
      reading_.broken_blocks.insert(task_.block_path);
      return;
    }
    const std::size_t before = rows_.entries.size();
    for (NodeEntry& row : read_table(file_name, task_, reading_)) add_row(std::move(row));
    if (rows_.entries.size() > before) add_source(rows_.entries.back().at.file);
  }

  void add_row(NodeEntry row) {
    if (row.key == "table" || is_remark(row.key))
      return reading_.refuse(row.at,
                             task_.block_path + ": " + row.key + " has a meaning of its own and is no name");
    const auto [before, is_new] = lines_.emplace(row.key, row.at);
    if (is_new)
      rows_.entries.push_back(std::move(row));
    else
      reading_.refuse(row.at,
                      task_.block_path + "." + row.key + " already has a row: " + origin_of(before->second));
  }

  // The source of the map that names the table is also that of rows without one.
  void add_source(std::string_view table) {
    Mistakes told_by_the_reader;
    Node source;
    source.kind = Node::Kind::scalar;
    source.at = {table, 0, 0};
    source.text = read_remarks(map_, "", {}, told_by_the_reader).in(map_.at.file);
    if (!source.text.empty()) rows_.entries.push_back({"source", source.at, source});
  }

  TableTask task_;
  const Node& map_;
  Reading& reading_;
  Node rows_;
  std::map<std::string, Position> lines_;  // by name of a row
};

}  // namespace

void lay_out_tables(Node& top, const std::vector<BlockGroup>& groups, Reading& reading) {
  for (const BlockGroup& group : groups) {
    Node* const map = find(top, group.path);
    if (!group.is_map() || map == nullptr || map->kind != Node::Kind::map) continue;
    const Node* const named = find(std::as_const(*map), "table");
    if (named == nullptr || named->removal != Node::Removal::no) continue;
    NodeEntry table = *take(*map, "table");
    Node rows = RowCollector(group, *map, reading).collect(table.value);
    merge(rows, std::move(*map), Below::rows, group.path, reading);
    *map = std::move(rows);
    map->entries.push_back(std::move(table));
  }
}

}  // namespace waterbed
