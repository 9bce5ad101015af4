// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "config/date.hpp"
#include "output/compare.hpp"
#include "output/open_result.hpp"
#include "output/result_reader.hpp"
#include "output/show.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/terminal.hpp"

namespace waterbed {

namespace {

bool is_for_people(TableFormat format) {
  return format == TableFormat::text || format == TableFormat::markdown;
}

bool has_table(const std::vector<Table>& tables, std::string_view key) {
  return std::any_of(tables.begin(), tables.end(), [&](const Table& table) { return table.key == key; });
}

std::string names_of(const std::vector<Table>& tables) {
  std::string names;
  for (const Table& table : tables) names += (names.empty() ? "" : ", ") + table.key;
  return names;
}

bool is_main(const Table& table) {
  constexpr std::array<std::string_view, 6> main_tables{"comparison", "findings", "displacement",
                                                        "moves",      "seizures", "precision"};
  return std::find(main_tables.begin(), main_tables.end(), table.key) != main_tables.end();
}

// Leaves the table asked for, or those for people. False if there is no such table.
bool choose_tables(const CompareArguments& asked, const Arguments& arguments, std::vector<Table>& tables) {
  if (!asked.table.empty()) {
    if (!has_table(tables, asked.table)) {
      print_message(
          fmt::format("waterbed: there is no table {}; there are {}\n", asked.table, names_of(tables)));
      return false;
    }
    std::erase_if(tables, [&](const Table& table) { return table.key != asked.table; });
    return true;
  }
  const bool is_short =
      asked.tables == CompareTables::main && is_for_people(arguments.format) && has_table(tables, "findings");
  if (!is_short) return true;
  std::vector<Table> others = tables;
  std::erase_if(others, is_main);
  if (arguments.volume == Volume::normal)
    print_message("waterbed: there are also the tables " + names_of(others) + ": --all, or --table NAME\n");
  std::erase_if(tables, [](const Table& table) { return !is_main(table); });
  return true;
}

}  // namespace

int show_command(const Arguments& arguments) {
  const ResultReader reader = open_result(arguments.show_file);
  print_result(printed(show(reader), arguments.format));
  return exit_done;
}

int compare_command(const Arguments& arguments) {
  const CompareArguments& asked = arguments.compare;
  CompareOptions options{asked.reference, asked.arm, {}, {}, asked.control};
  const auto read_day = [](const std::string& text, std::optional<std::int64_t>& day, const char* name) {
    if (text.empty()) return true;
    const std::optional<Week> week = read_week(text);
    if (week) day = monday_of(*week);
    if (!week) print_message(fmt::format("waterbed: {} {} is not a date: write YYYY-MM-DD\n", name, text));
    return week.has_value();
  };
  if (!read_day(asked.from, options.from_day, "--from") ||
      !read_day(asked.until, options.until_day, "--until"))
    return exit_wrong_input;
  const ResultReader reader = open_result(asked.file);
  std::vector<Table> tables = compare(reader, options);
  for (const std::string& remark :
       {remark_on_cut_periods(reader, options), remark_on_untallied_pair(reader, options)})
    if (!remark.empty() && arguments.volume == Volume::normal) print_message("waterbed: " + remark + "\n");
  if (!choose_tables(asked, arguments, tables)) return exit_wrong_input;
  print_result(tables.size() == 1 ? printed(tables.front(), arguments.format)
                                  : printed(tables, arguments.format));
  return exit_done;
}

}  // namespace waterbed
