// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/digest.hpp"
#include "sim/tally/labour_tally.hpp"
#include "sim/tally/money_tally.hpp"
#include "sim/tally/organisation_tally.hpp"
#include "sim/tally/part_tally.hpp"
#include "sim/tally/seizure_tally.hpp"
#include "sim/tally/series_list.hpp"
#include "sim/tally/workload_tally.hpp"
#include "sim/world/state.hpp"

// What is counted of one run, truth and record, after the steps of each week. Flows are counted in the period
// of the week in which they were planned, finds in that of the week in which they were made. Counting changes
// nothing in the state.
namespace waterbed {

// All series that the program counts.
[[nodiscard]] std::vector<SeriesSpec> run_series();
// Those of a run whose axes are so long, in the order of RunTally::finish(): an axis without labels has none.
[[nodiscard]] std::vector<SeriesSpec> run_series(const AxisLengths& lengths);

// Plans and what became of them. By period of the plan but for lost_g and arrived_g, which count in that of
// the week in which they happen.
struct FlowSeries {
  explicit FlowSeries(SeriesList& list);

  SeriesList::Id shipped_g, shipped_count, shipped_lots, landed_g, stopped_g, under_way_g, lost_g, arrived_g;
  SeriesList::Id planned_g, planned_count, not_shipped_g, not_shipped_count;
};

class RunTally {
 public:
  // `lengths` are those of the layout of the result.
  RunTally(const World& world, PeriodOfWeek periods, const AxisLengths& lengths);

  // Counts what `state` says of `week` and checks the balances of mass and money; throws Broken if one does
  // not hold.
  void count(const State& state, Week week);
  // Counts what is still under way, and as not shipped what still waits; call once, after the last week.
  [[nodiscard]] RunResult finish(const State& state);

 private:
  using Totals = std::vector<std::int64_t>;

  void count_plans(const State& state, Week week);
  // Counts one that was planned in another week, and counted in `period`, in the period of its plan.
  void move_plan(const Consignments& consignments, std::size_t number, Index period);
  void add_plans(Index period);
  void count_endings(const State& state, Week week);
  void add_endings(Index period);
  void begin_week();
  void check_balance(const State& state) const;
  void hash_week();
  [[nodiscard]] std::size_t lane_of(Index route) const;

  const World& world_;
  PeriodOfWeek periods_;
  SeriesList list_;
  FlowSeries flows_;
  SeizureTally seizures_;
  WorkloadTally workload_;
  OrganisationTally organisations_;
  MoneyTally money_;
  PartTally parts_;
  LabourTally labour_;
  Digest digest_;
  std::int64_t shipped_total_g_ = 0;
  std::int64_t ended_total_g_ = 0;

  // Of this week only, by lane but for grams and number planned and not shipped.
  Totals week_shipped_g_, week_shipped_count_, week_shipped_lots_, week_lost_g_, week_lost_lots_,
      week_landed_g_, week_landed_lots_, week_stopped_g_, week_planned_, week_not_shipped_;
};

}  // namespace waterbed
