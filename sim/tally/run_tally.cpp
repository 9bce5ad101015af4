// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/run_tally.hpp"

#include <algorithm>
#include <limits>

#include "sim/base/check.hpp"

namespace waterbed {
namespace {

bool is_upstream(Stage stage) {
  return stage == Stage::source || stage == Stage::transit;
}

void clear(std::vector<std::int64_t>& series) {
  std::fill(series.begin(), series.end(), 0);
}

}  // namespace

std::vector<SeriesSpec> run_series() {
  const std::vector<Axis> by_lane{Axis::period, Axis::lane};
  const std::vector<Axis> by_stage{Axis::period, Axis::stage, Axis::lane};
  const std::vector<Axis> by_period{Axis::period};
  return {
      {"shipped_g", "g", "mass shipped, by week of the plan", by_lane, false},
      {"shipped_count", "1", "consignments shipped, by week of the plan", by_lane, true},
      {"shipped_lots", "1", "lots shipped, by week of the plan", by_lane, true},
      {"landed_g", "g", "mass that reached its market, by week of the plan", by_lane, false},
      {"stopped_g", "g", "mass seized or lost at any stage, by week of the plan", by_lane, false},
      {"under_way_g", "g", "mass still under way when the run ended, by week of the plan", by_lane, false},
      {"seized_g", "g", "mass seized, by stage and week of the find", by_stage, false},
      {"seized_lots", "1", "lots seized, by stage and week of the find", by_stage, true},
      {"lost_g", "g", "mass lost in extraction, by week of the loss", by_lane, false},
      {"arrived_g", "g", "mass that reached its market, by week of arrival", by_lane, false},
      {"recorded_g", "g", "recorded mass of seizures at entry, extraction and inland, by week of the find",
       by_lane, false},
      {"recorded_lots", "1", "recorded seizures at entry, extraction and inland, by week of the find",
       by_lane, true},
      {"recorded_upstream_g", "g", "recorded mass of seizures at source and in transit, by week of the find",
       by_lane, false},
      {"planned_g", "g", "mass of all consignments planned", by_period, false},
      {"planned_count", "1", "consignments planned", by_period, true},
      {"not_shipped_g", "g", "mass of consignments planned and not shipped", by_period, false},
      {"not_shipped_count", "1", "consignments planned and not shipped", by_period, true},
  };
}

PeriodOfWeek::PeriodOfWeek(std::vector<Week> period_starts, Week end)
    : starts_(std::move(period_starts)), end_(end) {}

Index PeriodOfWeek::of(Week week) const {
  if (starts_.empty() || week < starts_.front() || week >= end_) return none;
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), week);
  return index_of(static_cast<std::size_t>(after - starts_.begin()) - 1);
}

RunTally::RunTally(const World& world, PeriodOfWeek periods)
    : world_(world), periods_(std::move(periods)), lanes_(world.lanes.size()) {
  const std::size_t cells = periods_.count() * lanes_;
  for (Series* series : {&shipped_g_, &shipped_count_, &shipped_lots_, &landed_g_, &stopped_g_, &under_way_g_,
                         &lost_g_, &arrived_g_, &recorded_g_, &recorded_lots_, &recorded_upstream_g_})
    series->assign(cells, 0);
  for (Series* series : {&seized_g_, &seized_lots_}) series->assign(cells * stage_count, 0);
  for (Series* series : {&planned_g_, &planned_count_, &not_shipped_g_, &not_shipped_count_})
    series->assign(periods_.count(), 0);
  for (Series* series : {&week_shipped_g_, &week_shipped_count_, &week_shipped_lots_, &week_lost_g_,
                         &week_lost_lots_, &week_landed_g_, &week_landed_lots_})
    series->assign(lanes_, 0);
  for (Series* series : {&week_seized_g_, &week_seized_lots_, &week_recorded_g_, &week_recorded_lots_})
    series->assign(lanes_ * stage_count, 0);
  week_planned_.assign(2, 0);
}

void RunTally::add(Series& series, Index period, std::size_t position, std::size_t length,
                   std::int64_t amount) const {
  if (period != none) series[at(period) * length + position] += amount;
}

std::size_t RunTally::lane_of(Index route) const {
  return at(world_.routes.lane[at(route)]);
}

