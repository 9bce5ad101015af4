// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "sim/tally/displacement.hpp"

namespace waterbed::test {

using Cells = std::vector<std::int64_t>;

inline std::int64_t sum_of(const Cells& cells) {
  return std::accumulate(cells.begin(), cells.end(), std::int64_t{0});
}

// What the displacement accounts of a pair say, by name of the series.
class Accounts {
 public:
  explicit Accounts(PairResult pair) : pair_(std::move(pair)) {}

  [[nodiscard]] bool are_missing() const { return pair_.series.empty(); }
  // In the order of the axes.
  [[nodiscard]] const Cells& cells(const std::string& name) const {
    const std::vector<SeriesSpec> specs = pair_series();
    for (std::size_t series = 0; series < specs.size(); ++series)
      if (specs[series].name == name) return pair_.series.at(series);
    throw std::runtime_error("no series " + name);
  }
  // In the first period, of a kind, class ...; as drawn where there are estimates.
  template <class Position>
  [[nodiscard]] std::int64_t of(const std::string& name, Position position) const {
    return cells(name)[static_cast<std::size_t>(position)];
  }
  // Of one period, as drawn (0) or as expected (1), over the axis behind.
  [[nodiscard]] std::int64_t in_period(const std::string& name, std::size_t period,
                                       std::size_t estimate = 0) const {
    const Cells& all = cells(name);
    const auto row = static_cast<std::ptrdiff_t>(all.size() / (2 * periods()));
    const auto begin = all.begin() + row * static_cast<std::ptrdiff_t>(2 * period + estimate);
    return std::accumulate(begin, begin + row, std::int64_t{0});
  }
  // Over periods and the axis behind.
  [[nodiscard]] std::int64_t sum(const std::string& name, std::size_t estimate = 0) const {
    std::int64_t sum = 0;
    for (std::size_t period = 0; period < periods(); ++period) sum += in_period(name, period, estimate);
    return sum;
  }
  // Of series without estimates, over all axes.
  [[nodiscard]] std::int64_t total(const std::string& name) const { return sum_of(cells(name)); }
  [[nodiscard]] std::size_t periods() const { return cells("kept_out_g").size() / 2; }

  void expect_no_residuals() const {
    for (const char* residual : {"residual_g", "residual_really_gone_g"})
      EXPECT_EQ(cells(residual), Cells(2 * periods(), 0)) << residual;
  }

 private:
  PairResult pair_;
};

}  // namespace waterbed::test
