// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/tally/fates.hpp"
#include "sim/tally/series_list.hpp"
#include "sim/tally/shift_matrix.hpp"

// The displacement accounts of two arms of one replicate: of what arm B keeps out of the routes R that its
// measures touch, compared with A, how much landed or was stopped elsewhere, how much was not shipped, how
// much more was stopped in R, and how much is still under way. Exact for every consignment, so for every sum:
//
//   D = sum over k (DL_k + DS_k) + N + I + W
//
// All terms are net, a move less its mirror; beside them stand the mirrors, so both directions can be told.
// Source: MODEL, "Displacement accounting"; to its kinds of shift `part` is added, from one terminal of a
// place to another.
//
// Every term that depends on what lands comes twice: as drawn, and as expected, where the draws of entry,
// extraction and inland controls are replaced by their chances in the week in which the lot met them. The
// expected terms have the same mean over all luck, and vary less unless losses feed back strongly.
namespace waterbed {

constexpr std::array<const char*, 2> estimate_names{"drawn", "expected"};

// What of a route is the first that differs between the arms.
enum class ShiftKind { commodity, place, part, method, origin, market };
constexpr std::array<const char*, 6> shift_kind_names{"commodity", "place",  "part",
                                                      "method",    "origin", "market"};

// Who brings more (or less) through routes outside R: organisations at work in both arms in the week of the
// plan, in B only, in A only.
enum class DisplacedBy { same, newcomers, leavers };
constexpr std::array<const char*, 3> displaced_by_names{"same_organisations", "newcomers", "leavers"};

// Where a consignment goes in A and in B: through R, outside R (O), or not shipped (0).
enum class MoveClass { stays_in, moves_out, moves_in, given_up_in, new_in, stays_out, given_up_out, new_out };
constexpr std::array<const char*, 8> move_class_names{"RR", "RO", "OR", "R0", "0R", "OO", "O0", "0O"};

// When the accounts are kept.
struct AccountsTime {
  PeriodOfWeek periods;
  PeriodOfWeek years;
  Week start;  // first week reported
};

// The accounts of one pair.
class Displacement {
 public:
  // `touched` says of each route whether it is in R.
  Displacement(const World& world, const AccountsTime& time, std::vector<bool> touched,
               const AxisLengths& lengths);

  enum class Side { a, b };
  // Adds what landed in the week, which the terms must explain.
  void count_landed(Side side, const State& state);
  // Adds the consignments of one week, once all have ended, or the run has.
  void settle(const WeekOfFates& in_a, const WeekOfFates& in_b);
  [[nodiscard]] std::vector<SeriesSpec> specs() const { return list_.specs(); }
  // Works out the residuals and gives the cells away; call last. Throws Broken if one is not 0.
  [[nodiscard]] std::vector<std::vector<std::int64_t>> finish();

 private:
  using ByEstimate = std::array<std::int64_t, estimate_names.size()>;

  struct Series {
    explicit Series(SeriesList& list);

    SeriesList::Id kept_out, by_class, displaced, displaced_stopped, deterred, intercepted, under_way,
        residual;
    SeriesList::Id outside, really_gone, residual_really_gone;
    SeriesList::Id displaced_back, stopped_back, deterred_back, changed_route, displaced_to;
    SeriesList::Id later, later_inside, finer, finer_inside, through_ties, distance, distance_back;
    SeriesList::Id displaced_week, kept_out_week;
  };
  // By period and estimate: what landed in A and not in B, and what of it the terms explain.
  struct Checked {
    ByEstimate counted{};
    ByEstimate explained{};
  };
  struct Compared;

  void compare(const Compared& both);
  void add_kept_out(const Compared& both);
  void add_moved(const Compared& both);
  void add_outside(const Compared& both);
  void add_changed_inside(const Compared& both);
  // Adds to a series along estimates and perhaps one axis more, of `length`.
  void add(SeriesList::Id series, Index period, const ByEstimate& amounts, std::size_t position = 0,
           std::size_t length = 1);
  void add_checked(SeriesList::Id counted, SeriesList::Id residual, const std::vector<Checked>& periods);
  [[nodiscard]] ShiftKind kind_of(Index route_a, Index route_b) const;
  [[nodiscard]] std::int64_t kilometres_between(Index route_a, Index route_b) const;
  [[nodiscard]] bool is_touched(Index route) const { return route != none && touched_[at(route)]; }

  const World& world_;
  AccountsTime time_;
  std::vector<bool> touched_;
  SeriesList list_;
  Series series_;
  ShiftMatrix matrix_;
  std::vector<Checked> kept_out_, really_gone_;
};

// The series of a pair; those of an axis without labels are among them.
[[nodiscard]] std::vector<SeriesSpec> pair_series();

}  // namespace waterbed
