// SPDX-License-Identifier: Apache-2.0
#include "output/pool_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "output/flows.hpp"
#include "sim/base/units.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed {
namespace {

constexpr double cents_per_euro = 100.0;

// A figure of a pool: a series by period and pool, over the weeks or years of the time and over `unit`.
struct Figure {
  std::string_view label;
  std::string_view key;
  std::string_view series;
  bool is_yearly;
  double unit;
  int decimals;
};

constexpr std::size_t wanted_figure = 2;
constexpr std::array<Figure, 6> figures{
    {{"people", "people", "pool_people_weeks", false, 1.0, 1},
     {"EUR/job", "wage_eur", "pool_wage_cents", false, cents_per_euro, 0},
     {"wanted/wk", "jobs_wanted_per_week", "pool_demand_jobs", false, 1.0, 2},
     {"jobs/wk", "jobs_per_week", "pool_jobs", false, 1.0, 2},
     {"arrests/yr", "arrested_per_year", "pool_arrested", true, 1.0, 1},
     {"joins/yr", "recruited_per_year", "pool_recruited", true, 1.0, 1}}};

bool counts_pools(const ResultReader& reader) {
  return !reader.layout().pools.empty() &&
         std::all_of(figures.begin(), figures.end(),
                     [&](const Figure& figure) { return has_series(reader, figure.series); });
}

// What a figure is of one run, by pool.
std::vector<double> by_pool(const ResultReader& reader, const Figure& figure, RunId run,
                            PeriodWindow window) {
  const std::size_t pools = reader.layout().pools.size();
  const std::vector<std::int64_t> cells = whole_cells(reader, figure.series, run, {Axis::period, Axis::pool});
  const auto weeks = static_cast<double>(weeks_in(reader.layout(), window));
  const double time = figure.is_yearly ? weeks / weeks_per_year : weeks;
  std::vector<double> values(pools, 0.0);
  for (std::size_t cell = window.first * pools; cell < window.end * pools; ++cell)
    values[cell % pools] += static_cast<double>(cells.at(cell)) / (time * figure.unit);
  return values;
}

// [pool][replicate]
std::vector<std::vector<double>> samples_of(const ResultReader& reader, const Figure& figure, std::size_t arm,
                                            const std::vector<std::size_t>& replicates, PeriodWindow window) {
  std::vector<std::vector<double>> samples(reader.layout().pools.size());
  for (const std::size_t replicate : replicates) {
    const std::vector<double> values = by_pool(reader, figure, {arm, replicate}, window);
    for (std::size_t pool = 0; pool < values.size(); ++pool) samples[pool].push_back(values[pool]);
  }
  return samples;
}

std::vector<double> means_of(const std::vector<std::vector<double>>& samples) {
  std::vector<double> means;
  for (const std::vector<double>& sample : samples) means.push_back(stats::mean_interval(sample).mean);
  return means;
}

// A figure in both arms: [pool][replicate].
struct FigureSamples {
  std::vector<std::vector<double>> reference;
  std::vector<std::vector<double>> arm;
};

FigureSamples both_arms(const ResultReader& reader, const Figure& figure, const Comparison& comparison) {
  const auto samples = [&](std::size_t arm) {
    return samples_of(reader, figure, arm, comparison.replicates, comparison.window);
  };
  return {samples(comparison.reference), samples(comparison.arm)};
}

// Whether the interval of the difference leaves 0 out; a single replicate has none, so any difference counts.
bool differs(const std::vector<double>& reference, const std::vector<double>& arm) {
  const stats::Estimate difference = stats::paired_difference(reference, arm).difference;
  return std::abs(difference.mean) > difference.half_width.value_or(0.0);
}

}  // namespace

Table pool_table(const ResultReader& reader) {
  const ResultLayout& layout = reader.layout();
  Table table{"pools",
              "Pools of labour that were ever wanted, arm " + layout.arms.front() + ", mean over replicates",
              {{"pool", "pool"}, {"place", "place"}},
              {}};
  for (const Figure& figure : figures)
    table.columns.push_back({std::string(figure.label), std::string(figure.key), Align::right});
  const std::vector<std::size_t> replicates = replicates_in(reader, 0, StoredState::done);
  if (!counts_pools(reader) || replicates.empty() || layout.periods.empty()) return table;
  std::vector<std::vector<double>> means;  // [figure][pool]
  for (const Figure& figure : figures)
    means.push_back(means_of(samples_of(reader, figure, 0, replicates, all_periods(layout))));
  for (std::size_t pool = 0; pool < layout.pools.size(); ++pool) {
    if (means[wanted_figure][pool] <= 0.0) continue;
    std::vector<Cell>& row = table.rows.emplace_back();
    row = {Cell{layout.pools[pool].name}, Cell{layout.pools[pool].place}};
    for (std::size_t number = 0; number < figures.size(); ++number)
      row.push_back(number_cell(means[number][pool], figures[number].decimals));
  }
  return table;
}

Table pool_comparison_table(const ResultReader& reader, const Comparison& comparison) {
  if (!counts_pools(reader)) return {};
  Table table{"pools",
              "Pools of labour in which some figure differs beyond its 95 % interval",
              {{"pool", "pool"},
               {"figure", "figure"},
               {"A", "reference", Align::right},
               {"B", "arm", Align::right},
               {"B - A", "difference", Align::right},
               {"low", "difference_low", Align::right},
               {"high", "difference_high", Align::right}},
              {}};
  const std::vector<PoolLabel>& pools = reader.layout().pools;
  std::vector<FigureSamples> samples;
  for (const Figure& figure : figures) samples.push_back(both_arms(reader, figure, comparison));
  std::size_t shown = 0;
  for (std::size_t pool = 0; pool < pools.size(); ++pool) {
    const bool is_shown = std::any_of(samples.begin(), samples.end(), [pool](const FigureSamples& figure) {
      return differs(figure.reference[pool], figure.arm[pool]);
    });
    if (!is_shown) continue;
    ++shown;
    for (std::size_t number = 0; number < figures.size(); ++number) {
      const std::vector<double>& reference = samples[number].reference[pool];
      const std::vector<double>& arm = samples[number].arm[pool];
      std::vector<Cell>& row = table.rows.emplace_back();
      row = {Cell{pools[pool].name}, Cell{std::string(figures[number].label)}};
      PairedCells cells = paired_cells(reference, arm, figures[number].decimals);
      for (Cell& cell : cells.numbers) row.push_back(std::move(cell));
    }
  }
  table.note = std::to_string(shown) + " of " + std::to_string(pools.size()) +
               " pools. Where measures change nothing, luck lets about one figure in twenty seem to differ.";
  return table;
}

}  // namespace waterbed
