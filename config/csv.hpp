// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/mistakes.hpp"
#include "config/node.hpp"

// Number tables: comma-separated values as RFC 4180 has them, UTF-8, with the names of the columns in the
// first line. Lines end in LF or CR LF; lines without any character are skipped.
namespace waterbed {

struct CsvCell {
  std::string text;
  Position at;
};

struct CsvTable {
  std::vector<CsvCell> header;
  std::vector<std::vector<CsvCell>> rows;  // each as long as the header
};

constexpr std::size_t most_table_rows = 100'000;
constexpr std::size_t most_table_cells = 1'000'000;  // those of headers, too

// What the tables of a scenario may still hold, all together; counted down. A row costs some kilobytes, since
// each of its parameters is recorded, so the limit of bytes alone would let a scenario take all memory.
struct TableRoom {
  std::size_t rows = most_table_rows;
  std::size_t cells = most_table_cells;
};

// Nothing when there is no header or no room; rows with a mistake are left out.
[[nodiscard]] std::optional<CsvTable> read_csv(std::string_view file, std::string_view text, TableRoom& room,
                                               Mistakes& mistakes);

}  // namespace waterbed
