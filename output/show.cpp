// SPDX-License-Identifier: Apache-2.0
#include "output/show.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "output/flows.hpp"
#include "output/part_table.hpp"
#include "output/pool_table.hpp"
#include "output/seizure_table.hpp"
#include "output/touched_text.hpp"
#include "sim/base/units.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed {
namespace {

constexpr int tonne_decimals = 2;

Cell count_cell(std::size_t count) {
  return whole_cell(static_cast<std::int64_t>(count));
}

Table file_table(const ResultReader& reader) {
  const ResultLayout& layout = reader.layout();
  const ResultRecord& record = reader.record();
  Table table{"file", "", {{"item", "item"}, {"value", "value"}}, {}};
  const auto add = [&table](std::string item, Cell value) {
    table.rows.push_back({Cell{std::move(item)}, std::move(value)});
  };
  add("title", {record.scenario.title});
  if (!record.scenario.files.empty()) add("scenario", {record.scenario.files.front().name});
  add("waterbed version", {record.program.version});
  add("commit", {record.program.commit});
  add("results version", whole_cell(record.program.results_version));
  add("seed", whole_cell(static_cast<std::int64_t>(layout.seed)));
  if (!layout.periods.empty()) {
    add("from", {date_text(layout.periods.front().start_day)});
    add("until", {date_text(end_day(layout.periods.back()))});
  }
  add("weeks", whole_cell(weeks_in(layout, all_periods(layout))));
  add("periods", count_cell(layout.periods.size()));
  add("places", count_cell(layout.places.size()));
  add("lanes", count_cell(layout.lanes.size()));
  add("replicates", whole_cell(layout.replicates));
  return table;
}

Table arms_table(const ResultReader& reader) {
  Table table{"arms",
              "Runs per arm (the first arm is the reference)",
              {{"arm", "arm"},
               {"done", "done", Align::right},
               {"failed", "failed", Align::right},
               {"not run", "not_run", Align::right}},
              {}};
  const std::vector<std::string>& arms = reader.layout().arms;
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    table.rows.push_back({Cell{arms[arm]}, count_cell(replicates_in(reader, arm, StoredState::done).size()),
                          count_cell(replicates_in(reader, arm, StoredState::failed).size()),
                          count_cell(replicates_in(reader, arm, StoredState::missing).size())});
  }
  return table;
}

Table pairs_table(const ResultLayout& layout) {
  Table table{"pairs",
              "Pairs of arms told consignment by consignment: compare says where the flow went",
              {{"A", "reference"},
               {"B", "arm"},
               {"measures touch", "touched", Align::left, Overflow::wrap},
               {"differ from", "from", Align::left, Overflow::keep},
               {"until", "until", Align::left, Overflow::keep}},
              {}};
  const auto day_cell = [](const std::optional<std::int64_t>& day) {
    return day ? Cell{date_text(*day)} : Cell{};
  };
  for (const PairLabel& pair : layout.pairs)
    table.rows.push_back({Cell{layout.arms[pair.reference]}, Cell{layout.arms[pair.arm]},
                          Cell{text_of_touched(layout, pair)}, day_cell(pair.from_day),
                          day_cell(pair.until_day)});
  return table;
}

stats::Estimate yearly_tonnes(const ResultReader& reader, const FlowName& flow, std::size_t arm,
                              const std::vector<std::size_t>& replicates) {
  const PeriodWindow window = all_periods(reader.layout());
  const double years = static_cast<double>(weeks_in(reader.layout(), window)) / weeks_per_year;
  std::vector<double> sample;
  for (const std::size_t replicate : replicates) {
    const std::vector<double> lanes = lane_tonnes(reader, flow, {arm, replicate}, window);
    sample.push_back(std::accumulate(lanes.begin(), lanes.end(), 0.0) / years);
  }
  return stats::mean_interval(sample);
}

