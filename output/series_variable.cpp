// SPDX-License-Identifier: Apache-2.0
#include "output/series_variable.hpp"

#include <algorithm>

namespace waterbed {
namespace {

// Of all arms and pairs of one slot, in memory.
std::size_t bytes_of_slot(const ResultLayout& layout) {
  std::size_t cells = 0;
  for (const SeriesSpec& series : layout.series) cells += layout.arms.size() * cells_of(layout, series);
  for (const SeriesSpec& series : layout.pair_series) cells += layout.pairs.size() * cells_of(layout, series);
  return std::max<std::size_t>(1, cells * sizeof(std::int64_t));
}

}  // namespace

std::size_t cells_of(const ResultLayout& layout, const SeriesSpec& series) {
  std::size_t cells = 1;
  for (const Axis axis : series.axes) cells *= layout.length(axis);
  return cells;
}

ChunkOfSweep chunk_of_sweep(const ResultLayout& layout) {
  constexpr std::size_t most_bytes = std::size_t{1} << 22U;
  const std::size_t slots = std::max<std::size_t>(1, most_bytes / bytes_of_slot(layout));
  const auto points = static_cast<std::size_t>(layout.points);
  const auto replicates = static_cast<std::size_t>(layout.replicates);
  if (slots < replicates) return {1, slots};
  return {std::clamp<std::size_t>(slots / replicates, 1, points), replicates};
}

Variable series_variable(const ResultLayout& layout, const SeriesSpec& series) {
  Variable variable{series.name, series.is_count ? ElementType::int32 : ElementType::int64, {}, {}, {}, {}};
  variable.shape = {series.of == SeriesOf::arm ? layout.arms.size() : layout.pairs.size()};
  variable.chunk = {1};
  for (const std::uint64_t length : slot_shape(layout)) variable.shape.push_back(length);
  if (layout.points == 0) {
    variable.chunk.push_back(1);
  } else {
    const ChunkOfSweep chunk = chunk_of_sweep(layout);
    variable.chunk.insert(variable.chunk.end(), {chunk.points, chunk.replicates});
  }
  for (const Axis axis : series.axes) {
    variable.shape.push_back(layout.length(axis));
    variable.chunk.push_back(layout.length(axis));
  }
  return variable;
}

Shape start_of_slot(const ResultLayout& layout, const SeriesSpec& series, std::size_t arm_or_pair,
                    std::size_t slot) {
  Shape start{arm_or_pair};
  const auto replicates = static_cast<std::size_t>(layout.replicates);
  if (layout.points > 0) start.push_back(slot / replicates);
  start.push_back(layout.points > 0 ? slot % replicates : slot);
  start.resize(start.size() + series.axes.size(), 0);
  return start;
}

std::vector<std::string> slot_dimensions(const ResultLayout& layout) {
  if (layout.points == 0) return {"replicate"};
  return {"point", "replicate"};
}

Shape slot_shape(const ResultLayout& layout) {
  const auto replicates = static_cast<std::uint64_t>(layout.replicates);
  if (layout.points == 0) return {replicates};
  return {static_cast<std::uint64_t>(layout.points), replicates};
}

std::vector<SeriesSpec> all_series(const ResultLayout& layout) {
  std::vector<SeriesSpec> all = layout.series;
  all.insert(all.end(), layout.pair_series.begin(), layout.pair_series.end());
  return all;
}

}  // namespace waterbed
