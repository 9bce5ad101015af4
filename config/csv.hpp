// SPDX-License-Identifier: Apache-2.0
#pragma once

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

// Nothing when there is no header; rows with a mistake are left out.
[[nodiscard]] std::optional<CsvTable> read_csv(std::string_view file, std::string_view text,
                                               Mistakes& mistakes);

}  // namespace waterbed
