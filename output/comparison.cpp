// SPDX-License-Identifier: Apache-2.0
#include "output/comparison.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>
#include <string>

#include "output/error.hpp"
#include "output/pair_accounts.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed {
namespace {

constexpr int days_per_week = 7;
constexpr int percent_decimals = 0;

std::size_t find_arm(const ResultReader& reader, const std::string& name) {
  const std::vector<std::string>& arms = reader.layout().arms;
  const auto found = std::find(arms.begin(), arms.end(), name);
  if (found != arms.end()) return static_cast<std::size_t>(found - arms.begin());
  std::string known;
  for (const std::string& arm : arms) known += (known.empty() ? "" : ", ") + arm;
  throw OutputError(OutputFault::request,
                    reader.path().string() + " has no arm " + name + "; it has " + known);
}

std::size_t other_arm(const ResultReader& reader, std::size_t reference) {
  if (reader.layout().arms.size() < 2) {
    throw OutputError(OutputFault::request,
                      reader.path().string() + " has only one arm, so there is nothing to compare");
  }
  return reference == 0 ? 1 : 0;
}

// Where the periods begin and end in which a date asked for lies, but not at their beginning: days since
// 1970-01-01.
std::set<std::int64_t> edges_of_cut_periods(const ResultLayout& layout, const CompareOptions& options) {
  std::set<std::int64_t> edges;
  for (const PeriodLabel& period : layout.periods) {
    for (const std::optional<std::int64_t>& day : {options.from_day, options.until_day}) {
      if (!day || *day <= period.start_day || *day >= end_day(period)) continue;
      edges.insert(period.start_day);
      edges.insert(end_day(period));
    }
  }
  return edges;
}

std::string text_of_edges(const std::set<std::int64_t>& edges) {
  std::string text;
  for (const std::int64_t day : edges) text += (text.empty() ? "" : ", ") + date_text(day);
  return "near the dates asked for, reporting periods begin or end on " + text;
}

PeriodWindow window_of(const ResultReader& reader, const CompareOptions& options) {
  const std::vector<PeriodLabel>& periods = reader.layout().periods;
  const auto is_in = [&options](const PeriodLabel& period) {
    return period.start_day >= options.from_day.value_or(period.start_day) &&
           end_day(period) <= options.until_day.value_or(end_day(period));
  };
  const auto first = std::find_if(periods.begin(), periods.end(), is_in);
  const auto end = std::find_if_not(first, periods.end(), is_in);
  if (first == end) {
    const std::set<std::int64_t> edges = edges_of_cut_periods(reader.layout(), options);
    throw OutputError(OutputFault::request, reader.path().string() +
                                                " has no whole reporting period in that time" +
                                                (edges.empty() ? "" : "; " + text_of_edges(edges)));
  }
  return {static_cast<std::size_t>(first - periods.begin()), static_cast<std::size_t>(end - periods.begin())};
}

// Replicates dropped because at least one of their two runs failed.
std::int64_t failed_pairs(const ResultReader& reader, const Comparison& comparison) {
  std::int64_t failed = 0;
  for (std::size_t replicate = 0; replicate < static_cast<std::size_t>(reader.layout().replicates);
       ++replicate) {
    const bool is_failed = reader.state({comparison.reference, replicate}) == StoredState::failed ||
                           reader.state({comparison.arm, replicate}) == StoredState::failed;
    if (is_failed) ++failed;
  }
  return failed;
}

// Unless told otherwise, from the period in which the arms begin to differ to that in which they no longer
// do, where that is known.
CompareOptions in_force(const ResultLayout& layout, const Comparison& comparison, CompareOptions options) {
  const std::optional<std::size_t> number = find_pair(layout, comparison.reference, comparison.arm);
  if (options.from_day || options.until_day || !number) return options;
  const PairLabel& pair = layout.pairs[*number];
  if (!differ(layout, pair)) return options;
  for (const PeriodLabel& period : layout.periods) {
    if (period.start_day <= *pair.from_day) options.from_day = period.start_day;
    if (pair.until_day && period.start_day < *pair.until_day) options.until_day = end_day(period);
  }
  // All that differs lies before the time reported: then all that is reported.
  if (options.until_day && *options.until_day <= options.from_day.value_or(*options.until_day)) return {};
  return options;
}

std::string quoted_for_shell(const std::string& text) {
  std::string quoted = "'";
  for (const char letter : text) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return quoted + "'";
}

// The pairs that the result has, and one more: the command replaces the file, and nothing in it shall be
// lost.
std::string pairs_with(const ResultLayout& layout, const std::string& reference, const std::string& arm) {
  std::string list;
  for (const PairLabel& pair : layout.pairs)
    list += "[" + layout.arms[pair.reference] + ", " + layout.arms[pair.arm] + "], ";
  return "pairs=[" + list + "[" + reference + ", " + arm + "]]";
}

// The options with which the result was made, as a shell takes them, but for its pairs.
std::string options_of(const ScenarioRecord& scenario) {
  std::string options;
  for (const ParameterRecord& parameter : scenario.parameters)
    if (parameter.origin == "option") options += " --" + parameter.path + " " + parameter.value;
  for (const SourceFileRecord& file : scenario.files) {
    std::istringstream lines(file.name == "--set" ? file.text : "");
    for (std::string line; std::getline(lines, line);)
      if (!line.starts_with("pairs=")) options += " --set " + quoted_for_shell(line);
  }
  return options;
}

std::string command_with_pair(const ResultRecord& record, const std::string& reference,
                              const std::string& arm) {
  const std::vector<SourceFileRecord>& files = record.scenario.files;
  const std::string scenario = files.empty() ? "SCENARIO.yaml" : files.front().name;
  return "waterbed run " + scenario + options_of(record.scenario) + " --set " +
         quoted_for_shell(pairs_with(record.layout, reference, arm));
}

}  // namespace

