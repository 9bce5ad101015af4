// SPDX-License-Identifier: Apache-2.0
#include "config/block_reader.hpp"
#include "config/csv.hpp"
#include "config/given.hpp"
#include "config/source_file.hpp"
#include "config/table_reader.hpp"
#include "tests/config/sample_blocks.hpp"
#include "tests/fuzz/properties.hpp"
#include "tests/fuzz/targets.hpp"

namespace waterbed::fuzz {

namespace {

const std::string file_name = "table.csv";

std::string written(const std::vector<CsvCell>& row) {
  std::string line;
  for (const CsvCell& cell : row) {
    line += line.empty() ? "\"" : ",\"";
    for (const char letter : cell.text) line += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    line += '"';
  }
  return line + "\r\n";
}

std::string written(const CsvTable& table) {
  std::string text = written(table.header);
  for (const auto& row : table.rows) text += written(row);
  return text;
}

// Every row is as wide as the header, and the table written anew reads as the same table.
void read_as_csv(std::string_view text) {
  Mistakes mistakes;
  TableRoom room;
  const auto table = read_csv(file_name, text, room, mistakes);
  require_good_messages(mistakes, {{file_name, without_byte_order_mark(text)}});
  require(table || !mistakes.empty(), "no table without a reason");
  if (!table) return;
  for (const auto& row : table->rows)
    require(row.size() == table->header.size(), "rows are as wide as the header");
  Mistakes later_mistakes;
  const std::string copy = written(*table);
  TableRoom room_again;
  const auto again = read_csv(file_name, copy, room_again, later_mistakes);
  require(again && written(*again) == copy, "a table reads back as it was written");
}

void read_as_entries(std::string_view text, const sample::Folder& folder) {
  ParameterSet blocks = sample::blocks();
  const std::vector<BlockGroup> groups = groups_of(blocks);
  const BlockGroup& group = groups[text.size() % groups.size()];
  Reading reading;
  reading.folder = folder.path();
  Node name;
  name.kind = Node::Kind::scalar;
  name.text = file_name;
  const TableTask task{group.path, group.blocks.front()->info().key_parts, keys_of(group)};
  for (const NodeEntry& row : read_table(name, task, reading))
    for (const NodeEntry& field : row.value.entries)
      require(has_key(task.keys, field.key) || is_remark(field.key), "keys are known");
  require_good_messages(reading.mistakes, {{file_name, without_byte_order_mark(text)}});
}

}  // namespace

void try_csv(std::string_view bytes) {
  static const sample::Folder folder;
  folder.write(file_name, bytes);
  try {
    if (valid_utf8_length(bytes) == bytes.size()) read_as_csv(bytes);
    read_as_entries(bytes, folder);
  } catch (const TooManyMistakes&) {  // as the reader of scenarios does
  }
}

}  // namespace waterbed::fuzz
