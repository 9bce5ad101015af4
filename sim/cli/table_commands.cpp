// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include <fmt/format.h>

#include "config/date.hpp"
#include "output/compare.hpp"
#include "output/result_reader.hpp"
#include "output/show.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/terminal.hpp"

namespace waterbed {

int show_command(const Arguments& arguments) {
  const ResultReader reader = open_result(arguments.show_file);
  print_result(printed(show(reader), arguments.format));
  return exit_done;
}

int compare_command(const Arguments& arguments) {
  const CompareArguments& asked = arguments.compare;
  CompareOptions options{asked.reference, asked.arm, {}, {}};
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
  if (!asked.arm.empty() && asked.arm == asked.reference) {
    print_message("waterbed: --reference and --arm name the same arm\n");
    return exit_wrong_input;
  }
  const ResultReader reader = open_result(asked.file);
  const std::vector<Table> tables = compare(reader, options);
  const std::string remark = remark_on_cut_periods(reader, options);
  if (!remark.empty()) print_message("waterbed: " + remark + "\n");
  print_result(printed(tables, arguments.format));
  return exit_done;
}

}  // namespace waterbed