Comparison comparison_of(const ResultReader& reader, const CompareOptions& options) {
  Comparison comparison{};
  const std::vector<PairLabel>& pairs = reader.layout().pairs;
  const bool is_first_pair = options.reference.empty() && options.arm.empty() && !pairs.empty();
  comparison.reference = is_first_pair               ? pairs.front().reference
                         : options.reference.empty() ? 0
                                                     : find_arm(reader, options.reference);
  comparison.arm = is_first_pair         ? pairs.front().arm
                   : options.arm.empty() ? other_arm(reader, comparison.reference)
                                         : find_arm(reader, options.arm);
  if (comparison.arm == comparison.reference)
    throw OutputError(OutputFault::request, reader.path().string() + ": reference and arm are the same, " +
                                                reader.layout().arms[comparison.arm]);
  comparison.window = window_of(reader, in_force(reader.layout(), comparison, options));
  for (std::size_t replicate = 0; replicate < static_cast<std::size_t>(reader.layout().replicates);
       ++replicate) {
    const bool is_done = reader.state({comparison.reference, replicate}) == StoredState::done &&
                         reader.state({comparison.arm, replicate}) == StoredState::done;
    if (is_done) comparison.replicates.push_back(replicate);
  }
  return comparison;
}

std::string remark_on_cut_periods(const ResultReader& reader, const CompareOptions& options) {
  const ResultLayout& layout = reader.layout();
  const std::set<std::int64_t> edges = edges_of_cut_periods(layout, options);
  if (edges.empty()) return {};
  const std::int64_t begin = layout.periods.front().start_day;
  const std::int64_t end = end_day(layout.periods.back());
  const std::int64_t asked_days =
      std::min(options.until_day.value_or(end), end) - std::max(options.from_day.value_or(begin), begin);
  return std::to_string(weeks_in(layout, window_of(reader, options))) + " of the " +
         std::to_string(asked_days / days_per_week) + " weeks asked for are covered: " + text_of_edges(edges);
}

std::string remark_on_untallied_pair(const ResultReader& reader, const CompareOptions& options) {
  const ResultLayout& layout = reader.layout();
  const Comparison comparison = comparison_of(reader, options);
  if (find_pair(layout, comparison.reference, comparison.arm)) return {};
  const std::string& reference = layout.arms[comparison.reference];
  const std::string& arm = layout.arms[comparison.arm];
  const std::string what = reference + " and " + arm + " are not compared consignment by consignment here; ";
  if (find_pair(layout, comparison.arm, comparison.reference))
    return what + "they are the other way round: --reference " + arm + " --arm " + reference;
  return what + "to tally them: " + command_with_pair(reader.record(), reference, arm);
}

Table comparison_table(const ResultReader& reader, const Comparison& comparison) {
  const ResultLayout& layout = reader.layout();
  const auto used = static_cast<std::int64_t>(comparison.replicates.size());
  const std::int64_t failed = failed_pairs(reader, comparison);
  Table table{"comparison", "", {{"item", "item"}, {"value", "value"}}, {}};
  table.rows = {{Cell{"A, the reference"}, Cell{layout.arms[comparison.reference]}},
                {Cell{"B, the arm"}, Cell{layout.arms[comparison.arm]}},
                {Cell{"from"}, Cell{date_text(layout.periods[comparison.window.first].start_day)}},
                {Cell{"until"}, Cell{date_text(end_day(layout.periods[comparison.window.end - 1]))}},
                {Cell{"weeks"}, whole_cell(weeks_in(layout, comparison.window))},
                {Cell{"replicates"}, whole_cell(used)},
                {Cell{"replicates dropped, as a run of A or B failed"}, whole_cell(failed)},
                {Cell{"replicates not run"}, whole_cell(layout.replicates - used - failed)}};
  return table;
}

PairedCells paired_cells(const std::vector<double>& reference, const std::vector<double>& arm, int decimals) {
  const stats::PairedEstimate paired = stats::paired_difference(reference, arm);
  const stats::Estimate& difference = paired.difference;
  std::optional<double> saved_percent;
  if (paired.variance_saved) saved_percent = 100 * *paired.variance_saved;
  PairedCells cells{{number_cell(stats::mean_of(reference), decimals),
                     number_cell(stats::mean_of(arm), decimals), number_cell(difference.mean, decimals)},
                    optional_cell(saved_percent, percent_decimals)};
  add_interval(cells.numbers, difference.interval(), decimals);
  return cells;
}

}  // namespace waterbed