void RunTally::count(const State& state, Week week) {
  count_plans(state, week);
  count_endings(state, week);
  hash_week();
  check_balance(state);
}

void RunTally::count_plans(const State& state, Week week) {
  const Index period = periods_.of(week);
  const Consignments& consignments = state.consignments;
  for (std::size_t number = 0; number < consignments.size_of_week(); ++number) {
    const std::int64_t grams = consignments.size[number].value;
    week_planned_[0] += grams;
    week_planned_[1] += 1;
    add(planned_g_, period, 0, 1, grams);
    add(planned_count_, period, 0, 1, 1);
    if (consignments.route[number] == none) {
      add(not_shipped_g_, period, 0, 1, grams);
      add(not_shipped_count_, period, 0, 1, 1);
      continue;
    }
    const std::size_t lane = lane_of(consignments.route[number]);
    week_shipped_g_[lane] += grams;
    week_shipped_count_[lane] += 1;
    week_shipped_lots_[lane] += consignments.lots[number];
    shipped_total_g_ += grams;
    add(shipped_g_, period, lane, lanes_, grams);
    add(shipped_count_, period, lane, lanes_, 1);
    add(shipped_lots_, period, lane, lanes_, consignments.lots[number]);
  }
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
      add(landed_g_, planned, lane, lanes_, grams);
      add(arrived_g_, found, lane, lanes_, grams);
      continue;
    }
    add(stopped_g_, planned, lane, lanes_, grams);
    if (endings.ending[lot] == Ending::lost) {
      week_lost_g_[lane] += grams;
      week_lost_lots_[lane] += 1;
      add(lost_g_, found, lane, lanes_, grams);
      continue;
    }
    const std::size_t cell = static_cast<std::size_t>(endings.stage[lot]) * lanes_ + lane;
    week_seized_g_[cell] += grams;
    week_seized_lots_[cell] += 1;
    add(seized_g_, found, cell, lanes_ * stage_count, grams);
    add(seized_lots_, found, cell, lanes_ * stage_count, 1);
    const std::int64_t recorded = endings.recorded[lot].value;
    week_recorded_g_[cell] += recorded;
    week_recorded_lots_[cell] += recorded > 0 ? 1 : 0;
    add(is_upstream(endings.stage[lot]) ? recorded_upstream_g_ : recorded_g_, found, lane, lanes_, recorded);
    if (recorded > 0 && !is_upstream(endings.stage[lot])) add(recorded_lots_, found, lane, lanes_, 1);
  }
}

void RunTally::hash_week() {
  for (Series* series : {&week_planned_, &week_shipped_g_, &week_shipped_count_, &week_shipped_lots_,
                         &week_seized_g_, &week_seized_lots_, &week_lost_g_, &week_lost_lots_,
                         &week_landed_g_, &week_landed_lots_, &week_recorded_g_, &week_recorded_lots_}) {
    digest_.add(*series);
    clear(*series);
  }
}

void RunTally::check_balance(const State& state) const {
  std::int64_t under_way = 0;
  for (const Grams size : state.lots.size) under_way += size.value;
  WATERBED_CHECK(shipped_total_g_ == ended_total_g_ + under_way);
}

RunResult RunTally::finish(const State& state) {
  for (std::size_t lot = 0; lot < state.lots.count(); ++lot)
    add(under_way_g_, periods_.of(state.lots.planned[lot]), lane_of(state.lots.route[lot]), lanes_,
        state.lots.size[lot].value);
  for (const Series* counts :
       {&shipped_count_, &shipped_lots_, &seized_lots_, &recorded_lots_, &planned_count_})
    for (const std::int64_t count : *counts)
      WATERBED_CHECK(count <= std::numeric_limits<std::int32_t>::max());
  RunResult result;
  result.digest = digest_.value();
  result.series = {shipped_g_,     shipped_count_,    shipped_lots_,        landed_g_,  stopped_g_,
                   under_way_g_,   seized_g_,         seized_lots_,         lost_g_,    arrived_g_,
                   recorded_g_,    recorded_lots_,    recorded_upstream_g_, planned_g_, planned_count_,
                   not_shipped_g_, not_shipped_count_};
  return result;
}

}  // namespace waterbed
