// SPDX-License-Identifier: Apache-2.0
#include "output/part_table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "output/flows.hpp"
#include "output/run_status.hpp"
#include "sim/base/units.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed {
namespace {

constexpr std::array<FlowName, 2> part_flows{{{"shipped", "part_shipped_g"}, {"landed", "part_landed_g"}}};
constexpr int tonne_decimals = 2;

bool has_parts(const ResultReader& reader) {
  return std::all_of(part_flows.begin(), part_flows.end(),
                     [&](const FlowName& flow) { return has_series(reader, flow.series); });
}

// Runs of one arm, over whole periods.
struct Runs {
  std::size_t arm;
  const std::vector<std::size_t>& replicates;
  PeriodWindow window;
};

// Tonnes a year through a part, by replicate.
std::vector<double> yearly_tonnes(const ResultReader& reader, const FlowName& flow, std::size_t part,
                                  const Runs& runs) {
  const std::size_t parts = reader.layout().parts.size();
  const double years = static_cast<double>(weeks_in(reader.layout(), runs.window)) / weeks_per_year;
  std::vector<double> sample;
  for (const std::size_t replicate : runs.replicates) {
    const std::vector<std::int64_t> cells =
        whole_cells(reader, flow.series, {runs.arm, replicate}, {Axis::period, Axis::part});
    double grams = 0;
    for (std::size_t period = runs.window.first; period < runs.window.end; ++period)
      grams += static_cast<double>(cells.at(period * parts + part));
    sample.push_back(grams / grams_per_tonne / years);
  }
  return sample;
}

std::vector<Cell> labels_of(const PartLabel& part, const FlowName& flow) {
  return {Cell{part.place}, Cell{part.name}, Cell{part.title}, Cell{std::string(flow.flow)}};
}

std::vector<Column> label_columns() {
  return {{"place", "place"}, {"part", "part"}, {"name", "name"}, {"flow", "flow"}};
}

void append(std::vector<Cell>& row, std::vector<Cell> cells) {
  for (Cell& cell : cells) row.push_back(std::move(cell));
}

std::vector<Cell> estimate_cells(const stats::Estimate& estimate) {
  std::vector<Cell> cells{number_cell(estimate.mean, tonne_decimals)};
  add_interval(cells, estimate.interval(), tonne_decimals);
  return cells;
}

void add_arm(Table& table, const ResultReader& reader, std::size_t arm) {
  const std::vector<std::size_t> replicates = replicates_in(reader, arm, StoredState::done);
  if (replicates.empty()) return;
  const Runs runs{arm, replicates, all_periods(reader.layout())};
  const std::vector<PartLabel>& parts = reader.layout().parts;
  for (std::size_t part = 0; part < parts.size(); ++part)
    for (const FlowName& flow : part_flows) {
      std::vector<Cell> row{Cell{reader.layout().arms[arm]}};
      append(row, labels_of(parts[part], flow));
      append(row, estimate_cells(stats::mean_interval(yearly_tonnes(reader, flow, part, runs))));
      table.rows.push_back(std::move(row));
    }
}

}  // namespace

Table part_table(const ResultReader& reader, const Comparison& comparison) {
  Table table{"parts", "Within places, t/year", label_columns(), {}};
  const std::vector<Column> numbers{{"A", "reference_t_per_year", Align::right},
                                    {"B", "arm_t_per_year", Align::right},
                                    {"B - A", "difference_t_per_year", Align::right},
                                    {"low", "difference_low_t_per_year", Align::right},
                                    {"high", "difference_high_t_per_year", Align::right},
                                    {"saved %", "variance_saved_percent", Align::right}};
  table.columns.insert(table.columns.end(), numbers.begin(), numbers.end());
  if (!has_parts(reader) || comparison.replicates.empty()) return table;
  const Runs reference{comparison.reference, comparison.replicates, comparison.window};
  const Runs arm{comparison.arm, comparison.replicates, comparison.window};
  const std::vector<PartLabel>& parts = reader.layout().parts;
  for (std::size_t part = 0; part < parts.size(); ++part)
    for (const FlowName& flow : part_flows) {
      PairedCells cells = paired_cells(yearly_tonnes(reader, flow, part, reference),
                                       yearly_tonnes(reader, flow, part, arm), tonne_decimals);
      std::vector<Cell> row = labels_of(parts[part], flow);
      append(row, std::move(cells.numbers));
      row.push_back(std::move(cells.saved_percent));
      table.rows.push_back(std::move(row));
    }
  return table;
}

Table part_table(const ResultReader& reader) {
  Table table{"parts", "Within places, t/year, mean over replicates with 95 % interval", {}, {}};
  table.columns = label_columns();
  table.columns.insert(table.columns.begin(), Column{"arm", "arm"});
  table.columns.push_back({"t/year", "mean_t_per_year", Align::right});
  table.columns.push_back({"low", "low_t_per_year", Align::right});
  table.columns.push_back({"high", "high_t_per_year", Align::right});
  if (!has_parts(reader) || reader.layout().periods.empty()) return table;
  for (std::size_t arm = 0; arm < reader.layout().arms.size(); ++arm) add_arm(table, reader, arm);
  return table;
}

}  // namespace waterbed
