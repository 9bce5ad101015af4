// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/units.hpp"

// What the tally hands to `output`: plain numbers and labels, arrays in row-major order.
namespace waterbed {

// The axes of a series behind arm (or pair) and replicate, in this order where a series has several. The
// first is time: `period`, or for series of pairs also `year` and `week`. Those from `place` to `pool` are
// marginals and never crossed with lanes. `place` holds all places, `source_place` the sources alone. Those
// from `estimate` on are of series of pairs only.
enum class Axis {
  period,
  stage,
  lane,
  place,
  source_place,
  lot_size_class,
  account,
  part,
  pool,
  year,
  week,
  estimate,
  shift_kind,
  displaced_by,
  move_class,
  lane_in_a,
  lane_in_b,
};
constexpr std::size_t axis_count = 17;

// What a series is of: a run, or a pair of runs of one replicate.
enum class SeriesOf { arm, pair };

// One series: int64 or int32 whole numbers over its axes.
struct SeriesSpec {
  std::string name;       // "seized_g"
  std::string units;      // "g", "1"
  std::string long_name;  // one line
  std::vector<Axis> axes;
  bool is_count;  // stored as int32 instead of int64: for counts that stay far below 2^31 in a period
  SeriesOf of = SeriesOf::arm;
};

enum class RunState : std::int8_t { done = 0, failed = 1 };

// One run = scenario x arm x replicate. series[s] is the array of layout.series[s]; empty if the run failed.
struct RunResult {
  RunState state = RunState::done;
  std::string message;       // why it failed
  std::uint64_t digest = 0;  // hash of its weekly whole-number totals
  std::vector<std::vector<std::int64_t>> series;
};

// What two arms of one replicate give together; it is done if both are. series[s] is the array of
// layout.pair_series[s]; empty if a run failed.
struct PairResult {
  std::vector<std::vector<std::int64_t>> series;
};

// All arms of one replicate, and all pairs, in the order of the layout.
struct ReplicateResult {
  std::uint32_t replicate = 0;
  std::vector<RunResult> arms;
  std::vector<PairResult> pairs{};
};

struct PlaceLabel {
  std::string name;  // UN/LOCODE or a name of the scenario's own
  std::string title;
  std::string kind;  // port, coast, ...
  double latitude_deg;
  double longitude_deg;
};

// A terminal or depot.
struct PartLabel {
  std::string name;
  std::string title;
  std::string place;  // name of a PlaceLabel
};

struct LaneLabel {
  std::string name;  // "cocaine/NLRTM/rip_off"
  std::string commodity;
  std::string place;  // name of a PlaceLabel
  std::string method;
};

struct PeriodLabel {
  std::int64_t start_day;  // days since 1970-01-01
  std::int32_t weeks;
};

struct LotSizeLabel {
  std::string name;  // "100 to 250 kg"
  double low_kg;     // the lightest lot of the class
};

struct PoolLabel {
  std::string name;   // "insiders/rotterdam"
  std::string kind;   // terminal_insider, release_insider, crew, skipper
  std::string place;  // name of a PlaceLabel
};

// How much of a lane a measure touches.
enum class Touch : std::int8_t { no_route = 0, some_routes = 1, all_routes = 2 };

// Two arms that are compared consignment by consignment.
struct PairLabel {
  std::string name;  // "as_it_is/tighter"
  std::size_t reference;
  std::size_t arm;
  std::optional<std::int64_t> from_day;  // of the first week in which they differ; none: they never do
  std::optional<std::int64_t>
      until_day;               // of the first week in which they no longer do; none: it never comes
  std::vector<Touch> touched;  // by lane: whether it is in R, the routes that the measures touch
};

// The labels and shapes of a result: dimensions arm x replicate x axes, and pair x replicate x axes.
// Replicates of all points of a sweep, one point after the other, are its slots; else a slot is a replicate.
struct ResultLayout {
  std::vector<std::string> arms;  // the first is the reference
  std::int64_t replicates;        // numbered from 0
  std::uint64_t seed;
  std::vector<PeriodLabel> periods;
  std::vector<std::string> stages;  // "source" ... "inland"
  std::vector<PlaceLabel> places;
  std::vector<LaneLabel> lanes;
  std::vector<std::string> source_places;  // names of PlaceLabels
  std::vector<LotSizeLabel> lot_size_classes;
  std::vector<std::string> accounts;  // "founders" ... "creditors"
  std::vector<PartLabel> parts;       // empty in most scenarios
  std::vector<PoolLabel> pools;       // pooled labour; there may be none
  std::vector<SeriesSpec> series;     // of arms, without those along an axis that has no labels
  std::vector<std::string> steps;     // order of steps of a week, "phase/step"
  // There may be no pairs; then all below is empty.
  std::vector<PairLabel> pairs{};
  std::vector<PeriodLabel> years{};         // of the calendar, the first and last perhaps cut
  std::vector<std::int64_t> week_days{};    // Monday of each reported week, days since 1970-01-01
  std::vector<std::string> estimates{};     // "drawn", "expected"
  std::vector<std::string> shift_kinds{};   // "commodity" ... "market"
  std::vector<std::string> displaced_by{};  // "same" ...
  std::vector<std::string> move_classes{};  // "RR" ...
  std::vector<SeriesSpec> pair_series{};
  std::int64_t points = 0;  // of a sweep, between arm (or pair) and replicate; 0: of one scenario

  [[nodiscard]] std::size_t length(Axis axis) const {
    switch (axis) {
      case Axis::period:
        return periods.size();
      case Axis::stage:
        return stages.size();
      case Axis::lane:
        return lanes.size();
      case Axis::place:
        return places.size();
      case Axis::source_place:
        return source_places.size();
      case Axis::lot_size_class:
        return lot_size_classes.size();
      case Axis::account:
        return accounts.size();
      case Axis::part:
        return parts.size();
      case Axis::pool:
        return pools.size();
      case Axis::year:
        return years.size();
      case Axis::week:
        return week_days.size();
      case Axis::estimate:
        return estimates.size();
      case Axis::shift_kind:
        return shift_kinds.size();
      case Axis::displaced_by:
        return displaced_by.size();
      case Axis::move_class:
        return move_classes.size();
      case Axis::lane_in_a:
      case Axis::lane_in_b:
        return pairs.empty() ? 0 : lanes.size() + not_in_a_lane;
    }
    return 0;
  }

  [[nodiscard]] std::size_t slots() const {
    return static_cast<std::size_t>(replicates) * static_cast<std::size_t>(points == 0 ? 1 : points);
  }

  // Labels of lane_in_a and lane_in_b behind the lanes: planned and not shipped; not planned, or smaller.
  static constexpr std::size_t not_in_a_lane = 2;
};

}  // namespace waterbed
