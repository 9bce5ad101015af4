// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/units.hpp"

// What the tally hands to `output`: plain numbers and labels, arrays in row-major order.
namespace waterbed {

// The axes of a series behind arm and replicate, in this order where a series has several. Those from `place`
// on are marginals and never crossed with lanes. `place` holds all places, `source_place` the sources alone.
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
};
constexpr std::size_t axis_count = 9;

// One series: int64 or int32 whole numbers over its axes.
struct SeriesSpec {
  std::string name;       // "seized_g"
  std::string units;      // "g", "1"
  std::string long_name;  // one line
  std::vector<Axis> axes;
  bool is_count;  // stored as int32 instead of int64: for counts that stay far below 2^31 in a period
};

enum class RunState : std::int8_t { done = 0, failed = 1 };

// One run = scenario x arm x replicate. series[s] is the array of layout.series[s]; empty if the run failed.
struct RunResult {
  RunState state = RunState::done;
  std::string message;       // why it failed
  std::uint64_t digest = 0;  // hash of its weekly whole-number totals
  std::vector<std::vector<std::int64_t>> series;
};

// All arms of one replicate, in the order of the layout.
struct ReplicateResult {
  std::uint32_t replicate = 0;
  std::vector<RunResult> arms;
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

// The labels and shapes of a result: dimensions arm x replicate x axes.
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
  std::vector<SeriesSpec> series;     // without those along an axis that has no labels
  std::vector<std::string> steps;     // order of steps of a week, "phase/step"

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
    }
    return 0;
  }
};

}  // namespace waterbed
