// SPDX-License-Identifier: Apache-2.0
#include "output/compare.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <numeric>
#include <utility>

#include "output/error.hpp"
#include "output/flows.hpp"
#include "sim/base/units.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed {
namespace {

constexpr std::array<std::string_view, 4> compared_flows{"shipped", "landed", "seized", "recorded"};
constexpr int tonne_decimals = 2;
constexpr int percent_decimals = 0;

// What is compared.
struct Question {
  std::size_t reference;
  std::size_t arm;
  PeriodWindow window;
  std::vector<std::size_t> replicates;  // done in both arms
};

// One flow of every lane in every replicate of the question, in t/year: [lane][replicate].
struct FlowSamples {
  std::string name;
  std::vector<std::vector<double>> reference;
  std::vector<std::vector<double>> arm;
};

// A row of a table: its labels, and the lanes that it adds up.
struct Group {
  std::vector<std::string> labels;
  std::vector<std::size_t> lanes;
};

// How a table adds up lanes.
struct Grouping {
  std::string key;
  std::string title;
  std::vector<std::string> labels;  // titles of the label columns
  std::function<std::vector<std::string>(const LaneLabel&)> labels_of;
};

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

PeriodWindow window_of(const ResultReader& reader, const CompareOptions& options) {
  const std::vector<PeriodLabel>& periods = reader.layout().periods;
  const auto is_in = [&options](const PeriodLabel& period) {
    return period.start_day >= options.from_day.value_or(period.start_day) &&
           end_day(period) <= options.until_day.value_or(end_day(period));
  };
  const auto first = std::find_if(periods.begin(), periods.end(), is_in);
  const auto end = std::find_if_not(first, periods.end(), is_in);
  if (first == end) {
    throw OutputError(OutputFault::request,
                      reader.path().string() + " has no whole reporting period in that time");
  }
  return {static_cast<std::size_t>(first - periods.begin()), static_cast<std::size_t>(end - periods.begin())};
}

Question question_of(const ResultReader& reader, const CompareOptions& options) {
  Question question{};
  question.reference = options.reference.empty() ? 0 : find_arm(reader, options.reference);
  question.arm = options.arm.empty() ? other_arm(reader, question.reference) : find_arm(reader, options.arm);
  question.window = window_of(reader, options);
  for (std::size_t replicate = 0; replicate < static_cast<std::size_t>(reader.layout().replicates);
       ++replicate) {
    const bool is_done = reader.state({question.reference, replicate}) == StoredState::done &&
                         reader.state({question.arm, replicate}) == StoredState::done;
    if (is_done) question.replicates.push_back(replicate);
  }
  return question;
}

// Replicates dropped because at least one of their two runs failed.
std::int64_t failed_pairs(const ResultReader& reader, const Question& question) {
  std::int64_t failed = 0;
  for (std::size_t replicate = 0; replicate < static_cast<std::size_t>(reader.layout().replicates);
       ++replicate) {
    const bool is_failed = reader.state({question.reference, replicate}) == StoredState::failed ||
                           reader.state({question.arm, replicate}) == StoredState::failed;
    if (is_failed) ++failed;
  }
  return failed;
}

std::vector<std::vector<double>> arm_samples(const ResultReader& reader, const FlowName& flow,
                                             std::size_t arm, const Question& question) {
  const double years = static_cast<double>(weeks_in(reader.layout(), question.window)) / weeks_per_year;
  std::vector<std::vector<double>> samples(reader.layout().lanes.size());
  for (const std::size_t replicate : question.replicates) {
    const std::vector<double> tonnes = lane_tonnes(reader, flow, {arm, replicate}, question.window);
    for (std::size_t lane = 0; lane < tonnes.size(); ++lane) samples[lane].push_back(tonnes[lane] / years);
  }
  return samples;
}

std::vector<double> summed(const std::vector<std::vector<double>>& samples,
                           const std::vector<std::size_t>& lanes, std::size_t count) {
  std::vector<double> sum(count, 0.0);
  for (const std::size_t lane : lanes) {
    for (std::size_t index = 0; index < count; ++index) sum[index] += samples[lane][index];
  }
  return sum;
}

bool is_empty(const std::vector<double>& sample) {
  return std::all_of(sample.begin(), sample.end(), [](double tonnes) { return tonnes == 0; });
}

// All compared flows.
std::vector<FlowSamples> samples_of(const ResultReader& reader, const Question& question) {
  std::vector<FlowSamples> all;
  for (const FlowName& flow : all_flows) {
    const bool is_compared =
        std::find(compared_flows.begin(), compared_flows.end(), flow.flow) != compared_flows.end();
    if (!is_compared) continue;
    all.push_back({std::string(flow.flow), arm_samples(reader, flow, question.reference, question),
                   arm_samples(reader, flow, question.arm, question)});
  }
  return all;
}

// Lanes with the same labels, in order of the first of each.
std::vector<Group> grouped(const ResultLayout& layout, const Grouping& grouping) {
  std::vector<Group> groups;
  std::map<std::vector<std::string>, std::size_t> known;
  for (std::size_t lane = 0; lane < layout.lanes.size(); ++lane) {
    std::vector<std::string> labels = grouping.labels_of(layout.lanes[lane]);
    const auto [found, is_new] = known.emplace(labels, groups.size());
    if (is_new) groups.push_back({std::move(labels), {}});
    groups[found->second].lanes.push_back(lane);
  }
  return groups;
}

Group total_group(const ResultLayout& layout, std::size_t labels) {
  Group total{std::vector<std::string>(labels), std::vector<std::size_t>(layout.lanes.size())};
  total.labels.front() = "total";
  std::iota(total.lanes.begin(), total.lanes.end(), std::size_t{0});
  return total;
}

std::vector<Column> columns_for(const std::vector<std::string>& labels) {
  std::vector<Column> columns;
  columns.reserve(labels.size() + 7);
  for (const std::string& label : labels) columns.push_back({label, label});
  columns.push_back({"flow", "flow"});
  columns.push_back({"A", "reference_t_per_year", Align::right});
  columns.push_back({"B", "arm_t_per_year", Align::right});
  columns.push_back({"B - A", "difference_t_per_year", Align::right});
  columns.push_back({"low", "difference_low_t_per_year", Align::right});
  columns.push_back({"high", "difference_high_t_per_year", Align::right});
  columns.push_back({"saved %", "variance_saved_percent", Align::right});
  return columns;
}

std::vector<Cell> number_cells(const std::vector<double>& reference, const std::vector<double>& arm) {
  const stats::PairedEstimate paired = stats::paired_difference(reference, arm);
  const stats::Estimate& difference = paired.difference;
  std::optional<double> low;
  std::optional<double> high;
  std::optional<double> saved_percent;
  if (difference.half_width) low = difference.mean - *difference.half_width;
  if (difference.half_width) high = difference.mean + *difference.half_width;
  if (paired.variance_saved) saved_percent = 100 * *paired.variance_saved;
  return {number_cell(stats::mean_interval(reference).mean, tonne_decimals),
          number_cell(stats::mean_interval(arm).mean, tonne_decimals),
          number_cell(difference.mean, tonne_decimals),
          optional_cell(low, tonne_decimals),
          optional_cell(high, tonne_decimals),
          optional_cell(saved_percent, percent_decimals)};
}

void add_rows(Table& table, const Group& group, const std::vector<FlowSamples>& flows,
              std::size_t replicates) {
  for (const FlowSamples& flow : flows) {
    const std::vector<double> reference = summed(flow.reference, group.lanes, replicates);
    const std::vector<double> arm = summed(flow.arm, group.lanes, replicates);
    if (is_empty(reference) && is_empty(arm)) continue;
    std::vector<Cell> row;
    for (const std::string& label : group.labels) row.push_back({label});
    row.push_back({flow.name});
    for (Cell& cell : number_cells(reference, arm)) row.push_back(std::move(cell));
    table.rows.push_back(std::move(row));
  }
}

Table flow_table(const ResultLayout& layout, const Grouping& grouping, const std::vector<FlowSamples>& flows,
                 std::size_t replicates) {
  Table table{grouping.key, grouping.title, columns_for(grouping.labels), {}};
  for (const Group& group : grouped(layout, grouping)) add_rows(table, group, flows, replicates);
  add_rows(table, total_group(layout, grouping.labels.size()), flows, replicates);
  return table;
}

bool has_one_commodity(const ResultLayout& layout) {
  return std::all_of(layout.lanes.begin(), layout.lanes.end(), [&layout](const LaneLabel& lane) {
    return lane.commodity == layout.lanes.front().commodity;
  });
}

// The name in print of a place, of its label.
std::string title_of(const ResultLayout& layout, const std::string& place) {
  for (const PlaceLabel& label : layout.places)
    if (label.name == place) return label.title;
  return {};
}

Grouping by_place(const ResultLayout& layout) {
  return {"places", "Flows per place, t/year", {"place", "name"}, [&layout](const LaneLabel& lane) {
            return std::vector{lane.place, title_of(layout, lane.place)};
          }};
}

Grouping by_lane(const ResultLayout& layout) {
  if (has_one_commodity(layout)) {
    return {"lanes", "Flows per lane, t/year", {"place", "method"}, [](const LaneLabel& lane) {
              return std::vector{lane.place, lane.method};
            }};
  }
  return {"lanes", "Flows per lane, t/year", {"commodity", "place", "method"}, [](const LaneLabel& lane) {
            return std::vector{lane.commodity, lane.place, lane.method};
          }};
}

Table question_table(const ResultReader& reader, const Question& question) {
  const ResultLayout& layout = reader.layout();
  const auto used = static_cast<std::int64_t>(question.replicates.size());
  Table table{"comparison", "", {{"item", "item"}, {"value", "value"}}, {}};
  table.rows = {
      {Cell{"A, the reference"}, Cell{layout.arms[question.reference]}},
      {Cell{"B, the arm"}, Cell{layout.arms[question.arm]}},
      {Cell{"from"}, Cell{date_text(layout.periods[question.window.first].start_day)}},
      {Cell{"until"}, Cell{date_text(end_day(layout.periods[question.window.end - 1]))}},
      {Cell{"weeks"}, whole_cell(weeks_in(layout, question.window))},
      {Cell{"replicates"}, whole_cell(used)},
      {Cell{"replicates dropped, as a run of A or B failed"}, whole_cell(failed_pairs(reader, question))},
      {Cell{"replicates not run"}, whole_cell(layout.replicates - used - failed_pairs(reader, question))}};
  return table;
}

}  // namespace

std::vector<Table> compare(const ResultReader& reader, const CompareOptions& options) {
  const Question question = question_of(reader, options);
  const std::vector<FlowSamples> flows = samples_of(reader, question);
  const std::size_t replicates = question.replicates.size();
  return {question_table(reader, question),
          flow_table(reader.layout(), by_place(reader.layout()), flows, replicates),
          flow_table(reader.layout(), by_lane(reader.layout()), flows, replicates)};
}

}  // namespace waterbed
