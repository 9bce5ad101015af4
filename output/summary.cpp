// SPDX-License-Identifier: Apache-2.0
#include "output/summary.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "output/flows.hpp"
#include "sim/base/units.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed {
namespace {

std::vector<std::size_t> replicates_done_in_all_arms(const ResultReader& reader) {
  std::vector<std::size_t> replicates;
  const ResultLayout& layout = reader.layout();
  for (std::size_t replicate = 0; replicate < static_cast<std::size_t>(layout.replicates); ++replicate) {
    bool is_done = true;
    for (std::size_t arm = 0; arm < layout.arms.size(); ++arm)
      is_done = is_done && reader.state({arm, replicate}) == StoredState::done;
    if (is_done) replicates.push_back(replicate);
  }
  return replicates;
}

// The cells of a series from a period on; periods are its first axis.
std::vector<std::int64_t> cells_from(const ResultReader& reader, std::string_view series, RunId run,
                                     std::size_t period) {
  std::vector<std::int64_t> cells = whole_cells(reader, series, run, {Axis::period});
  const std::size_t row = cells.size() / reader.layout().periods.size();
  cells.erase(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(row * period));
  return cells;
}

// The first period in which `series` of two runs differs, or the number of periods.
std::size_t first_difference(const ResultReader& reader, std::string_view series, RunId run, RunId other) {
  const std::vector<std::int64_t> cells = cells_from(reader, series, run, 0);
  const std::vector<std::int64_t> others = cells_from(reader, series, other, 0);
  const auto place = std::mismatch(cells.begin(), cells.end(), others.begin()).first;
  const std::size_t row = cells.size() / reader.layout().periods.size();
  return row == 0 ? reader.layout().periods.size() : static_cast<std::size_t>(place - cells.begin()) / row;
}

// The first period in which any arm differs from the reference, or 0 if none does.
std::size_t first_period_that_differs(const ResultReader& reader,
                                      const std::vector<std::size_t>& replicates) {
  const std::size_t periods = reader.layout().periods.size();
  std::size_t first = periods;
  for (const std::size_t replicate : replicates)
    for (std::size_t arm = 1; arm < reader.layout().arms.size(); ++arm)
      for (const char* series : {"shipped_g", "seized_g"})
        first = std::min(first, first_difference(reader, series, {arm, replicate}, {0, replicate}));
  return first == periods ? 0 : first;
}

// One value a replicate.
using Sample = std::vector<double>;

class Summary {
 public:
  explicit Summary(const ResultReader& reader)
      : reader_(reader),
        replicates_(replicates_done_in_all_arms(reader)),
        window_({first_period_that_differs(reader, replicates_), reader.layout().periods.size()}),
        years_(static_cast<double>(weeks_in(reader.layout(), window_)) / weeks_per_year) {}

  [[nodiscard]] Sample yearly_tonnes(std::string_view series, std::size_t arm) const {
    Sample sample;
    for (const std::size_t replicate : replicates_)
      sample.push_back(sum(series, {arm, replicate}) / grams_per_tonne / years_);
    return sample;
  }

  [[nodiscard]] double mean_tonnes(std::string_view series, std::size_t arm) const {
    return stats::mean_interval(yearly_tonnes(series, arm)).mean;
  }

  [[nodiscard]] double not_shipped_percent(std::size_t arm) const {
    double not_shipped = 0.0;
    double planned = 0.0;
    for (const std::size_t replicate : replicates_) {
      not_shipped += sum("not_shipped_count", {arm, replicate});
      planned += sum("planned_count", {arm, replicate});
    }
    return planned > 0.0 ? 100.0 * not_shipped / planned : 0.0;
  }

  [[nodiscard]] std::vector<Cell> row(std::size_t arm) const {
    std::vector<Cell> cells{Cell{reader_.layout().arms[arm]},
                            number_cell(mean_tonnes("shipped_g", arm), 1),
                            number_cell(not_shipped_percent(arm), 1),
                            number_cell(mean_tonnes("landed_g", arm), 1),
                            number_cell(mean_tonnes("seized_g", arm), 1),
                            number_cell(mean_tonnes("recorded_g", arm), 1)};
    if (arm == 0) {
      cells.insert(cells.end(), 3, Cell{""});
      return cells;
    }
    const auto less = stats::paired_difference(yearly_tonnes("landed_g", arm), yearly_tonnes("landed_g", 0));
    cells.push_back(number_cell(less.difference.mean, 1));
    add_interval(cells, less.difference.interval(), 1);
    return cells;
  }

  [[nodiscard]] std::size_t replicates() const { return replicates_.size(); }
  [[nodiscard]] const PeriodLabel& first_period() const { return reader_.layout().periods[window_.first]; }

 private:
  [[nodiscard]] double sum(std::string_view series, RunId run) const {
    const std::vector<std::int64_t> cells = cells_from(reader_, series, run, window_.first);
    return static_cast<double>(std::accumulate(cells.begin(), cells.end(), std::int64_t{0}));
  }

  const ResultReader& reader_;
  std::vector<std::size_t> replicates_;
  PeriodWindow window_;
  double years_;
};

// "16 replicates", or "15 of 16 replicates" where some are not done in all arms.
std::string counted(std::size_t done, std::int64_t all) {
  const std::string of_all = static_cast<std::int64_t>(done) == all ? "" : fmt::format(" of {}", all);
  return fmt::format("{}{} {}", done, of_all, all == 1 ? "replicate" : "replicates");
}

}  // namespace

Table summarise(const ResultReader& reader) {
  const std::vector<PeriodLabel>& periods = reader.layout().periods;
  Table table{"summary",
              "",
              {{"arm", "arm"},
               {"shipped", "shipped_t_per_year", Align::right},
               {"not shipped %", "not_shipped_percent", Align::right},
               {"landed", "landed_t_per_year", Align::right},
               {"seized", "seized_t_per_year", Align::right},
               {"recorded", "recorded_t_per_year", Align::right},
               {"lands less", "landed_less_t_per_year", Align::right},
               {"low", "landed_less_low_t_per_year", Align::right},
               {"high", "landed_less_high_t_per_year", Align::right}},
              {}};
  if (periods.empty() || replicates_done_in_all_arms(reader).empty()) {
    table.title = "No replicate is done in all arms.";
    return table;
  }
  const Summary summary(reader);
  table.title = fmt::format("Tonnes a year, {} to {}, {} (lands less: than the first arm, 95 % interval)",
                            date_text(summary.first_period().start_day), date_text(end_day(periods.back())),
                            counted(summary.replicates(), reader.layout().replicates));
  for (std::size_t arm = 0; arm < reader.layout().arms.size(); ++arm) table.rows.push_back(summary.row(arm));
  return table;
}

}  // namespace waterbed
