// SPDX-License-Identifier: Apache-2.0
#include "output/organisation_table.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "output/flows.hpp"
#include "sim/base/units.hpp"

namespace waterbed {
namespace {

constexpr std::string_view dismantled_series = "dismantled_count";
constexpr std::string_view active_series = "active_organisation_weeks";
constexpr int decimals = 2;

// A series by period, summed over the window, of each replicate of the comparison.
std::vector<double> sums_of(const ResultReader& reader, std::string_view series, std::size_t arm,
                            const Comparison& comparison, PeriodWindow window) {
  std::vector<double> sums;
  for (const std::size_t replicate : comparison.replicates) {
    const std::vector<std::int64_t> cells = whole_cells(reader, series, {arm, replicate}, {Axis::period});
    double sum = 0;
    for (std::size_t period = window.first; period < window.end; ++period)
      sum += static_cast<double>(cells.at(period));
    sums.push_back(sum);
  }
  return sums;
}

bool has_dismantled(const ResultReader& reader, const Comparison& comparison) {
  const auto is_any = [&](std::size_t arm) {
    const std::vector<double> sums =
        sums_of(reader, dismantled_series, arm, comparison, all_periods(reader.layout()));
    return std::any_of(sums.begin(), sums.end(), [](double count) { return count > 0; });
  };
  return is_any(comparison.reference) || is_any(comparison.arm);
}

// The series in both arms, over `unit`.
std::vector<Cell> row_of(const ResultReader& reader, const Comparison& comparison, std::string_view series,
                         double unit, std::string label) {
  const auto sample = [&](std::size_t arm) {
    std::vector<double> sums = sums_of(reader, series, arm, comparison, comparison.window);
    for (double& sum : sums) sum /= unit;
    return sums;
  };
  std::vector<Cell> row{Cell{std::move(label)}};
  PairedCells cells = paired_cells(sample(comparison.reference), sample(comparison.arm), decimals);
  for (Cell& cell : cells.numbers) row.push_back(std::move(cell));
  return row;
}

}  // namespace

Table organisation_table(const ResultReader& reader, const Comparison& comparison) {
  Table table{"organisations",
              "Organisations: dismantled a year, active at a time",
              {{"count", "count"},
               {"A", "reference", Align::right},
               {"B", "arm", Align::right},
               {"B - A", "difference", Align::right},
               {"low", "difference_low", Align::right},
               {"high", "difference_high", Align::right}},
              {}};
  if (!has_series(reader, dismantled_series) || !has_series(reader, active_series)) return table;
  if (!has_dismantled(reader, comparison)) return table;
  const auto weeks = static_cast<double>(weeks_in(reader.layout(), comparison.window));
  table.rows = {row_of(reader, comparison, dismantled_series, weeks / weeks_per_year, "dismantled"),
                row_of(reader, comparison, active_series, weeks, "active")};
  return table;
}

}  // namespace waterbed
