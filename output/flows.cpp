// SPDX-License-Identifier: Apache-2.0
#include "output/flows.hpp"

#include <algorithm>

#include "output/error.hpp"
#include "output/result_labels.hpp"
#include "sim/base/units.hpp"

namespace waterbed {
namespace {

constexpr int days_per_week = 7;

// How often a step along an axis repeats: cell = sum over axes of position x stride.
std::size_t stride_of(const ResultLayout& layout, const SeriesSpec& series, std::size_t position) {
  std::size_t stride = 1;
  for (std::size_t later = position + 1; later < series.axes.size(); ++later)
    stride *= layout.length(series.axes[later]);
  return stride;
}

std::size_t position_of(const SeriesSpec& series, Axis axis) {
  const auto found = std::find(series.axes.begin(), series.axes.end(), axis);
  return static_cast<std::size_t>(found - series.axes.begin());
}

bool has_axis(const SeriesSpec& series, Axis axis) {
  return position_of(series, axis) < series.axes.size();
}

[[noreturn]] void fail(const ResultReader& reader, const std::string& reason) {
  throw OutputError(OutputFault::file, "cannot read " + reader.path().string() + ": " + reason);
}

}  // namespace

PeriodWindow all_periods(const ResultLayout& layout) {
  return {0, layout.periods.size()};
}

std::int64_t weeks_in(const ResultLayout& layout, PeriodWindow window) {
  std::int64_t weeks = 0;
  for (std::size_t period = window.first; period < window.end; ++period)
    weeks += layout.periods[period].weeks;
  return weeks;
}

std::int64_t end_day(const PeriodLabel& period) {
  return period.start_day + std::int64_t{days_per_week} * period.weeks;
}

std::string title_of_place(const ResultLayout& layout, std::string_view place) {
  for (const PlaceLabel& label : layout.places)
    if (label.name == place) return label.title;
  return {};
}

bool has_one_commodity(const ResultLayout& layout) {
  return std::all_of(layout.lanes.begin(), layout.lanes.end(), [&layout](const LaneLabel& lane) {
    return lane.commodity == layout.lanes.front().commodity;
  });
}

bool has_series(const ResultReader& reader, std::string_view name) {
  return reader.find_series(name) < reader.layout().series.size();
}

std::vector<std::size_t> replicates_in(const ResultReader& reader, std::size_t arm, StoredState state) {
  std::vector<std::size_t> replicates;
  for (std::size_t replicate = 0; replicate < static_cast<std::size_t>(reader.layout().replicates);
       ++replicate) {
    if (reader.state({arm, replicate}) == state) replicates.push_back(replicate);
  }
  return replicates;
}

std::vector<std::int64_t> whole_cells(const ResultReader& reader, std::string_view series, RunId run,
                                      std::initializer_list<Axis> axes) {
  const std::vector<SeriesSpec>& list = reader.layout().series;
  const std::string name(series);
  const std::size_t index = reader.find_series(series);
  if (index == list.size()) fail(reader, "it lacks the series " + name + ", which the tables are made of");
  for (const Axis axis : axes)
    if (!has_axis(list[index], axis)) fail(reader, "its series " + name + " has no " + dimension_name(axis));
  std::vector<std::int64_t> cells = reader.run_cells(index, run);
  if (std::find(cells.begin(), cells.end(), missing_int64) != cells.end())
    fail(reader, "it is damaged: " + name + " misses cells of a run that is done");
  return cells;
}

std::vector<double> lane_tonnes(const ResultReader& reader, const FlowName& flow, RunId run,
                                PeriodWindow window) {
  const ResultLayout& layout = reader.layout();
  const std::vector<std::int64_t> cells = whole_cells(reader, flow.series, run, {Axis::period, Axis::lane});
  const SeriesSpec& series = layout.series[reader.find_series(flow.series)];
  const std::size_t period_stride = stride_of(layout, series, position_of(series, Axis::period));
  const std::size_t lane_stride = stride_of(layout, series, position_of(series, Axis::lane));

  std::vector<double> tonnes(layout.lanes.size(), 0.0);  // summed in grams: exact below 2^53
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const std::size_t period = cell / period_stride % layout.periods.size();
    const std::size_t lane = cell / lane_stride % layout.lanes.size();
    if (period >= window.first && period < window.end) tonnes[lane] += static_cast<double>(cells[cell]);
  }
  for (double& lane_sum : tonnes) lane_sum /= grams_per_tonne;
  return tonnes;
}

}  // namespace waterbed
