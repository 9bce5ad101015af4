// SPDX-License-Identifier: Apache-2.0
#include "output/table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "output/wrap.hpp"
#include "sim/base/check.hpp"
#include "sim/base/csv_field.hpp"

namespace waterbed {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view gap = "  ";
constexpr std::size_t narrowest_cut = 8;              // a cut column keeps at least so many characters
constexpr double largest_exact = 9007199254740992.0;  // 2^53: up to here a double holds every whole number

bool is_whole(double number) {
  return std::floor(number) == number && std::abs(number) <= largest_exact;
}

std::string shortest(double number) {
  std::array<char, 32> buffer{};
  char* const end = buffer.data() + buffer.size();
  const auto result = is_whole(number) ? std::to_chars(buffer.data(), end, static_cast<std::int64_t>(number))
                                       : std::to_chars(buffer.data(), end, number);
  return {buffer.data(), result.ptr};
}

// A terminal obeys control characters, and names come from files: each becomes a space. They are those of
// ASCII and U+0080 to U+009F, which UTF-8 writes as C2 80 to C2 9F.
std::string without_controls(const std::string& text) {
  std::string clean;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const unsigned next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
    const bool has_two_bytes = byte == 0xc2U && next >= 0x80U && next <= 0x9fU;
    clean += has_two_bytes || byte < 0x20U || byte == 0x7fU ? ' ' : text[at];
    if (has_two_bytes) ++at;
  }
  return clean;
}

Table without_controls(Table table) {
  table.title = without_controls(table.title);
  table.note = without_controls(table.note);
  for (Column& column : table.columns) column.title = without_controls(column.title);
  for (auto& row : table.rows)
    for (Cell& cell : row) cell.text = without_controls(cell.text);
  return table;
}

Table for_people(Table table) {
  for (std::size_t column = table.columns.size(); column-- > 0;) {
    if (table.columns[column].audience == Audience::all) continue;
    const auto at = static_cast<std::ptrdiff_t>(column);
    table.columns.erase(table.columns.begin() + at);
    for (auto& row : table.rows) row.erase(row.begin() + at);
  }
  return table;
}

std::vector<std::size_t> full_widths(const Table& table) {
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    std::size_t width = width_of(table.columns[column].title);
    for (const auto& row : table.rows) width = std::max(width, width_of(row[column].text));
    widths.push_back(width);
  }
  return widths;
}

// The widest left-aligned column that can still be cut; columns.size() if there is none.
std::size_t widest_left(const Table& table, const std::vector<std::size_t>& widths) {
  std::size_t widest = table.columns.size();
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const std::size_t kept = std::max(narrowest_cut, width_of(table.columns[column].title));
    const bool is_kept =
        table.columns[column].align == Align::right || table.columns[column].overflow == Overflow::keep;
    if (is_kept || widths[column] <= kept) continue;
    if (widest == table.columns.size() || widths[column] > widths[widest]) widest = column;
  }
  return widest;
}

std::vector<std::size_t> fitting_widths(const Table& table) {
  std::vector<std::size_t> widths = full_widths(table);
  std::size_t total = widths.empty() ? 0 : gap.size() * (widths.size() - 1);
  for (const std::size_t width : widths) total += width;
  while (total > text_width) {
    const std::size_t column = widest_left(table, widths);
    if (column == table.columns.size()) break;
    --widths[column];
    --total;
  }
  return widths;
}

std::string text_line(const Table& table, const std::vector<std::size_t>& widths,
                      const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const std::string padding(widths[column] - width_of(cells[column]), ' ');
    if (column > 0) line += gap;
    line += table.columns[column].align == Align::right ? padding + cells[column] : cells[column] + padding;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

// One line, or as many as the longest of the cells that are wrapped needs.
std::string text_lines(const Table& table, const std::vector<std::size_t>& widths,
                       const std::vector<std::string>& cells) {
  std::vector<std::vector<std::string>> parts;
  std::size_t lines = 1;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const bool is_wrapped = table.columns[column].overflow == Overflow::wrap;
    parts.push_back(is_wrapped ? wrapped(cells[column], widths[column])
                               : std::vector<std::string>{cut(cells[column], widths[column])});
    lines = std::max(lines, parts.back().size());
  }
  std::string text;
  for (std::size_t line = 0; line < lines; ++line) {
    std::vector<std::string> row;
    for (const auto& part : parts) row.push_back(line < part.size() ? part[line] : "");
    text += text_line(table, widths, row);
  }
  return text;
}

std::vector<std::string> titles_of(const Table& table) {
  std::vector<std::string> titles;
  for (const Column& column : table.columns) titles.push_back(column.title);
  return titles;
}

std::vector<std::string> texts_of(const std::vector<Cell>& row) {
  std::vector<std::string> texts;
  for (const Cell& cell : row) texts.push_back(cell.text);
  return texts;
}

