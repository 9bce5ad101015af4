// SPDX-License-Identifier: Apache-2.0
#include "output/series_variable.hpp"

namespace waterbed {
namespace {

Shape with_lengths(const ResultLayout& layout, const SeriesSpec& series, Shape shape) {
  for (const Axis axis : series.axes) shape.push_back(layout.length(axis));
  return shape;
}

}  // namespace

Variable series_variable(const ResultLayout& layout, const SeriesSpec& series, std::uint64_t replicates) {
  Variable variable{series.name, series.is_count ? ElementType::int32 : ElementType::int64, {}, {}, {}, {}};
  const std::size_t rows = series.of == SeriesOf::arm ? layout.arms.size() : layout.pairs.size();
  variable.shape = with_lengths(layout, series, {rows, replicates});
  variable.chunk = with_lengths(layout, series, {1, 1});
  return variable;
}

Shape chunk_start(const SeriesSpec& series, std::size_t arm_or_pair, std::size_t replicate) {
  Shape start{arm_or_pair, replicate};
  start.resize(2 + series.axes.size(), 0);
  return start;
}

std::vector<SeriesSpec> all_series(const ResultLayout& layout) {
  std::vector<SeriesSpec> all = layout.series;
  all.insert(all.end(), layout.pair_series.begin(), layout.pair_series.end());
  return all;
}

}  // namespace waterbed
