// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "config/scenario.hpp"
#include "sim/replicate/mechanisms.hpp"
#include "tests/config/sample_blocks.hpp"

// Takes north_sea.yaml, makes one mistake in one line, and expects it to be refused at that line; 200 times.
namespace waterbed {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of_north_sea() {
  std::ifstream stream(fs::path(WATERBED_SOURCE_DIR) / "scenarios" / "north_sea.yaml");
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// A way to spoil a line: what the pattern finds becomes the replacement ($& is the whole of it).
struct Slip {
  const char* name;
  const char* pattern;
  const char* replacement;
  std::size_t times;  // in as many lines, spread over the file
};

// Together 200.
constexpr Slip slips[]{
    {"letters_swapped_in_a_key", R"(\b(f)(r)(om)(?=: ))", "$2$1$3", 6},
    {"letter_lost_in_a_key", R"(\b(ramp_wee)k(s)(?=: ))", "$1$2", 6},
    {"letter_lost_in_a_remark", R"(\b(sour)c(e)(?=: ))", "$1$2", 6},
    {"letter_doubled_in_a_key", R"(\b(change|value|low|high|because)(?=: ))", "$1e", 8},
    {"letter_lost_in_a_block",
     R"(^(com|pla|str|pas|met|mar|org|hom|con|bel|cho|det|age|ins|ext|rec|mea|arm).)", "$1", 10},
    {"letter_lost_in_a_changed_path", R"((instru)m(ents\.[A-Z]))", "$1$2", 8},
    {"wrong_name_in_a_changed_path", R"((instruments\.[A-Z]{4})[A-Z](_scanner))", "$1X$2", 8},
    {"wrong_key_in_a_changed_path", R"((_scanner\.targeting_qu)a)", "$1", 8},
    {"unit_swapped", R"(_eur_per_kg(?=:))", "_eur_per_t", 2},
    {"unit_swapped_in_a_changed_path", R"(_units_per_week(?=:))", "_units_per_day", 6},
    {"unit_of_time_swapped", R"((ramp|half_life|warm_up)_weeks(?=:))", "$1_days", 6},
    {"unit_left_out", R"((median_size|largest_size)_kg(?=:))", "$1", 2},
    {"number_as_text", R"(\{value: [0-9.e-]+)", "{value: many", 4},
    {"number_with_decimal_comma", R"(\b(low|high): ([0-9])\.([0-9]+)(?=[,}]))", "$1: '$2,$3'", 6},
    {"number_in_quotes", R"(\b(add|multiply): ([0-9.]+))", "$1: '$2'", 6},
    {"not_a_number", R"(\b(add|multiply): ([0-9.]+))", "$1: nan", 5},
    {"infinite", R"(\b(add|multiply): ([0-9.]+))", "$1: .inf", 5},
    {"number_out_of_range", R"(\{value: [0-9.e-]+)", "{value: -1e9", 8},
    {"amount_out_of_range", R"(\b(add): ([0-9.]+), low: [0-9.]+, high: [0-9.]+)", "$1: 1e9", 6},
    {"range_the_wrong_way_round", R"(low: [0-9.e-]+, high: ([0-9.e-]+))", "low: 1e9, high: $1", 6},
    {"value_forgotten", R"((from|until|start|ramp_weeks): .*)", "$1:", 8},
    {"date_of_no_calendar", R"((from|until): (\d{4})-\d\d-\d\d)", "$1: $2-02-30", 8},
    {"date_with_day_first", R"((from|until|start): (\d{4})-(\d\d)-(\d\d))", "$1: $4-$3-$2", 6},
    {"end_before_the_beginning", R"((until): (\d{4}))", "$1: 1999", 2},
    {"comma_removed", R"((low: [0-9.e-]+), )", "$1 ", 8},
    {"colon_removed", R"(\b(from|ramp_weeks): )", "$1 ", 6},
    {"brace_removed", R"(\}$)", "", 8},
    {"brace_added", R"(\}$)", "}}", 6},
    {"anchor", R"(from: )", "from: &when ", 4},
    {"alias", R"(from: .*)", "from: *when", 4},
    {"tag", R"(ramp_weeks: )", "ramp_weeks: !!int ", 4},
    {"tab", R"(^    (?=from))", "\t", 4},
    {"measure_that_is_not_there", R"((tighter_rotter)dam(?=,|\]))", "$1dan", 4},
    {"table_that_is_not_there", R"((north_sea/[a-z]+)\.csv)", "$1.cvs", 6},
};

std::vector<std::size_t> lines_to_spoil(const std::vector<std::string>& lines, const Slip& slip) {
  const std::regex pattern(slip.pattern);
  std::vector<std::size_t> fitting;
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const std::size_t text = lines[line].find_first_not_of(' ');
    const bool is_remark = text == std::string::npos || lines[line][text] == '#';
    if (!is_remark && std::regex_search(lines[line], pattern)) fitting.push_back(line);
  }
  std::vector<std::size_t> chosen;
  for (std::size_t number = 0; number < slip.times; ++number)
    chosen.push_back(fitting.at(number * fitting.size() / slip.times));
  return chosen;
}

class SingleMistake : public testing::TestWithParam<Slip> {};

TEST_P(SingleMistake, IsRefusedAtItsLine) {
  const Slip& slip = GetParam();
  const sample::Folder folder;
  fs::create_directory_symlink(fs::path(WATERBED_SOURCE_DIR) / "scenarios" / "north_sea",
                               folder.path() / "north_sea");
  const std::vector<std::string> lines = lines_of_north_sea();
  for (const std::size_t spoilt : lines_to_spoil(lines, slip)) {
    std::string text;
    for (std::size_t line = 0; line < lines.size(); ++line)
      text += (line != spoilt ? lines[line]
                              : std::regex_replace(lines[line], std::regex(slip.pattern), slip.replacement,
                                                   std::regex_constants::format_first_only)) +
              "\n";
    const Mistakes mistakes = read_scenario(folder.write("north_sea.yaml", text), all_parameters()).mistakes;
    ASSERT_FALSE(mistakes.empty()) << "line " << spoilt + 1 << " was " << lines[spoilt];
    const std::vector<Mistake> sorted = mistakes.sorted();
    EXPECT_TRUE(std::any_of(sorted.begin(), sorted.end(),
                            [&](const Mistake& mistake) {
                              return mistake.file == "north_sea.yaml" &&
                                     mistake.line == static_cast<int>(spoilt) + 1;
                            }))
        << "line " << spoilt + 1 << " was " << lines[spoilt] << "\n"
        << mistakes.printed(5);
    EXPECT_LE(sorted.size(), 10U) << mistakes.printed(5);
  }
}

INSTANTIATE_TEST_SUITE_P(NorthSea, SingleMistake, testing::ValuesIn(slips),
                         [](const auto& slip) { return std::string(slip.param.name); });

TEST(SingleMistakes, AreTwoHundredInDifferentLines) {
  const std::vector<std::string> lines = lines_of_north_sea();
  std::size_t mistakes = 0;
  for (const Slip& slip : slips) {
    std::vector<std::size_t> chosen = lines_to_spoil(lines, slip);
    EXPECT_EQ(std::unique(chosen.begin(), chosen.end()), chosen.end()) << slip.name;
    mistakes += chosen.size();
  }
  EXPECT_EQ(mistakes, 200U);
}

}  // namespace
}  // namespace waterbed
