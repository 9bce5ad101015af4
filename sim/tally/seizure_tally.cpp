// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/seizure_tally.hpp"

#include <array>
#include <span>

#include "sim/tally/lot_size.hpp"

namespace waterbed {
namespace {

constexpr std::array by_lane{Axis::period, Axis::lane};
constexpr std::array by_stage_and_lane{Axis::period, Axis::stage, Axis::lane};
constexpr std::array by_stage_and_place{Axis::period, Axis::stage, Axis::place};
constexpr std::array by_place_and_size{Axis::period, Axis::place, Axis::lot_size_class};
constexpr std::array by_source{Axis::period, Axis::source_place};

SeriesSpec grams(const char* name, std::span<const Axis> axes, const char* long_name) {
  return {name, "g", long_name, {axes.begin(), axes.end()}, false};
}

SeriesSpec lots(const char* name, std::span<const Axis> axes, const char* long_name) {
  return {name, "1", long_name, {axes.begin(), axes.end()}, true};
}

bool is_before_entry(Stage stage) {
  return stage == Stage::source || stage == Stage::transit;
}

}  // namespace

SeizureTally::SeizureTally(SeriesList& list)
    : seized_g_(
          list.declare(grams("seized_g", by_stage_and_lane, "mass seized, by stage and week of the find"))),
      seized_lots_(
          list.declare(lots("seized_lots", by_stage_and_lane, "lots seized, by stage and week of the find"))),
      recorded_g_(list.declare(
          grams("recorded_g", by_lane,
                "recorded mass of seizures at entry, extraction and inland, by week of the find"))),
      recorded_lots_(
          list.declare(lots("recorded_lots", by_lane,
                            "recorded seizures at entry, extraction and inland, by week of the find"))),
      recorded_upstream_g_(
          list.declare(grams("recorded_upstream_g", by_lane,
                             "recorded mass of seizures at source and in transit, by week of the find"))),
      first_published_g_(
          list.declare(grams("first_published_g", by_lane,
                             "part of recorded_g that was written down by the end of its period"))),
      first_published_lots_(
          list.declare(lots("first_published_lots", by_lane,
                            "part of recorded_lots that was written down by the end of its period"))),
      recorded_stage_g_(
          list.declare(grams("recorded_stage_g", by_stage_and_place,
                             "recorded mass of seizures, by stage, entry place and week of the find"))),
      recorded_stage_lots_(
          list.declare(lots("recorded_stage_lots", by_stage_and_place,
                            "recorded seizures, by stage, entry place and week of the find"))),
      seized_size_lots_(list.declare(lots(
          "seized_size_lots", by_place_and_size,
          "lots seized at entry, extraction and inland, by entry place, true weight and week of the find"))),
      recorded_size_lots_(list.declare(lots(
          "recorded_size_lots", by_place_and_size,
          "recorded seizures at entry, extraction and inland, by entry place, recorded weight and week of "
          "the find"))),
      seized_source_g_(list.declare(
          grams("seized_source_g", by_source, "mass seized at all stages, by source and week of the find"))),
      recorded_source_g_(list.declare(
          grams("recorded_source_g", by_source,
                "recorded mass of seizures at all stages, by recorded source and week of the find"))) {}

void SeizureTally::count(const State& state, Week week, const Counting& counting) {
  const World& world = counting.world;
  const Endings& endings = state.endings;
  const Index period = counting.periods.of(week);
  const std::size_t lanes = world.lanes.size();
  for (Totals* totals : {&week_.seized_g, &week_.seized_lots, &week_.recorded_g, &week_.recorded_lots})
    totals->assign(lanes * stage_count, 0);
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    if (endings.ending[lot] != Ending::seized) continue;
    const Index route = endings.route[lot];
    const std::size_t lane = at(world.routes.lane[at(route)]);
    Find find{period,
              is_before_entry(endings.stage[lot]),
              static_cast<std::size_t>(endings.stage[lot]),
              lane,
              at(world.lanes[lane].place),
              at(world.source_number[at(world.routes.source[at(route)])]),
              endings.size[lot]};
    count_truth(find, counting);
    if (endings.recorded[lot].value == 0) continue;
    find.lane = at(endings.recorded_lane[lot]);
    find.source = at(world.source_number[at(endings.recorded_source[lot])]);
    find.weight = endings.recorded[lot];
    count_record(find, counting);
    const Index published = counting.periods.of(week + endings.weeks_to_record[lot]);
    if (published != period && !find.is_upstream) take_from_first_published(find, counting.list);
  }
  add_lanes(period, lanes, counting.list);
}

void SeizureTally::count_truth(const Find& find, const Counting& counting) {
  SeriesList& list = counting.list;
  const std::size_t cell = find.stage * counting.world.lanes.size() + find.lane;
  week_.seized_g[cell] += find.weight.value;
  week_.seized_lots[cell] += 1;
  list.add(seized_source_g_, find.period, find.source, find.weight.value);
  if (find.is_upstream) return;
  const std::size_t size_cell = find.place * lot_size_lows_kg.size() + lot_size_class(find.weight);
  list.add(seized_size_lots_, find.period, size_cell, 1);
}

void SeizureTally::count_record(const Find& record, const Counting& counting) {
  SeriesList& list = counting.list;
  const std::int64_t grams = record.weight.value;
  const std::size_t cell = record.stage * counting.world.lanes.size() + record.lane;
  week_.recorded_g[cell] += grams;
  week_.recorded_lots[cell] += 1;
  const std::size_t stage_cell = record.stage * counting.world.place_names.size() + record.place;
  list.add(recorded_stage_g_, record.period, stage_cell, grams);
  list.add(recorded_stage_lots_, record.period, stage_cell, 1);
  list.add(recorded_source_g_, record.period, record.source, grams);
  if (record.is_upstream) return;
  const std::size_t size_cell = record.place * lot_size_lows_kg.size() + lot_size_class(record.weight);
  list.add(recorded_size_lots_, record.period, size_cell, 1);
}

void SeizureTally::take_from_first_published(const Find& record, SeriesList& list) const {
  list.add(first_published_g_, record.period, record.lane, -record.weight.value);
  list.add(first_published_lots_, record.period, record.lane, -1);
}

void SeizureTally::add_lanes(Index period, std::size_t lanes, SeriesList& list) const {
  list.add_all(seized_g_, period, week_.seized_g);
  list.add_all(seized_lots_, period, week_.seized_lots);
  for (std::size_t stage = 0; stage < stage_count; ++stage) {
    const auto grams = std::span(week_.recorded_g).subspan(stage * lanes, lanes);
    const auto lots = std::span(week_.recorded_lots).subspan(stage * lanes, lanes);
    if (is_before_entry(static_cast<Stage>(stage))) {
      list.add_all(recorded_upstream_g_, period, grams);
      continue;
    }
    list.add_all(recorded_g_, period, grams);
    list.add_all(recorded_lots_, period, lots);
    list.add_all(first_published_g_, period, grams);
    list.add_all(first_published_lots_, period, lots);
  }
}

}  // namespace waterbed
