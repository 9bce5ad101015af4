// SPDX-License-Identifier: Apache-2.0
#include "output/compare.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

#include "output/comparison.hpp"
#include "output/displacement_table.hpp"
#include "output/evaluation_table.hpp"
#include "output/findings.hpp"
#include "output/flows.hpp"
#include "output/money_table.hpp"
#include "output/moves_table.hpp"
#include "output/organisation_table.hpp"
#include "output/part_table.hpp"
#include "output/pool_table.hpp"
#include "output/precision_table.hpp"
#include "sim/base/units.hpp"

namespace waterbed {
namespace {

constexpr std::array<std::string_view, 4> compared_flows{"shipped", "landed", "seized", "recorded"};
constexpr FlowName first_published{"first published", "first_published_g"};
constexpr int tonne_decimals = 2;

// One flow of every lane in every replicate of the comparison, in t/year: [lane][replicate].
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

std::vector<std::vector<double>> arm_samples(const ResultReader& reader, const FlowName& flow,
                                             std::size_t arm, const Comparison& comparison) {
  const double years = static_cast<double>(weeks_in(reader.layout(), comparison.window)) / weeks_per_year;
  std::vector<std::vector<double>> samples(reader.layout().lanes.size());
  for (const std::size_t replicate : comparison.replicates) {
    const std::vector<double> tonnes = lane_tonnes(reader, flow, {arm, replicate}, comparison.window);
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

FlowSamples flow_samples(const ResultReader& reader, const FlowName& flow, const Comparison& comparison) {
  return {std::string(flow.flow), arm_samples(reader, flow, comparison.reference, comparison),
          arm_samples(reader, flow, comparison.arm, comparison)};
}

// All compared flows; the last is what is recorded.
std::vector<FlowSamples> samples_of(const ResultReader& reader, const Comparison& comparison) {
  std::vector<FlowSamples> all;
  for (const FlowName& flow : all_flows) {
    const bool is_compared =
        std::find(compared_flows.begin(), compared_flows.end(), flow.flow) != compared_flows.end();
    if (!is_compared) continue;
    all.push_back(flow_samples(reader, flow, comparison));
  }
  return all;
}

// As `flows`, and behind them what was first published where it differs from what is recorded by now.
std::vector<FlowSamples> with_first_published(const ResultReader& reader, const Comparison& comparison,
                                              std::vector<FlowSamples> flows) {
  if (!has_series(reader, first_published.series)) return flows;
  FlowSamples published = flow_samples(reader, first_published, comparison);
  const FlowSamples& recorded = flows.back();
  if (published.reference == recorded.reference && published.arm == recorded.arm) return flows;
  flows.push_back(std::move(published));
  return flows;
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

void add_rows(Table& table, const Group& group, const std::vector<FlowSamples>& flows,
              std::size_t replicates) {
  for (const FlowSamples& flow : flows) {
    const std::vector<double> reference = summed(flow.reference, group.lanes, replicates);
    const std::vector<double> arm = summed(flow.arm, group.lanes, replicates);
    if (is_empty(reference) && is_empty(arm)) continue;
    std::vector<Cell> row;
    for (const std::string& label : group.labels) row.push_back({label});
    row.push_back({flow.name});
    PairedCells cells = paired_cells(reference, arm, tonne_decimals);
    for (Cell& cell : cells.numbers) row.push_back(std::move(cell));
    row.push_back(std::move(cells.saved_percent));
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

Grouping by_place(const ResultLayout& layout) {
  return {"places", "Flows per place, t/year", {"place", "name"}, [&layout](const LaneLabel& lane) {
            return std::vector{lane.place, title_of_place(layout, lane.place)};
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

// What the displacement accounts of a tallied pair say.
void add_accounts(const ResultReader& reader, const Comparison& comparison, const std::string& control,
                  std::vector<Table>& tables) {
  const std::optional<std::size_t> pair = find_pair(reader.layout(), comparison.reference, comparison.arm);
  if (!pair) return;
  PairAccounts accounts(reader, *pair, comparison.window, comparison.replicates);
  const Evaluation evaluation = evaluate(accounts, control);
  tables.push_back(findings(accounts, evaluation));
  if (comparison.replicates.empty()) return;
  tables.push_back(displacement_table(accounts));
  tables.push_back(moves_table(accounts));
  if (!evaluation.estimators.empty()) tables.push_back(evaluation_table(evaluation));
  tables.push_back(precision_table(accounts));
}

}  // namespace

std::vector<Table> compare(const ResultReader& reader, const CompareOptions& options) {
  const ResultLayout& layout = reader.layout();
  const Comparison comparison = comparison_of(reader, options);
  const std::vector<FlowSamples> flows = samples_of(reader, comparison);
  const std::size_t replicates = comparison.replicates.size();
  std::vector<Table> tables{comparison_table(reader, comparison)};
  add_accounts(reader, comparison, options.control, tables);
  tables.push_back(
      flow_table(layout, by_place(layout), with_first_published(reader, comparison, flows), replicates));
  tables.push_back(flow_table(layout, by_lane(layout), flows, replicates));
  Table parts = part_table(reader, comparison);
  if (!parts.rows.empty()) tables.push_back(std::move(parts));
  Table organisations = organisation_table(reader, comparison);
  if (!organisations.rows.empty()) tables.push_back(std::move(organisations));
  Table money = money_table(reader, comparison);
  if (!money.rows.empty()) tables.push_back(std::move(money));
  Table pools = pool_comparison_table(reader, comparison);
  if (!pools.columns.empty()) tables.push_back(std::move(pools));
  return tables;
}

}  // namespace waterbed
