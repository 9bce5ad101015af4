// SPDX-License-Identifier: Apache-2.0
#include "output/pair_accounts.hpp"

#include <algorithm>
#include <utility>

#include "output/error.hpp"
#include "sim/base/check.hpp"
#include "sim/base/units.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed {

std::optional<std::size_t> find_pair(const ResultLayout& layout, std::size_t reference, std::size_t arm) {
  const auto found = std::find_if(layout.pairs.begin(), layout.pairs.end(), [&](const PairLabel& pair) {
    return pair.reference == reference && pair.arm == arm;
  });
  if (found == layout.pairs.end()) return std::nullopt;
  return static_cast<std::size_t>(found - layout.pairs.begin());
}

bool has_whole_lanes(const PairLabel& pair) {
  return std::none_of(pair.touched.begin(), pair.touched.end(),
                      [](Touch touch) { return touch == Touch::some_routes; });
}

bool touches_all_routes(const PairLabel& pair) {
  return std::all_of(pair.touched.begin(), pair.touched.end(),
                     [](Touch touch) { return touch == Touch::all_routes; });
}

bool touches_whole_places(const ResultLayout& layout, const PairLabel& pair) {
  std::map<std::string_view, Touch> touch_of;
  for (std::size_t lane = 0; lane < layout.lanes.size(); ++lane) {
    const auto [known, is_new] = touch_of.emplace(layout.lanes[lane].place, pair.touched[lane]);
    if (pair.touched[lane] == Touch::some_routes || known->second != pair.touched[lane]) return false;
  }
  return true;
}

bool differ(const ResultLayout& layout, const PairLabel& pair) {
  return pair.from_day && !layout.periods.empty() && *pair.from_day < end_day(layout.periods.back());
}

PairAccounts::PairAccounts(const ResultReader& reader, std::size_t pair, PeriodWindow window,
                           std::vector<std::size_t> replicates)
    : reader_(reader), pair_(pair), window_(window), replicates_(std::move(replicates)) {}

std::vector<std::int64_t> PairAccounts::read(std::string_view series, std::size_t replicate) const {
  const auto fail = [&](const std::string& reason) {
    throw OutputError(OutputFault::file, "cannot read " + reader_.path().string() + ": " + reason);
  };
  const std::size_t index = reader_.find_pair_series(series);
  if (index == layout().pair_series.size()) fail("it lacks the series " + std::string(series));
  std::vector<std::int64_t> cells = reader_.pair_cells(index, pair_, replicate);
  if (std::find(cells.begin(), cells.end(), missing_int64) != cells.end())
    fail("it is damaged: " + std::string(series) + " misses cells of a pair that is done");
  return cells;
}

double PairAccounts::years() const {
  return static_cast<double>(weeks_in(layout(), window_)) / weeks_per_year;
}

Sample PairAccounts::flow(const FlowName& flow, std::size_t arm, const LaneChoice& is_chosen) const {
  Sample sample;
  for (const std::size_t replicate : replicates_) {
    const std::vector<double> lanes = lane_tonnes(reader_, flow, {arm, replicate}, window_);
    double sum = 0.0;
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) sum += is_chosen(lane) ? lanes[lane] : 0.0;
    sample.push_back(sum / years());
  }
  return sample;
}

const PairAccounts::Cells& PairAccounts::cells(std::string_view series) {
  const auto known = cells_.find(series);
  if (known != cells_.end()) return known->second;
  const double grams_per_unit = grams_per_tonne * years();
  Cells sums;
  for (const std::size_t replicate : replicates_) {
    const std::vector<std::int64_t> numbers = read(series, replicate);
    const std::size_t row = numbers.size() / layout().periods.size();
    std::vector<std::int64_t> grams(row, 0);
    for (std::size_t cell = window_.first * row; cell < window_.end * row; ++cell)
      grams[cell % row] += numbers[cell];
    sums.resize(row);
    for (std::size_t position = 0; position < row; ++position)
      sums[position].push_back(static_cast<double>(grams[position]) / grams_per_unit);
  }
  return cells_.emplace(std::string(series), std::move(sums)).first->second;
}

