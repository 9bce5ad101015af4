// SPDX-License-Identifier: Apache-2.0
#include "output/money_table.hpp"

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

constexpr std::string_view money_series = "money_cents";
constexpr double cents_per_million_euros = 1e8;
constexpr int decimals = 2;

// EUR million a year over the window, [account][replicate of the comparison].
std::vector<std::vector<double>> received(const ResultReader& reader, const Comparison& comparison,
                                          std::size_t arm) {
  const PeriodWindow window = comparison.window;
  const double years = static_cast<double>(weeks_in(reader.layout(), window)) / weeks_per_year;
  const std::size_t accounts = reader.layout().accounts.size();
  std::vector<std::vector<double>> received(accounts);
  for (const std::size_t replicate : comparison.replicates) {
    const std::vector<std::int64_t> cells =
        whole_cells(reader, money_series, {arm, replicate}, {Axis::period, Axis::account});
    for (std::size_t account = 0; account < accounts; ++account) {
      std::int64_t sum = 0;
      for (std::size_t period = window.first; period < window.end; ++period)
        sum += cells.at(period * accounts + account);
      received[account].push_back(static_cast<double>(sum) / cents_per_million_euros / years);
    }
  }
  return received;
}

bool is_all_zero(const std::vector<double>& sample) {
  return std::all_of(sample.begin(), sample.end(), [](double number) { return number == 0.0; });
}

}  // namespace

Table money_table(const ResultReader& reader, const Comparison& comparison) {
  Table table{"money",
              "Money received from organisations (negative: paid to them), EUR million a year",
              {{"account", "account"},
               {"A", "reference", Align::right},
               {"B", "arm", Align::right},
               {"B - A", "difference", Align::right},
               {"low", "difference_low", Align::right},
               {"high", "difference_high", Align::right}},
              {}};
  if (!has_series(reader, money_series)) return table;
  const std::vector<std::vector<double>> reference = received(reader, comparison, comparison.reference);
  const std::vector<std::vector<double>> arm = received(reader, comparison, comparison.arm);
  for (std::size_t account = 0; account < reference.size(); ++account) {
    if (is_all_zero(reference[account]) && is_all_zero(arm[account])) continue;
    std::vector<Cell> row{Cell{reader.layout().accounts[account]}};
    PairedCells cells = paired_cells(reference[account], arm[account], decimals);
    for (Cell& cell : cells.numbers) row.push_back(std::move(cell));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace waterbed
