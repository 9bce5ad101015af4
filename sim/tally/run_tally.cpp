// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/run_tally.hpp"

#include <array>
#include <functional>
#include <initializer_list>
#include <numeric>

#include "sim/base/check.hpp"
#include "sim/base/parallel.hpp"

namespace waterbed {
namespace {

SeriesSpec by_lane(const char* name, const char* units, const char* long_name) {
  return {name, units, long_name, {Axis::period, Axis::lane}, *units == '1'};
}

SeriesSpec by_period(const char* name, const char* units, const char* long_name) {
  return {name, units, long_name, {Axis::period}, *units == '1'};
}

std::int64_t sum(const std::vector<std::int64_t>& amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0});
}

}  // namespace

FlowSeries::FlowSeries(SeriesList& list)
    : shipped_g(list.declare(by_lane("shipped_g", "g", "mass shipped, by week of the plan"))),
      shipped_count(list.declare(by_lane("shipped_count", "1", "consignments shipped, by week of the plan"))),
      shipped_lots(list.declare(by_lane("shipped_lots", "1", "lots shipped, by week of the plan"))),
      landed_g(list.declare(by_lane("landed_g", "g", "mass that reached its market, by week of the plan"))),
      stopped_g(
          list.declare(by_lane("stopped_g", "g", "mass seized or lost at any stage, by week of the plan"))),
      under_way_g(list.declare(
          by_lane("under_way_g", "g", "mass still under way when the run ended, by week of the plan"))),
      lost_g(list.declare(by_lane("lost_g", "g", "mass lost in extraction, by week of the loss"))),
      arrived_g(list.declare(by_lane("arrived_g", "g", "mass that reached its market, by week of arrival"))),
      planned_g(list.declare(by_period("planned_g", "g", "mass of all consignments planned"))),
      planned_count(list.declare(by_period("planned_count", "1", "consignments planned"))),
      not_shipped_g(
          list.declare(by_period("not_shipped_g", "g", "mass of consignments planned and not shipped"))),
      not_shipped_count(
          list.declare(by_period("not_shipped_count", "1", "consignments planned and not shipped"))) {}

std::vector<SeriesSpec> run_series() {
  SeriesList list(AxisLengths{});
  const FlowSeries flows(list);
  const SeizureTally seizures(list);
  const WorkloadTally workload(list);
  const OrganisationTally organisations(list);
  const MoneyTally money(list);
  const PartTally parts(list);
  const LabourTally labour(list);
  return list.specs();
}

std::vector<SeriesSpec> run_series(const AxisLengths& lengths) {
  std::vector<SeriesSpec> specs = run_series();
  std::erase_if(specs, [&](const SeriesSpec& spec) { return !has_cells(spec, lengths); });
  return specs;
}

RunTally::RunTally(const World& world, PeriodOfWeek periods, const AxisLengths& lengths)
    : world_(world),
      periods_(std::move(periods)),
      list_(lengths),
      flows_(list_),
      seizures_(list_),
      workload_(list_),
      organisations_(list_),
      money_(list_),
      parts_(list_),
      labour_(list_) {}

std::size_t RunTally::lane_of(Index route) const {
  return at(world_.routes.lane[at(route)]);
}

void RunTally::count(const State& state, Week week) {
  begin_week();
  const Counting counting{world_, periods_, list_};
  // Each counts series of its own, so they may count side by side.
  const std::array<std::function<void()>, 8> parts{[&] { count_plans(state, week); },
                                                   [&] { count_endings(state, week); },
                                                   [&] { seizures_.count(state, week, counting); },
                                                   [&] { workload_.count(state, week, counting); },
                                                   [&] { organisations_.count(state, week, counting); },
                                                   [&] { money_.count(state, week, counting); },
                                                   [&] { parts_.count(state, week, counting); },
                                                   [&] { labour_.count(state, week, counting); }};
  for_each_range(parts.size(), 1, [&](std::size_t part, std::size_t) { parts[part](); });
  hash_week();
  check_balance(state);
}

void RunTally::count_plans(const State& state, Week week) {
  const Consignments& consignments = state.consignments;
  const Index period = periods_.of(week);
  for (std::size_t number = 0; number < consignments.size_of_week(); ++number) {
    const std::int64_t grams = consignments.size[number].value;
    const bool is_new = consignments.planned[number] == week;
    if (is_new) {
      week_planned_[0] += grams;
      week_planned_[1] += 1;
    }
    if (consignments.why[number] == NotShipped::waits) continue;
    if (consignments.route[number] == none) {
      week_not_shipped_[0] += grams;
      week_not_shipped_[1] += 1;
    } else {
      const std::size_t lane = lane_of(consignments.route[number]);
      week_shipped_g_[lane] += grams;
      week_shipped_count_[lane] += 1;
      week_shipped_lots_[lane] += consignments.lots[number];
    }
    if (!is_new) move_plan(consignments, number, period);
  }
  add_plans(period);
}

