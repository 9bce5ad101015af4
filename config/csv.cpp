// SPDX-License-Identifier: Apache-2.0
#include "config/csv.hpp"

#include <map>
#include <utility>

#include "config/source_file.hpp"

namespace waterbed {

namespace {

class CsvScanner {
 public:
  CsvScanner(std::string_view file, std::string_view text, TableRoom& room, Mistakes& mistakes)
      : text_(text), at_{file, 1, 1}, room_(room), mistakes_(mistakes) {}

  // The cells of the next line that has any; empty at the end of the file and when there is no more room.
  [[nodiscard]] std::vector<CsvCell> next_row() {
    while (!is_at_end() && is_line_end()) skip_line_end();
    std::vector<CsvCell> row;
    row_is_sound_ = true;
    if (is_at_end()) return row;
    if (!has_room_for_cell()) return {};
    row.push_back(next_cell());
    while (!is_at_end() && text_[offset_] == ',') {
      step();
      if (!has_room_for_cell()) return {};
      row.push_back(next_cell());
    }
    if (!is_at_end()) skip_line_end();
    return row;
  }

  // Told once: the file is not read on.
  void refuse_size(Position at, std::size_t most, const char* what) {
    refuse(at, "all tables together have more than " + std::to_string(most) + " " + what);
    is_too_large_ = true;
  }

  [[nodiscard]] bool is_too_large() const { return is_too_large_; }

  [[nodiscard]] bool row_is_sound() const { return row_is_sound_; }

 private:
  [[nodiscard]] bool is_at_end() const { return offset_ >= text_.size(); }
  [[nodiscard]] bool is_line_end() const {
    const char byte = text_[offset_];
    return byte == '\n' || (byte == '\r' && offset_ + 1 < text_.size() && text_[offset_ + 1] == '\n');
  }
  [[nodiscard]] bool is_cell_end() const { return is_at_end() || text_[offset_] == ',' || is_line_end(); }

  bool has_room_for_cell() {
    if (room_.cells == 0) {
      refuse_size(at_, most_table_cells, "cells");
      return false;
    }
    --room_.cells;
    return true;
  }

  void step() {
    const char byte = text_[offset_++];
    if (byte == '\n') {
      ++at_.line;
      at_.column = 1;
    } else if (is_at_end() || (text_[offset_] & 0xC0) != 0x80) {
      ++at_.column;  // the next byte begins a character
    }
  }

  void skip_line_end() {
    if (text_[offset_] == '\r') step();
    step();
  }

  void refuse(Position at, std::string problem) {
    mistakes_.add(mistake_at(at, std::move(problem)));
    row_is_sound_ = false;
  }

  CsvCell next_cell() {
    CsvCell cell{{}, at_};
    if (!is_at_end() && text_[offset_] == '"') {
      quoted(cell);
      return cell;
    }
    const std::size_t start = offset_;
    bool has_quote = false;
    for (; !is_cell_end(); step()) {
      if (text_[offset_] == '"' && !std::exchange(has_quote, true))
        refuse(at_, "a quote stands inside a cell: put the whole cell in quotes and double those inside");
    }
    cell.text = text_.substr(start, offset_ - start);
    return cell;
  }

  void quoted(CsvCell& cell) {
    step();
    while (!is_at_end()) {
      const std::size_t quote = text_.find('"', offset_);
      const std::size_t end = quote == std::string_view::npos ? text_.size() : quote;
      cell.text += text_.substr(offset_, end - offset_);
      while (offset_ < end) step();
      if (is_at_end()) break;
      step();
      const bool is_doubled = !is_at_end() && text_[offset_] == '"';
      if (!is_doubled) return skip_to_cell_end();
      cell.text += '"';
      step();
    }
    refuse(cell.at, "this quoted cell is not closed");
  }

  void skip_to_cell_end() {
    if (!is_cell_end()) refuse(at_, "text follows the closing quote of a cell");
    while (!is_cell_end()) step();
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  Position at_;
  TableRoom& room_;
  Mistakes& mistakes_;
  bool row_is_sound_ = true;
  bool is_too_large_ = false;
};

void check_header(const std::vector<CsvCell>& header, Mistakes& mistakes) {
  std::map<std::string_view, std::size_t> columns;
  for (std::size_t column = 0; column < header.size(); ++column) {
    const CsvCell& cell = header[column];
    if (cell.text.empty()) {
      mistakes.add(mistake_at(cell.at, "column " + std::to_string(column + 1) + " has no name"));
      continue;
    }
    const auto [before, is_new] = columns.emplace(cell.text, column);
    if (is_new) continue;
    mistakes.add(mistake_at(cell.at, "column " + cell.text + " is repeated: it is already column " +
                                         std::to_string(before->second + 1)));
  }
}

// Spreadsheets write other separators where the comma is the decimal mark.
std::string_view other_separator(const std::vector<CsvCell>& header) {
  if (header.size() != 1) return {};
  if (header.front().text.find(';') != std::string::npos) return "semicolons";
  return header.front().text.find('\t') != std::string::npos ? "tabs" : "";
}

std::string wrong_width(std::size_t cells, std::size_t columns) {
  std::string text = "the row has " + std::to_string(cells) + (cells == 1 ? " cell" : " cells") +
                     ", the header has " + std::to_string(columns);
  return text + (cells > columns ? ": put a cell with a comma in quotes" : ": a comma or a cell is missing");
}

// Reads the rows behind the header.
void read_rows(CsvScanner& scanner, CsvTable& table, TableRoom& room, Mistakes& mistakes) {
  for (auto row = scanner.next_row(); !row.empty(); row = scanner.next_row()) {
    if (room.rows == 0) return scanner.refuse_size(row.front().at, most_table_rows, "rows");
    --room.rows;
    const std::size_t cells = row.size();
    if (!scanner.row_is_sound()) continue;
    if (cells == table.header.size())
      table.rows.push_back(std::move(row));
    else
      mistakes.add(mistake_at(row.front().at, wrong_width(cells, table.header.size())));
  }
}

}  // namespace

std::optional<CsvTable> read_csv(std::string_view file, std::string_view text, TableRoom& room,
                                 Mistakes& mistakes) {
  CsvScanner scanner(file, without_byte_order_mark(text), room, mistakes);
  CsvTable table;
  table.header = scanner.next_row();
  if (scanner.is_too_large()) return std::nullopt;
  if (table.header.empty()) {
    mistakes.add(mistake_at({file, 0, 0}, "the file has no header line"));
    return std::nullopt;
  }
  const std::string_view separator = other_separator(table.header);
  if (!separator.empty()) {
    mistakes.add(
        mistake_at(table.header.front().at, "columns stand apart by " + std::string(separator) +
                                                ": save the table with commas, and numbers with points"));
    return std::nullopt;
  }
  check_header(table.header, mistakes);
  read_rows(scanner, table, room, mistakes);
  if (scanner.is_too_large()) return std::nullopt;
  return table;
}

}  // namespace waterbed
