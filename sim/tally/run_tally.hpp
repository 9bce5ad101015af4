// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/digest.hpp"
#include "sim/tally/results.hpp"
#include "sim/world/state.hpp"

// What is counted of one run, truth and record, after the steps of each week. Flows are counted in the period
// of the week in which they were planned, finds in that of the week in which they were made. Counting changes
// nothing in the state.
namespace waterbed {

// The series of every run, in the order of RunTally::finish().
[[nodiscard]] std::vector<SeriesSpec> run_series();

// The reporting period of a week; none before the start and after the end.
class PeriodOfWeek {
 public:
  // period_starts[p] is the first week of period p; `end` the first week after the last period.
  PeriodOfWeek(std::vector<Week> period_starts, Week end);
  [[nodiscard]] Index of(Week week) const;
  [[nodiscard]] std::size_t count() const { return starts_.size(); }

 private:
  std::vector<Week> starts_;
  Week end_;
};

class RunTally {
 public:
  RunTally(const World& world, PeriodOfWeek periods);

  // Counts what `state` says of `week` and checks the balance of mass; throws Broken if it does not hold.
  void count(const State& state, Week week);
  // Counts what is still under way; call once, after the last week.
  [[nodiscard]] RunResult finish(const State& state);

 private:
  using Series = std::vector<std::int64_t>;

  void count_plans(const State& state, Week week);
  void count_endings(const State& state, Week week);
  void check_balance(const State& state) const;
  void hash_week();
  void add(Series& series, Index period, std::size_t position, std::size_t length, std::int64_t amount) const;
  [[nodiscard]] std::size_t lane_of(Index route) const;

  const World& world_;
  PeriodOfWeek periods_;
  std::size_t lanes_;
  Digest digest_;
  std::int64_t shipped_total_g_ = 0;
  std::int64_t ended_total_g_ = 0;

  // By period and lane, of the week of the plan.
  Series shipped_g_, shipped_count_, shipped_lots_, landed_g_, stopped_g_, under_way_g_;
  // By period (and stage) and lane, of the week of the find or the landing.
  Series seized_g_, seized_lots_, lost_g_, arrived_g_, recorded_g_, recorded_lots_, recorded_upstream_g_;
  // By period.
  Series planned_g_, planned_count_, not_shipped_g_, not_shipped_count_;
  // By lane, this week only: what the digest sees.
  Series week_shipped_g_, week_shipped_count_, week_shipped_lots_, week_seized_g_, week_seized_lots_,
      week_lost_g_, week_lost_lots_, week_landed_g_, week_landed_lots_, week_recorded_g_, week_recorded_lots_,
      week_planned_;
};

}  // namespace waterbed
