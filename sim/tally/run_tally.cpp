// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/run_tally.hpp"

#include <algorithm>
#include <array>
#include <functional>

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
      labour_(list_) {
  const std::size_t lanes = world.lanes.size();
  for (Totals* totals : {&week_shipped_g_, &week_shipped_count_, &week_shipped_lots_, &week_lost_g_,
                         &week_lost_lots_, &week_landed_g_, &week_landed_lots_})
    totals->assign(lanes, 0);
  for (Totals* totals : {&week_seized_g_, &week_seized_lots_, &week_recorded_g_, &week_recorded_lots_})
    totals->assign(lanes * stage_count, 0);
  week_planned_.assign(2, 0);
}

std::size_t RunTally::lane_of(Index route) const {
  return at(world_.routes.lane[at(route)]);
}

void RunTally::count(const State& state, Week week) {
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
  for (std::size_t number = 0; number < consignments.size_of_week(); ++number) {
    const std::int64_t grams = consignments.size[number].value;
    const Index period = periods_.of(consignments.planned[number]);
    if (consignments.planned[number] == week) count_plan(period, grams);
    if (consignments.why[number] == NotShipped::waits) continue;
    if (consignments.route[number] == none) {
      count_not_shipped(period, grams);
      continue;
    }
    const std::size_t lane = lane_of(consignments.route[number]);
    week_shipped_g_[lane] += grams;
    week_shipped_count_[lane] += 1;
    week_shipped_lots_[lane] += consignments.lots[number];
    shipped_total_g_ += grams;
    list_.add(flows_.shipped_g, period, lane, grams);
    list_.add(flows_.shipped_count, period, lane, 1);
    list_.add(flows_.shipped_lots, period, lane, consignments.lots[number]);
  }
}

void RunTally::count_plan(Index period, std::int64_t grams) {
  week_planned_[0] += grams;
  week_planned_[1] += 1;
  list_.add(flows_.planned_g, period, 0, grams);
  list_.add(flows_.planned_count, period, 0, 1);
}

void RunTally::count_not_shipped(Index period, std::int64_t grams) {
  list_.add(flows_.not_shipped_g, period, 0, grams);
  list_.add(flows_.not_shipped_count, period, 0, 1);
}

void RunTally::count_endings(const State& state, Week week) {
  const Index found = periods_.of(week);
  const Endings& endings = state.endings;
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    const std::size_t lane = lane_of(endings.route[lot]);
    const std::int64_t grams = endings.size[lot].value;
    const Index planned = periods_.of(endings.planned[lot]);
    ended_total_g_ += grams;
    if (endings.ending[lot] == Ending::landed) {
      week_landed_g_[lane] += grams;
      week_landed_lots_[lane] += 1;
      list_.add(flows_.landed_g, planned, lane, grams);
      list_.add(flows_.arrived_g, found, lane, grams);
      continue;
    }
    list_.add(flows_.stopped_g, planned, lane, grams);
    if (endings.ending[lot] == Ending::lost) {
      week_lost_g_[lane] += grams;
      week_lost_lots_[lane] += 1;
      list_.add(flows_.lost_g, found, lane, grams);
      continue;
    }
    const std::size_t row = static_cast<std::size_t>(endings.stage[lot]) * world_.lanes.size();
    week_seized_g_[row + lane] += grams;
    week_seized_lots_[row + lane] += 1;
    if (endings.recorded[lot].value == 0) continue;
    week_recorded_g_[row + at(endings.recorded_lane[lot])] += endings.recorded[lot].value;
    week_recorded_lots_[row + at(endings.recorded_lane[lot])] += 1;
  }
}

void RunTally::hash_week() {
  for (Totals* series : {&week_planned_, &week_shipped_g_, &week_shipped_count_, &week_shipped_lots_,
                         &week_seized_g_, &week_seized_lots_, &week_lost_g_, &week_lost_lots_,
                         &week_landed_g_, &week_landed_lots_, &week_recorded_g_, &week_recorded_lots_}) {
    digest_.add(*series);
    std::fill(series->begin(), series->end(), 0);
  }
  digest_.add(money_.received_this_week());
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
  for (std::size_t number = 0; number < consignments.size_of_week(); ++number)
    if (consignments.why[number] == NotShipped::waits)
      count_not_shipped(periods_.of(consignments.planned[number]), consignments.size[number].value);
  workload_.finish(list_);
  RunResult result;
  result.digest = digest_.value();
  result.series = list_.take_cells();
  return result;
}

}  // namespace waterbed
