// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "output/compare.hpp"
#include "output/table.hpp"

// Finds cells of tables by the names that programs use.
namespace waterbed {

inline Table named(const std::vector<Table>& tables, const std::string& key) {
  for (const Table& table : tables)
    if (table.key == key) return table;
  throw std::runtime_error("no table " + key);
}

inline bool has_row(const Table& table, const std::string& key) {
  return std::find(table.row_keys.begin(), table.row_keys.end(), key) != table.row_keys.end();
}

inline const Cell& cell(const Table& table, std::size_t row, const std::string& column) {
  for (std::size_t index = 0; index < table.columns.size(); ++index)
    if (table.columns[index].key == column) return table.rows.at(row).at(index);
  throw std::runtime_error("no column " + column);
}

inline std::optional<double> optional_number(const Table& table, const std::string& key,
                                             const std::string& column) {
  const auto found = std::find(table.row_keys.begin(), table.row_keys.end(), key);
  if (found == table.row_keys.end()) throw std::runtime_error("no row " + key);
  return cell(table, static_cast<std::size_t>(found - table.row_keys.begin()), column).number;
}

inline double number(const Table& table, const std::string& key, const std::string& column) {
  const std::optional<double> found = optional_number(table, key, column);
  if (!found) throw std::runtime_error("an empty cell: " + key + ", " + column);
  return *found;
}

}  // namespace waterbed
