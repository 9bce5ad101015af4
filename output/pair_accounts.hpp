// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "output/flows.hpp"
#include "output/result_reader.hpp"

// The displacement accounts of one pair of arms (sim/tally/displacement.hpp) over whole periods, by
// replicate.
namespace waterbed {

// As drawn, or with chances in place of the draws of the last controls; in the order of the file.
enum class Estimate { drawn, expected };

// One value a replicate.
using Sample = std::vector<double>;

// Whether a lane has routes in R.
[[nodiscard]] inline bool is_touched(const PairLabel& pair, std::size_t lane) {
  return pair.touched[lane] != Touch::no_route;
}

// Whether R holds no lane in part.
[[nodiscard]] bool has_whole_lanes(const PairLabel& pair);
// Whether every route is in R, so that none can be left for another.
[[nodiscard]] bool touches_all_routes(const PairLabel& pair);
// Whether no entry place has routes both in R and outside it.
[[nodiscard]] bool touches_whole_places(const ResultLayout& layout, const PairLabel& pair);

// Whether the arms begin to differ before the end of the time reported: a short run may end before that.
[[nodiscard]] bool differ(const ResultLayout& layout, const PairLabel& pair);

// Which lanes a sum takes.
using LaneChoice = std::function<bool(std::size_t lane)>;

// The pair of these arms, or nothing where it was not tallied.
[[nodiscard]] std::optional<std::size_t> find_pair(const ResultLayout& layout, std::size_t reference,
                                                   std::size_t arm);

// Reads what it is asked for, and keeps it. The replicates are done in both arms. Throws OutputError as
// whole_cells does.
class PairAccounts {
 public:
  PairAccounts(const ResultReader& reader, std::size_t pair, PeriodWindow window,
               std::vector<std::size_t> replicates);

  [[nodiscard]] const ResultReader& reader() const { return reader_; }
  [[nodiscard]] const ResultLayout& layout() const { return reader_.layout(); }
  [[nodiscard]] const PairLabel& label() const { return layout().pairs[pair_]; }
  [[nodiscard]] PeriodWindow window() const { return window_; }
  [[nodiscard]] const std::vector<std::size_t>& replicates() const { return replicates_; }

  // What went through the chosen lanes in one arm, in tonnes a year.
  [[nodiscard]] Sample flow(const FlowName& flow, std::size_t arm, const LaneChoice& is_chosen) const;
  // A series in tonnes a year, in one cell of the axes behind time, in row-major order.
  [[nodiscard]] const Sample& cell(std::string_view series, std::size_t position = 0);
  // A series over estimate and perhaps one axis more: the sum over that axis.
  [[nodiscard]] Sample total(std::string_view series, Estimate estimate);
  // The same without an axis of estimates.
  [[nodiscard]] Sample total(std::string_view series);
  // Mass of a class of moves that takes another route in B than in A.
  [[nodiscard]] const Sample& changed_route(std::string_view move_class);
  // In one cell of the axis behind the estimates.
  [[nodiscard]] const Sample& at(std::string_view series, Estimate estimate, std::size_t position);
  // A weekly series from `first` until `end`, weeks of the layout: mean over them, in tonnes a year.
  [[nodiscard]] Sample weekly(std::string_view series, std::size_t first, std::size_t end);
  // A weekly series in tonnes a year, averaged over replicates.
  [[nodiscard]] std::vector<double> mean_weeks(std::string_view series);
  // The calendar years, perhaps cut by the time reported, that lie wholly in the window; there may be none.
  [[nodiscard]] std::optional<PeriodLabel> time_of_matrix() const;
  // The shift matrix of these years in tonnes a year, averaged over replicates: row-major, lanes and what is
  // in none. There is a year and a replicate at least.
  [[nodiscard]] std::vector<double> matrix();

 private:
  using Cells = std::vector<Sample>;  // by position

  [[nodiscard]] const Cells& cells(std::string_view series);
  [[nodiscard]] std::vector<std::int64_t> read(std::string_view series, std::size_t replicate) const;
  [[nodiscard]] double years() const;
  [[nodiscard]] bool is_in_window(const PeriodLabel& year) const;

  const ResultReader& reader_;
  std::size_t pair_;
  PeriodWindow window_;
  std::vector<std::size_t> replicates_;
  std::map<std::string, Cells, std::less<>> cells_;
};

}  // namespace waterbed
