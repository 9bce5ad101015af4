// SPDX-License-Identifier: Apache-2.0
#include "config/table_reader.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "config/csv.hpp"

namespace waterbed {

namespace {

using Row = std::vector<CsvCell>;

// Columns of the table; `none` stands for a column that is not there.
constexpr std::size_t none = static_cast<std::size_t>(-1);

struct ValueColumn {
  std::size_t value = none;
  std::size_t low = none;
  std::size_t high = none;
};

struct Layout {
  std::vector<std::size_t> name_parts;
  std::vector<ValueColumn> values;
  std::size_t source = none;
  std::size_t url = none;
};

std::size_t column_of(const CsvTable& table, std::string_view name) {
  const auto found = std::find_if(table.header.begin(), table.header.end(),
                                  [&](const CsvCell& cell) { return cell.text == name; });
  return found == table.header.end() ? none : static_cast<std::size_t>(found - table.header.begin());
}

class LayoutFinder {
 public:
  LayoutFinder(const CsvTable& table, const TableTask& task, Mistakes& mistakes)
      : table_(table), task_(task), mistakes_(mistakes), is_known_(table.header.size(), false) {}

  // Nothing when rows cannot be named.
  [[nodiscard]] std::optional<Layout> find() {
    Layout layout;
    layout.name_parts = name_columns();
    for (const FieldKey& key : task_.keys) add_values(key, layout);
    if (!has_key(task_.keys, "source")) layout.source = known("source");
    if (!has_key(task_.keys, "url")) layout.url = known("url");
    known("note");
    refuse_unknown();
    if (layout.name_parts.empty()) return std::nullopt;
    return layout;
  }

 private:
  std::size_t known(std::string_view name) {
    const std::size_t column = column_of(table_, name);
    if (column == none || is_known_[column]) return none;
    is_known_[column] = true;
    return column;
  }

  std::vector<std::size_t> name_columns() {
    const std::size_t name = known("name");
    if (name != none) return {name};
    std::vector<std::size_t> columns;
    std::string wanted;
    for (const KeyPart& part : task_.key_parts) {
      const std::size_t column = known(part.column);
      if (column != none) columns.push_back(column);
      wanted.append(wanted.empty() ? "" : ", ").append(part.column);
    }
    if (!columns.empty() && columns.size() == task_.key_parts.size()) return columns;
    const std::string needed = wanted.empty() ? "a column name is needed"
                                              : "the columns " + wanted + " (or one column name) are needed";
    mistakes_.add(mistake_at(table_.header.front().at, task_.block_path + ": " + needed));
    return {};
  }

  void add_values(const FieldKey& key, Layout& layout) {
    ValueColumn columns;
    columns.value = known(key.key);
    if (columns.value == none) return;
    if (key.is_quantity) {
      columns.low = known(key.key + "_low");
      columns.high = known(key.key + "_high");
    }
    layout.values.push_back(columns);
  }

  void refuse_unknown() {
    for (std::size_t column = 0; column < is_known_.size(); ++column) {
      const CsvCell& cell = table_.header[column];
      if (is_known_[column] || cell.text.empty() || column_of(table_, cell.text) != column) continue;
      mistakes_.add(mistake_at(cell.at, task_.block_path + ": column " + cell.text + " is not a key" +
                                            key_advice(cell.text, task_.keys)));
    }
  }

  const CsvTable& table_;
  const TableTask& task_;
  Mistakes& mistakes_;
  std::vector<bool> is_known_;
};

Node scalar_of(const CsvCell& cell) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.at = cell.at;
  node.text = cell.text;
  return node;
}

bool is_given(const Row& row, std::size_t column) {
  return column != none && !row[column].text.empty();
}

// The cells of one key as YAML would have them: a scalar, or {value, low, high}.
Node value_of(const Row& row, const ValueColumn& columns) {
  const CsvCell& cell = row[columns.value];
  if (!is_given(row, columns.low) && !is_given(row, columns.high)) return scalar_of(cell);
  Node map;
  map.kind = Node::Kind::map;
  map.at = cell.at;
  const auto add = [&](const char* key, std::size_t column) {
    if (is_given(row, column)) map.entries.push_back({key, row[column].at, scalar_of(row[column])});
  };
  add("value", columns.value);
  add("low", columns.low);
  add("high", columns.high);
  return map;
}

NodeEntry entry_of(const CsvTable& table, const Row& row, const Layout& layout) {
  NodeEntry entry{{}, row[layout.name_parts.front()].at, {}};
  for (const std::size_t column : layout.name_parts)
    entry.key.append(column == layout.name_parts.front() ? "" : "/").append(row[column].text);
  entry.value.kind = Node::Kind::map;
  entry.value.at = entry.at;
  for (const ValueColumn& columns : layout.values) {
    Node value = value_of(row, columns);
    const bool is_empty = value.kind == Node::Kind::scalar && value.text.empty();
    if (!is_empty)
      entry.value.entries.push_back({table.header[columns.value].text, value.at, std::move(value)});
  }
  for (const std::size_t column : {layout.source, layout.url})
    if (is_given(row, column))
      entry.value.entries.push_back({table.header[column].text, row[column].at, scalar_of(row[column])});
  return entry;
}

}  // namespace

std::vector<NodeEntry> read_table(const Node& file_name, const TableTask& task, Reading& reading) {
  const std::string name = name_from(file_name.at.file, file_name.text);
  const SourceFileRecord* file =
      reading.files.read(reading.folder / name, name, table_limit_bytes, reading.mistakes);
  std::vector<NodeEntry> entries;
  if (file == nullptr) {
    reading.refuse(file_name.at, task.block_path + ".table: " + file_name.text + " could not be read");
    reading.broken_blocks.insert(task.block_path);
    return entries;
  }
  reading.tables.insert(file->name);
  const auto table = read_csv(file->name, file->text, reading.table_room, reading.mistakes);
  const auto layout = table ? LayoutFinder(*table, task, reading.mistakes).find() : std::nullopt;
  if (!layout) {
    reading.broken_blocks.insert(task.block_path);
    return entries;
  }
  entries.reserve(table->rows.size());
  for (const Row& row : table->rows) entries.push_back(entry_of(*table, row, *layout));
  return entries;
}

}  // namespace waterbed
