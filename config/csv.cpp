// SPDX-License-Identifier: Apache-2.0
#include "config/csv.hpp"

#include <map>
#include <utility>

#include "config/source_file.hpp"

namespace waterbed {

namespace {

class CsvScanner {
 public:
  CsvScanner(std::string_view file, std::string_view text, Mistakes& mistakes)
      : text_(text), at_{file, 1, 1}, mistakes_(mistakes) {}

  // The cells of the next line that has any; empty at the end of the file.
  [[nodiscard]] std::vector<CsvCell> next_row() {
    while (!is_at_end() && is_line_end()) skip_line_end();
    std::vector<CsvCell> row;
    row_is_sound_ = true;
    if (is_at_end()) return row;
    row.push_back(next_cell());
    while (!is_at_end() && text_[offset_] == ',') {
      step();
      row.push_back(next_cell());
    }
    if (!is_at_end()) skip_line_end();
    return row;
  }

  [[nodiscard]] bool row_is_sound() const { return row_is_sound_; }

 private:
  [[nodiscard]] bool is_at_end() const { return offset_ >= text_.size(); }
  [[nodiscard]] bool is_line_end() const {
    const char byte = text_[offset_];
    return byte == '\n' || (byte == '\r' && offset_ + 1 < text_.size() && text_[offset_ + 1] == '\n');
  }
  [[nodiscard]] bool is_cell_end() const { return is_at_end() || text_[offset_] == ',' || is_line_end(); }

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
  Mistakes& mistakes_;
  bool row_is_sound_ = true;
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

}  // namespace

std::optional<CsvTable> read_csv(std::string_view file, std::string_view text, Mistakes& mistakes) {
  CsvScanner scanner(file, without_byte_order_mark(text), mistakes);
  CsvTable table;
  table.header = scanner.next_row();
  if (table.header.empty()) {
    mistakes.add(mistake_at({file, 0, 0}, "the file has no header line"));
    return std::nullopt;
  }
  check_header(table.header, mistakes);
  for (auto row = scanner.next_row(); !row.empty(); row = scanner.next_row()) {
    const std::size_t cells = row.size();
    if (!scanner.row_is_sound()) continue;
    if (cells == table.header.size())
      table.rows.push_back(std::move(row));
    else
      mistakes.add(mistake_at(row.front().at, "the row has " + std::to_string(cells) +
                                                  " cells, the header has " +
                                                  std::to_string(table.header.size())));
  }
  return table;
}

}  // namespace waterbed
