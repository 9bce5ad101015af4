// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/tally/series_list.hpp"
#include "sim/world/state.hpp"

// Seizures, truth and record, in the period of the week of the find. What is written down later counts there,
// too, as in figures that were revised long after: even if it is written down after the run. What a figure
// holds when it is first published, at the end of its period, is counted beside it.
namespace waterbed {

class SeizureTally {
 public:
  // Declares its series.
  explicit SeizureTally(SeriesList& list);

  // Counts the seizures of `week`.
  void count(const State& state, Week week, const Counting& counting);

  using Totals = std::vector<std::int64_t>;
  // Of the week counted last, by stage x lane; those recorded by the lane on record.
  struct OfWeek {
    Totals seized_g, seized_lots, recorded_g, recorded_lots;
  };
  [[nodiscard]] const OfWeek& this_week() const { return week_; }

 private:
  // One seized lot, and where it counts.
  struct Find {
    Index period;
    bool is_upstream;  // found at its source or in transit
    std::size_t stage;
    std::size_t lane;
    std::size_t place;   // of entry
    std::size_t source;  // number among the sources
    Grams weight;
  };

  void count_truth(const Find& find, const Counting& counting);
  // `record` is the find as it was written down.
  void count_record(const Find& record, const Counting& counting);
  // One that is written down in another period than that of the find.
  void take_from_first_published(const Find& record, SeriesList& list) const;
  void add_lanes(Index period, std::size_t lanes, SeriesList& list) const;

  SeriesList::Id seized_g_, seized_lots_, recorded_g_, recorded_lots_, recorded_upstream_g_;
  SeriesList::Id first_published_g_, first_published_lots_;
  SeriesList::Id recorded_stage_g_, recorded_stage_lots_;
  SeriesList::Id seized_size_lots_, recorded_size_lots_;
  SeriesList::Id seized_source_g_, recorded_source_g_;
  OfWeek week_;
};

}  // namespace waterbed
