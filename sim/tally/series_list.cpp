// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/series_list.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "sim/base/check.hpp"

namespace waterbed {

AxisLengths lengths_of(const ResultLayout& layout) {
  AxisLengths lengths{};
  for (std::size_t axis = 0; axis < axis_count; ++axis)
    lengths[axis] = layout.length(static_cast<Axis>(axis));
  return lengths;
}

bool has_cells(const SeriesSpec& spec, const AxisLengths& lengths) {
  return std::all_of(spec.axes.begin(), spec.axes.end(),
                     [&](Axis axis) { return lengths[static_cast<std::size_t>(axis)] > 0; });
}

SeriesList::Id SeriesList::declare(SeriesSpec spec) {
  WATERBED_CHECK(!spec.axes.empty());
  const Axis time = spec.axes.front();
  WATERBED_CHECK(time == Axis::period || time == Axis::year || time == Axis::week);
  std::size_t cells_of_period = 1;
  for (std::size_t number = 1; number < spec.axes.size(); ++number)
    cells_of_period *= lengths_[static_cast<std::size_t>(spec.axes[number])];
  const std::size_t periods = lengths_[static_cast<std::size_t>(time)];
  series_.push_back(
      {std::move(spec), cells_of_period, std::vector<std::int64_t>(periods * cells_of_period, 0)});
  return static_cast<Id>(series_.size() - 1);
}

void SeriesList::add_all(Id series, Index period, std::span<const std::int64_t> amounts) {
  if (period == none) return;
  Counted& counted = series_[static_cast<std::size_t>(series)];
  WATERBED_CHECK(amounts.size() == counted.cells_of_period);
  if (amounts.empty()) return;
  std::int64_t* cells = &counted.cells[at(period) * counted.cells_of_period];
  for (std::size_t position = 0; position < amounts.size(); ++position) cells[position] += amounts[position];
}

std::vector<SeriesSpec> SeriesList::specs() const {
  std::vector<SeriesSpec> specs;
  for (const Counted& counted : series_) specs.push_back(counted.spec);
  return specs;
}

std::vector<std::vector<std::int64_t>> SeriesList::take_cells() {
  std::vector<std::vector<std::int64_t>> cells;
  for (Counted& counted : series_) {
    if (!has_cells(counted.spec, lengths_)) continue;
    if (counted.spec.is_count)
      for (const std::int64_t count : counted.cells)
        WATERBED_CHECK(count <= std::numeric_limits<std::int32_t>::max());
    cells.push_back(std::move(counted.cells));
  }
  return cells;
}

}  // namespace waterbed
