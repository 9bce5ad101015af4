// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/tally/period_of_week.hpp"
#include "sim/tally/results.hpp"
#include "sim/world/world.hpp"

namespace waterbed {

// Length of each axis, by its number in Axis.
using AxisLengths = std::array<std::size_t, axis_count>;

[[nodiscard]] AxisLengths lengths_of(const ResultLayout& layout);

// The series of a run while they are counted. Each part of the tally declares its own, once, and keeps their
// numbers; they come out in the order in which they were declared.
class SeriesList {
 public:
  enum class Id : std::size_t {};

  // Lengths of zero serve to ask only which series there are.
  explicit SeriesList(const AxisLengths& lengths) : lengths_(lengths) {}

  // The first axis must be time. A series along an axis that has no labels is declared, too, and counts
  // nothing.
  [[nodiscard]] Id declare(SeriesSpec spec);

  // Adds to the cell of a period, year or week (none: outside the reported time, which counts nothing);
  // `position` is the cell among those of the other axes, in row-major order.
  void add(Id series, Index period, std::size_t position, std::int64_t amount) {
    if (period == none) return;
    Counted& counted = series_[static_cast<std::size_t>(series)];
    counted.cells[at(period) * counted.cells_of_period + position] += amount;
  }
  // The same for all cells of the other axes.
  void add_all(Id series, Index period, std::span<const std::int64_t> amounts);
  // What was, or will be, added to the cell of one period counts in that of another.
  void move(Id series, Index from, Index to, std::size_t position, std::int64_t amount) {
    if (from == to) return;
    add(series, from, position, -amount);
    add(series, to, position, amount);
  }

  [[nodiscard]] std::vector<SeriesSpec> specs() const;
  // Gives the cells of all series away but those along an axis that has no labels; call last. Throws Broken
  // if a count is too large for how it is stored.
  [[nodiscard]] std::vector<std::vector<std::int64_t>> take_cells();

 private:
  struct Counted {
    SeriesSpec spec;
    std::size_t cells_of_period;
    std::vector<std::int64_t> cells;
  };

  AxisLengths lengths_;
  std::vector<Counted> series_;
};

// Whether all axes of the series have labels.
[[nodiscard]] bool has_cells(const SeriesSpec& spec, const AxisLengths& lengths);

// What each part of the tally counts with.
struct Counting {
  const World& world;
  const PeriodOfWeek& periods;
  SeriesList& list;
};

}  // namespace waterbed
