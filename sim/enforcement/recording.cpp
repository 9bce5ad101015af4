// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/recording.hpp"

#include <algorithm>
#include <string_view>

#include "sim/base/alternative_noise.hpp"
#include "sim/base/math.hpp"
#include "sim/base/parallel.hpp"
#include "sim/enforcement/reach.hpp"

namespace waterbed {
namespace {

constexpr Purpose recording_purpose("recording");
constexpr Purpose delay_purpose("recording.delay");
constexpr Purpose miscoding_purpose("recording.miscoding");

PhiloxBlock draw_of_lot(Purpose purpose, std::size_t lot, const State& state) {
  const Endings& endings = state.endings;
  return state.luck.draw(purpose, state.organisations.id[at(endings.organisation[lot])], endings.planned[lot],
                         endings.which[lot]);
}

// Which of several names comes first in a draw, each equally likely: the one whose word is largest, as for
// routes, so that the order in which they stand means nothing.
class FirstOfNames {
 public:
  FirstOfNames(std::uint32_t key, std::uint32_t other_key) : key_{key, other_key} {}

  void offer(Index number, std::string_view name) {
    const std::uint32_t word = alternative_word(name_hash(name), key_);
    if (first_ != none && word <= largest_) return;
    largest_ = word;
    first_ = number;
  }
  [[nodiscard]] Index first_or(Index otherwise) const { return first_ == none ? otherwise : first_; }

 private:
  std::uint32_t key_[2];
  std::uint32_t largest_ = 0;
  Index first_ = none;
};

// Another lane of the same commodity and place, or `lane` itself if there is none.
Index another_method(const World& world, Index lane, const PhiloxBlock& words) {
  FirstOfNames first(words[2], words[3]);
  for (std::size_t other = 0; other < world.lanes.size(); ++other) {
    const bool is_alike = world.lanes[other].commodity == world.lanes[at(lane)].commodity &&
                          world.lanes[other].place == world.lanes[at(lane)].place;
    if (is_alike && index_of(other) != lane) first.offer(index_of(other), world.lanes[other].name);
  }
  return first.first_or(lane);
}

// Another source, or `source` itself if there is none.
Index another_source(const World& world, Index source, const PhiloxBlock& words) {
  FirstOfNames first(words[3], words[2]);
  for (const Index other : world.sources)
    if (other != source) first.offer(other, world.place_names[at(other)]);
  return first.first_or(source);
}

bool is_at_lane(Stage stage) {
  return stage != Stage::source && stage != Stage::transit;
}

// Writes finds down by the rules of one week.
class Recorder {
 public:
  Recorder(const World& world, State& state)
      : world_(world),
        state_(state),
        endings_(state.endings),
        params_(state.effective.get<RecordingParams>()),
        places_(state.effective.named<PlaceParams>().values) {}

  void write_down(std::size_t lot) {
    endings_.recorded[lot] = weight(lot);
    if (endings_.recorded[lot].value == 0) return;
    code(lot);
    endings_.weeks_to_record[lot] = weeks(lot);
  }

 private:
  [[nodiscard]] Grams weight(std::size_t lot) const {
    const Index place = place_of_find(world_, endings_.route[lot], endings_.stage[lot]);
    const PhiloxBlock words = draw_of_lot(recording_purpose, lot, state_);
    if (unit_interval(words[0]) >= places_[at(place)].recorded.value()) return {0};
    const double noise = params_.weighing_noise.value();
    if (noise <= 0.0) return endings_.size[lot];
    const double factor = 1.0 + noise * normal_quantile(unit_interval(words[1], words[2]));
    const auto grams =
        static_cast<std::int64_t>(static_cast<double>(endings_.size[lot].value) * factor + 0.5);
    return {std::max<std::int64_t>(1, grams)};
  }

  // Lane and source of the record.
  void code(std::size_t lot) {
    Index& lane = endings_.recorded_lane[lot];
    Index& source = endings_.recorded_source[lot];
    lane = world_.routes.lane[at(endings_.route[lot])];
    source = world_.routes.source[at(endings_.route[lot])];
    const double wrong_method = params_.method_miscoded.value();
    const double wrong_origin = endings_.stage[lot] == Stage::source ? 0.0 : params_.origin_miscoded.value();
    if (wrong_method <= 0.0 && wrong_origin <= 0.0) return;
    const PhiloxBlock words = draw_of_lot(miscoding_purpose, lot, state_);
    if (unit_interval(words[0]) < wrong_method) lane = another_method(world_, lane, words);
    if (unit_interval(words[1]) < wrong_origin) source = another_source(world_, source, words);
  }

  [[nodiscard]] Index weeks(std::size_t lot) const {
    const double mean_weeks = params_.delay_mean.value();
    if (mean_weeks <= 0.0) return 0;
    const PhiloxBlock words = draw_of_lot(delay_purpose, lot, state_);
    return weeks_to_record(mean_weeks, unit_interval(words[0], words[1]));
  }

  const World& world_;
  const State& state_;
  Endings& endings_;
  const RecordingParams& params_;
  const std::vector<PlaceParams>& places_;
};

// Counts what becomes known this week.
class KnownThisWeek {
 public:
  KnownThisWeek(const World& world, RecordedLots& recorded, Week week)
      : world_(world), lots_(recorded.by_week.data() + RecordedLots::row(week) * world.place_methods.size()) {
    std::fill(lots_, lots_ + world.place_methods.size(), 0);
    recorded.weeks_seen = std::min(recorded.weeks_seen + 1, RecordedLots::weeks);
  }
  void add(Index lane) const { ++lots_[world_.lanes[at(lane)].place_method]; }

 private:
  const World& world_;
  std::int32_t* lots_;  // by place-method
};

void write_pending(PendingRecords& pending, const KnownThisWeek& known, Week week) {
  std::size_t kept = 0;
  for (std::size_t record = 0; record < pending.count(); ++record) {
    if (pending.known_from[record] == week) {
      known.add(pending.lane[record]);
      continue;
    }
    pending.known_from[kept] = pending.known_from[record];
    pending.lane[kept++] = pending.lane[record];
  }
  pending.known_from.resize(kept);
  pending.lane.resize(kept);
}

void record_seizures(const World& world, State& state, Week week) {
  const KnownThisWeek known(world, state.recorded_lots, week);
  write_pending(state.pending_records, known, week);
  const Endings& endings = state.endings;
  Recorder recorder(world, state);
  for_each_range(endings.count(), 512, [&](std::size_t begin, std::size_t end) {
    for (std::size_t lot = begin; lot < end; ++lot)
      if (endings.ending[lot] == Ending::seized) recorder.write_down(lot);
  });
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    if (endings.recorded[lot].value == 0 || !is_at_lane(endings.stage[lot])) continue;
    if (endings.weeks_to_record[lot] == 0) {
      known.add(endings.recorded_lane[lot]);
    } else {
      state.pending_records.known_from.push_back(week + endings.weeks_to_record[lot]);
      state.pending_records.lane.push_back(endings.recorded_lane[lot]);
    }
  }
}

}  // namespace

Index weeks_to_record(double mean_weeks, double uniform) {
  if (mean_weeks <= 0.0) return 0;
  return static_cast<Index>(log(uniform) / log(mean_weeks / (1.0 + mean_weeks)));
}

Mechanism recording_mechanism() {
  return {.name = "recording",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_block<RecordingParams>({"recording", "what authorities write down"});
              },
          .purposes = {"recording", "recording.delay", "recording.miscoding"},
          .steps = {{"record_seizures", Phase::settle, record_seizures, {"control_lots"}}}};
}

}  // namespace waterbed
