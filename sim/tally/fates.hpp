// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "sim/tally/period_of_week.hpp"
#include "sim/world/state.hpp"

// What became of every consignment of one arm, until it is compared with what became of it in another. Kept
// by week of the plan, and only as long as one of its lots may be under way.
namespace waterbed {

// One consignment. What is shipped and neither landed nor stopped is under way.
struct Fate {
  Index organisation;
  std::uint32_t number;  // k within the organisation's week
  std::int64_t planned_g;
  Index route = none;  // or none: not shipped
  Index lots = 0;
  Week leaves{};  // week of departure, if it is shipped
  std::int64_t landed_g = 0;
  std::int64_t stopped_g = 0;   // seized or lost, at any stage
  std::int64_t expected_g = 0;  // that lands on average of the lots that ended (Endings::expected)
  // Whether, when it left, its organisation had not used the place by this method for a year, and one that it
  // is tied to had.
  bool is_through_tie = false;

  [[nodiscard]] std::int64_t shipped_g() const { return route == none ? 0 : planned_g; }
};

// The consignments planned in one week, by organisation and number.
struct WeekOfFates {
  Week week;
  std::vector<bool> is_awake;  // by organisation: whether it was at work when the week was planned
  std::vector<Fate> fates;
  std::size_t waiting = 0;    // consignments still to be decided
  std::size_t open_lots = 0;  // under way

  [[nodiscard]] bool is_settled() const { return waiting == 0 && open_lots == 0; }
};

class ArmFates {
 public:
  // Keeps the plans of `first` and later weeks.
  explicit ArmFates(Week first) : first_(first) {}

  // Notes the week's plans and the endings of the week's lots; call every week, in order.
  void note(const World& world, const State& state, Week week);

  // The weeks not yet let go, the oldest first.
  [[nodiscard]] const std::deque<WeekOfFates>& weeks() const { return weeks_; }
  // Whether all that was planned in the oldest week has ended.
  [[nodiscard]] bool has_settled_week() const { return !weeks_.empty() && weeks_.front().is_settled(); }
  void let_go() { weeks_.pop_front(); }

 private:
  struct LastUse {
    Index place_method;  // that of the whole place
    Week week;
  };

  void note_plans(const World& world, const State& state, Week week);
  void note_departure(const World& world, const State& state, std::size_t consignment, Week week);
  // Nothing for plans from before the first week.
  [[nodiscard]] WeekOfFates* week_of(Week planned);
  void note_endings(const State& state);
  [[nodiscard]] bool is_through_tie(const State& state, Index organisation, Index place_method,
                                    Week week) const;
  [[nodiscard]] bool was_used(Index organisation, Index place_method, Week week) const;
  void remember_uses(const World& world, const State& state, Week week);

  Week first_;
  std::deque<WeekOfFates> weeks_;
  std::vector<bool> was_awake_;  // by organisation, at the end of the week before; empty before the first
  std::vector<std::vector<LastUse>> last_uses_;  // by organisation: the few ways that each has used
};

}  // namespace waterbed
