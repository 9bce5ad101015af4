// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/recording.hpp"

#include <algorithm>

#include "sim/base/math.hpp"

namespace waterbed {
namespace {

constexpr Purpose recording_purpose("recording");

// The place whose authorities found the lot.
Index place_of_find(const World& world, Index route, Stage stage) {
  if (stage == Stage::source) return world.routes.source[at(route)];
  if (stage == Stage::transit) return world.routes.transit[at(route)];
  return world.lanes[at(world.routes.lane[at(route)])].place;
}

Grams recorded_weight(std::size_t lot, const World& world, const State& state) {
  const Endings& endings = state.endings;
  const Index place = place_of_find(world, endings.route[lot], endings.stage[lot]);
  const PhiloxBlock words =
      state.luck.draw(recording_purpose, static_cast<std::uint32_t>(endings.organisation[lot]),
                      endings.planned[lot], endings.which[lot]);
  if (unit_interval(words[0]) >= state.effective.named<PlaceParams>().values[at(place)].recorded.value())
    return {0};
  if (state.effective.get<RecordingParams>().weighing_noise.value() <= 0.0) return endings.size[lot];
  const double noise = state.effective.get<RecordingParams>().weighing_noise.value();
  const double factor = 1.0 + noise * normal_quantile(unit_interval(words[1], words[2]));
  const auto grams = static_cast<std::int64_t>(static_cast<double>(endings.size[lot].value) * factor + 0.5);
  return {std::max<std::int64_t>(1, grams)};
}

void record_seizures(const World& world, State& state, Week week) {
  RecordedLots& recorded = state.recorded_lots;
  const std::size_t pairs = world.place_methods.size();
  const auto row = recorded.by_week.begin() + static_cast<std::ptrdiff_t>(RecordedLots::row(week) * pairs);
  std::fill(row, row + static_cast<std::ptrdiff_t>(pairs), 0);
  recorded.weeks_seen = std::min(recorded.weeks_seen + 1, RecordedLots::weeks);
  Endings& endings = state.endings;
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    if (endings.ending[lot] != Ending::seized) continue;
    endings.recorded[lot] = recorded_weight(lot, world, state);
    const bool at_lane = endings.stage[lot] != Stage::source && endings.stage[lot] != Stage::transit;
    const Lane& lane = world.lanes[at(world.routes.lane[at(endings.route[lot])])];
    if (at_lane && endings.recorded[lot].value > 0) ++row[lane.place_method];
  }
}

}  // namespace

Mechanism recording_mechanism() {
  return {.name = "recording",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_block<RecordingParams>({"recording", "what authorities write down"});
              },
          .purposes = {"recording"},
          .steps = {{"record_seizures", Phase::settle, record_seizures, {"control_lots"}}}};
}

}  // namespace waterbed