const Sample& PairAccounts::cell(std::string_view series, std::size_t position) {
  return cells(series).at(position);
}

Sample PairAccounts::total(std::string_view series, Estimate estimate) {
  const Cells& all = cells(series);
  const std::size_t length = all.size() / layout().estimates.size();
  Sample sum(replicates_.size(), 0.0);
  for (std::size_t position = 0; position < length; ++position)
    for (std::size_t replicate = 0; replicate < sum.size(); ++replicate)
      sum[replicate] += all[static_cast<std::size_t>(estimate) * length + position][replicate];
  return sum;
}

Sample PairAccounts::total(std::string_view series) {
  Sample sum(replicates_.size(), 0.0);
  for (const Sample& cell : cells(series))
    for (std::size_t replicate = 0; replicate < sum.size(); ++replicate) sum[replicate] += cell[replicate];
  return sum;
}

const Sample& PairAccounts::changed_route(std::string_view move_class) {
  const std::vector<std::string>& classes = layout().move_classes;
  const auto found = std::find(classes.begin(), classes.end(), move_class);
  WATERBED_CHECK(found != classes.end());
  return cell("changed_route_g", static_cast<std::size_t>(found - classes.begin()));
}

const Sample& PairAccounts::at(std::string_view series, Estimate estimate, std::size_t position) {
  const Cells& all = cells(series);
  return all.at(static_cast<std::size_t>(estimate) * (all.size() / layout().estimates.size()) + position);
}

Sample PairAccounts::weekly(std::string_view series, std::size_t first, std::size_t end) {
  WATERBED_CHECK(first < end && end <= layout().week_days.size());
  const double years = static_cast<double>(end - first) / weeks_per_year;
  Sample sample;
  for (const std::size_t replicate : replicates_) {
    const std::vector<std::int64_t> weeks = read(series, replicate);
    std::int64_t grams = 0;
    for (std::size_t week = first; week < end; ++week) grams += weeks[week];
    sample.push_back(static_cast<double>(grams) / (grams_per_tonne * years));
  }
  return sample;
}

std::vector<double> PairAccounts::mean_weeks(std::string_view series) {
  std::vector<double> mean(layout().week_days.size(), 0.0);
  const double share = weeks_per_year / (grams_per_tonne * static_cast<double>(replicates_.size()));
  for (const std::size_t replicate : replicates_) {
    const std::vector<std::int64_t> weeks = read(series, replicate);
    for (std::size_t week = 0; week < mean.size(); ++week)
      mean[week] += static_cast<double>(weeks[week]) * share;
  }
  return mean;
}

bool PairAccounts::is_in_window(const PeriodLabel& year) const {
  return year.start_day >= layout().periods[window_.first].start_day &&
         end_day(year) <= end_day(layout().periods[window_.end - 1]);
}

std::optional<PeriodLabel> PairAccounts::time_of_matrix() const {
  std::optional<PeriodLabel> time;
  for (const PeriodLabel& year : layout().years) {
    if (!is_in_window(year)) continue;
    if (!time) time = PeriodLabel{year.start_day, 0};
    time->weeks += year.weeks;
  }
  return time;
}

std::vector<double> PairAccounts::matrix() {
  const std::size_t row = layout().length(Axis::lane_in_a) * layout().length(Axis::lane_in_b);
  std::vector<double> mean(row, 0.0);
  const std::optional<PeriodLabel> time = time_of_matrix();
  WATERBED_CHECK(time && !replicates_.empty());
  const double years = time->weeks / weeks_per_year;
  const double share = 1.0 / (grams_per_tonne * years * static_cast<double>(replicates_.size()));
  for (const std::size_t replicate : replicates_) {
    const std::vector<std::int64_t> cells = read("shift_g", replicate);
    for (std::size_t year = 0; year < layout().years.size(); ++year)
      for (std::size_t cell = 0; is_in_window(layout().years[year]) && cell < row; ++cell)
        mean[cell] += static_cast<double>(cells[year * row + cell]) * share;
  }
  return mean;
}

}  // namespace waterbed