std::string as_text(const Table& raw) {
  const Table table = without_controls(for_people(raw));
  const std::vector<std::size_t> widths = fitting_widths(table);
  std::string text;
  for (const std::string& head : {table.title, table.note})
    if (!head.empty())
      for (const std::string& line : wrapped(head, text_width)) text += line + "\n";
  const bool has_titles = std::any_of(table.columns.begin(), table.columns.end(),
                                      [](const Column& column) { return !column.title.empty(); });
  if (has_titles) text += text_lines(table, widths, titles_of(table));
  for (const auto& row : table.rows) text += text_lines(table, widths, texts_of(row));
  return text;
}

std::string markdown_line(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) {
    line += ' ';
    for (const char letter : cell) {
      if (letter == '|' || letter == '<' || letter == '*') line += '\\';
      line += letter == '\n' ? ' ' : letter;
    }
    line += cell.empty() ? "|" : " |";
  }
  return line + "\n";
}

std::string as_markdown(const Table& raw) {
  const Table table = for_people(raw);
  std::string text = table.title.empty() ? "" : "## " + table.title + "\n\n";
  if (!table.note.empty()) text += table.note + "\n\n";
  text += markdown_line(titles_of(table)) + "|";
  for (const Column& column : table.columns) text += column.align == Align::right ? "---:|" : "---|";
  text += "\n";
  for (const auto& row : table.rows) text += markdown_line(texts_of(row));
  return text;
}

Json json_of(const Cell& cell) {
  if (!cell.number) return cell.text.empty() ? Json(nullptr) : Json(cell.text);
  if (!std::isfinite(*cell.number)) return nullptr;
  return is_whole(*cell.number) ? Json(static_cast<std::int64_t>(*cell.number)) : Json(*cell.number);
}

Json json_of(const Table& table) {
  const bool is_keyed = !table.row_keys.empty();
  Json rows = is_keyed ? Json::object() : Json::array();
  for (std::size_t number = 0; number < table.rows.size(); ++number) {
    const std::vector<Cell>& row = table.rows[number];
    Json object = Json::object();
    for (std::size_t column = 0; column < row.size(); ++column) {
      object[table.columns[column].key] = json_of(row[column]);
    }
    if (is_keyed)
      rows[table.row_keys[number]] = std::move(object);
    else
      rows.push_back(std::move(object));
  }
  return rows;
}

// Text that is not UTF-8 must not stop a table.
std::string as_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t index = 0; index < fields.size(); ++index)
    line += (index > 0 ? "," : "") + csv_field(fields[index]);
  return line + "\n";
}

std::string as_csv(const Table& table) {
  std::vector<std::string> fields;
  const bool is_keyed = !table.row_keys.empty();
  if (is_keyed) fields.emplace_back("term");
  for (const Column& column : table.columns) fields.push_back(column.key);
  std::string csv = csv_line(fields);
  for (std::size_t number = 0; number < table.rows.size(); ++number) {
    fields.clear();
    if (is_keyed) fields.push_back(table.row_keys[number]);
    for (const Cell& cell : table.rows[number])
      fields.push_back(cell.number ? shortest(*cell.number) : cell.text);
    csv += csv_line(fields);
  }
  return csv;
}

void check_rows(const Table& table) {
  for (const auto& row : table.rows) WATERBED_CHECK(row.size() == table.columns.size());
  WATERBED_CHECK(table.row_keys.empty() || table.row_keys.size() == table.rows.size());
}

}  // namespace

Cell number_cell(double value, int decimals) {
  std::array<char, 400> buffer{};  // room for the largest double
  const auto result =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  std::string text(buffer.data(), result.ptr);
  const bool is_minus_zero = text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos;
  if (is_minus_zero) text.erase(0, 1);
  return {text, value};
}

Cell whole_cell(std::int64_t value) {
  return {std::to_string(value), static_cast<double>(value)};
}

Cell optional_cell(std::optional<double> value, int decimals) {
  return value ? number_cell(*value, decimals) : Cell{};
}

void add_interval(std::vector<Cell>& row, const std::optional<stats::Bounds>& interval, int decimals) {
  row.push_back(interval ? number_cell(interval->low, decimals) : Cell{});
  row.push_back(interval ? number_cell(interval->high, decimals) : Cell{});
}

std::string printed(const Table& table, TableFormat format) {
  check_rows(table);
  if (format == TableFormat::json) return as_text(json_of(table));
  if (format == TableFormat::markdown) return as_markdown(table);
  return format == TableFormat::csv ? as_csv(table) : as_text(table);
}

std::string printed(std::span<const Table> tables, TableFormat format) {
  if (format == TableFormat::json) {
    Json all = Json::object();
    for (const Table& table : tables) {
      check_rows(table);
      all[table.key] = json_of(table);
    }
    return as_text(all);
  }
  std::string text;
  for (const Table& table : tables) text += (text.empty() ? "" : "\n") + printed(table, format);
  return text;
}

}  // namespace waterbed
