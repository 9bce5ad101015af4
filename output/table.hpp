// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/stats/interval.hpp"

// Small tables, printed for people (text, Markdown) or programs (JSON, CSV).
namespace waterbed {

enum class Align { left, right };
// What happens to a left-aligned cell too long for the terminal.
enum class Overflow { cut, wrap, keep };

// People find in titles what programs need in every row: the name of an output, its unit.
enum class Audience { all, programs };

struct Column {
  std::string title;  // for people
  std::string key;    // for programs: snake_case, with the unit
  Align align = Align::left;
  Overflow overflow = Overflow::cut;
  Audience audience = Audience::all;
};

// People see the text; programs get the number, if there is one. An empty cell is null in JSON.
struct Cell {
  std::string text;
  std::optional<double> number = std::nullopt;
};

struct Table {
  std::string key;    // for programs, where several tables are printed
  std::string title;  // for people
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // each as long as `columns`
  std::string note = {};                // for people: what stands between title and columns
  // For programs, where rows have names: one for each. JSON then holds an object by them, and CSV has them as
  // its first column, "term".
  std::vector<std::string> row_keys = {};
};

enum class TableFormat { text, json, csv, markdown };

inline constexpr std::size_t text_width = 100;  // columns of a terminal

[[nodiscard]] Cell number_cell(double value, int decimals);
[[nodiscard]] Cell whole_cell(std::int64_t value);
// As number_cell; empty if there is no value.
[[nodiscard]] Cell optional_cell(std::optional<double> value, int decimals);

// Two cells more, for the ends of an interval; empty if there is none.
void add_interval(std::vector<Cell>& row, const std::optional<stats::Bounds>& interval, int decimals);

// Text: columns two spaces apart, control characters as spaces. JSON: an array of objects. CSV: RFC 4180, but
// lines end in \n. Markdown: a heading of level 2 and a table as GitHub has them.
[[nodiscard]] std::string printed(const Table& table, TableFormat format);
// Several: in JSON an object that holds each under its key; else one after the other, an empty line between.
[[nodiscard]] std::string printed(std::span<const Table> tables, TableFormat format);

}  // namespace waterbed