std::vector<Cell> totals_row(const std::string& arm, const FlowName& flow, const stats::Estimate& estimate,
                             double years) {
  std::vector<Cell> row{Cell{arm}, Cell{std::string(flow.flow)},
                        number_cell(estimate.mean * years, tonne_decimals),
                        number_cell(estimate.mean, tonne_decimals)};
  add_interval(row, estimate.interval(), tonne_decimals);
  return row;
}

// Why consignments were not shipped, beside want of will: shown where it happened.
constexpr std::array<FlowName, 2> reasons{{{"no labour", "no_labour_g"}, {"no money", "no_money_g"}}};

// Tonnes a year in each replicate.
std::vector<double> not_shipped(const ResultReader& reader, const FlowName& reason, std::size_t arm,
                                const std::vector<std::size_t>& replicates) {
  const double years =
      static_cast<double>(weeks_in(reader.layout(), all_periods(reader.layout()))) / weeks_per_year;
  std::vector<double> sample;
  for (const std::size_t replicate : replicates) {
    const std::vector<std::int64_t> cells =
        whole_cells(reader, reason.series, {arm, replicate}, {Axis::period});
    const auto grams = static_cast<double>(std::accumulate(cells.begin(), cells.end(), std::int64_t{0}));
    sample.push_back(grams / grams_per_tonne / years);
  }
  return sample;
}

bool happens(const ResultReader& reader, const FlowName& reason, std::size_t arm,
             const std::vector<std::size_t>& replicates) {
  if (!has_series(reader, reason.series)) return false;
  const std::vector<double> sample = not_shipped(reader, reason, arm, replicates);
  return std::any_of(sample.begin(), sample.end(), [](double tonnes) { return tonnes > 0.0; });
}

stats::Estimate yearly_not_shipped(const ResultReader& reader, const FlowName& reason, std::size_t arm,
                                   const std::vector<std::size_t>& replicates) {
  return stats::mean_interval(not_shipped(reader, reason, arm, replicates));
}

Table totals_table(const ResultReader& reader) {
  Table table{"totals",
              "Flows over the reported time, mean over replicates with 95 % interval",
              {{"arm", "arm"},
               {"flow", "flow"},
               {"t", "total_t", Align::right},
               {"t/year", "mean_t_per_year", Align::right},
               {"low", "low_t_per_year", Align::right},
               {"high", "high_t_per_year", Align::right}},
              {}};
  const ResultLayout& layout = reader.layout();
  const double years = static_cast<double>(weeks_in(layout, all_periods(layout))) / weeks_per_year;
  for (std::size_t arm = 0; arm < layout.arms.size(); ++arm) {
    const std::vector<std::size_t> replicates = replicates_in(reader, arm, StoredState::done);
    if (replicates.empty() || layout.periods.empty()) continue;
    for (const FlowName& flow : all_flows) {
      table.rows.push_back(
          totals_row(layout.arms[arm], flow, yearly_tonnes(reader, flow, arm, replicates), years));
    }
    for (const FlowName& reason : reasons)
      if (happens(reader, reason, arm, replicates))
        table.rows.push_back(
            totals_row(layout.arms[arm], reason, yearly_not_shipped(reader, reason, arm, replicates), years));
  }
  return table;
}

}  // namespace

std::vector<Table> show(const ResultReader& reader) {
  std::vector<Table> tables{file_table(reader), arms_table(reader)};
  if (!reader.layout().pairs.empty()) tables.push_back(pairs_table(reader.layout()));
  tables.push_back(totals_table(reader));
  Table parts = part_table(reader);
  if (!parts.rows.empty()) tables.push_back(std::move(parts));
  Table seizures = seizure_table(reader);
  if (!seizures.columns.empty()) tables.push_back(std::move(seizures));
  Table first_published = first_published_table(reader);
  if (!first_published.rows.empty()) tables.push_back(std::move(first_published));
  Table pools = pool_table(reader);
  if (!pools.rows.empty()) tables.push_back(std::move(pools));
  return tables;
}

}  // namespace waterbed