void RunTally::move_plan(const Consignments& consignments, std::size_t number, Index period) {
  const Index planned = periods_.of(consignments.planned[number]);
  if (planned == period) return;
  const std::int64_t grams = consignments.size[number].value;
  if (consignments.route[number] == none) {
    list_.move(flows_.not_shipped_g, period, planned, 0, grams);
    list_.move(flows_.not_shipped_count, period, planned, 0, 1);
    return;
  }
  const std::size_t lane = lane_of(consignments.route[number]);
  list_.move(flows_.shipped_g, period, planned, lane, grams);
  list_.move(flows_.shipped_count, period, planned, lane, 1);
  list_.move(flows_.shipped_lots, period, planned, lane, consignments.lots[number]);
}

void RunTally::add_plans(Index period) {
  list_.add(flows_.planned_g, period, 0, week_planned_[0]);
  list_.add(flows_.planned_count, period, 0, week_planned_[1]);
  list_.add(flows_.not_shipped_g, period, 0, week_not_shipped_[0]);
  list_.add(flows_.not_shipped_count, period, 0, week_not_shipped_[1]);
  list_.add_all(flows_.shipped_g, period, week_shipped_g_);
  list_.add_all(flows_.shipped_count, period, week_shipped_count_);
  list_.add_all(flows_.shipped_lots, period, week_shipped_lots_);
  shipped_total_g_ += sum(week_shipped_g_);
}

void RunTally::count_endings(const State& state, Week week) {
  const Index period = periods_.of(week);
  const Endings& endings = state.endings;
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    const std::size_t lane = lane_of(endings.route[lot]);
    const std::int64_t grams = endings.size[lot].value;
    const bool is_landed = endings.ending[lot] == Ending::landed;
    if (is_landed) {
      week_landed_g_[lane] += grams;
      week_landed_lots_[lane] += 1;
    } else {
      week_stopped_g_[lane] += grams;
    }
    if (endings.ending[lot] == Ending::lost) {
      week_lost_g_[lane] += grams;
      week_lost_lots_[lane] += 1;
    }
    if (endings.planned[lot] != week)
      list_.move(is_landed ? flows_.landed_g : flows_.stopped_g, period, periods_.of(endings.planned[lot]),
                 lane, grams);
  }
  add_endings(period);
}

void RunTally::add_endings(Index period) {
  list_.add_all(flows_.landed_g, period, week_landed_g_);
  list_.add_all(flows_.arrived_g, period, week_landed_g_);
  list_.add_all(flows_.stopped_g, period, week_stopped_g_);
  list_.add_all(flows_.lost_g, period, week_lost_g_);
  ended_total_g_ += sum(week_landed_g_) + sum(week_stopped_g_);
}

void RunTally::hash_week() {
  const SeizureTally::OfWeek& seizures = seizures_.this_week();
  const std::initializer_list<const Totals*> flows{
      &week_planned_,     &week_shipped_g_,      &week_shipped_count_, &week_shipped_lots_,
      &seizures.seized_g, &seizures.seized_lots, &week_lost_g_,        &week_lost_lots_,
      &week_landed_g_,    &week_landed_lots_,    &seizures.recorded_g, &seizures.recorded_lots};
  for (const Totals* totals : flows) digest_.add(*totals);
  digest_.add(money_.received_this_week());
}

void RunTally::begin_week() {
  const std::size_t lanes = world_.lanes.size();
  for (Totals* totals : {&week_shipped_g_, &week_shipped_count_, &week_shipped_lots_, &week_lost_g_,
                         &week_lost_lots_, &week_landed_g_, &week_landed_lots_, &week_stopped_g_})
    totals->assign(lanes, 0);
  week_planned_.assign(2, 0);
  week_not_shipped_.assign(2, 0);
}

void RunTally::check_balance(const State& state) const {
  std::int64_t under_way = 0;
  for (const Grams size : state.lots.size) under_way += size.value;
  WATERBED_CHECK(shipped_total_g_ == ended_total_g_ + under_way);
}

RunResult RunTally::finish(const State& state) {
  for (std::size_t lot = 0; lot < state.lots.count(); ++lot)
    list_.add(flows_.under_way_g, periods_.of(state.lots.planned[lot]), lane_of(state.lots.route[lot]),
              state.lots.size[lot].value);
  const Consignments& consignments = state.consignments;
  for (std::size_t number = 0; number < consignments.size_of_week(); ++number) {
    if (consignments.why[number] != NotShipped::waits) continue;
    const Index period = periods_.of(consignments.planned[number]);
    list_.add(flows_.not_shipped_g, period, 0, consignments.size[number].value);
    list_.add(flows_.not_shipped_count, period, 0, 1);
  }
  workload_.finish(list_);
  RunResult result;
  result.digest = digest_.value();
  result.series = list_.take_cells();
  return result;
}

}  // namespace waterbed
