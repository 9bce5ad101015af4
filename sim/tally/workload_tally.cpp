// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/workload_tally.hpp"

#include "sim/base/check.hpp"

namespace waterbed {
namespace {

// Beyond 2^31 in a year at a large port, so not stored as a count.
SeriesList::Id declare(SeriesList& list, const char* name, const char* long_name) {
  return list.declare({name, "1", long_name, {Axis::period, Axis::place}, false});
}

constexpr double largest_exact = 0x1p53;

}  // namespace

WorkloadTally::WorkloadTally(SeriesList& list)
    : examined_{declare(list, "examined_units",
                        "legal units examined, at source and transit places on leaving"),
                {}},
      held_{declare(list, "held_units",
                    "legal units that wait to be examined, added up over the ends of weeks"),
            {}},
      released_{declare(list, "released_units", "legal units let go unexamined after waiting"), {}} {}

void WorkloadTally::count(const State& state, Week week, const Counting& counting) {
  const Index period = counting.periods.of(week);
  if (period == none) return;
  places_ = counting.world.place_names.size();
  add_strata(examined_, state.controls.examined_units, at(period), counting);
  add_strata(held_, state.controls.held_units, at(period), counting);
  add_strata(released_, state.controls.released_units, at(period), counting);
  for (std::size_t place = 0; place < places_; ++place)
    examined_.units[at(period) * places_ + place] += state.controls.exports_examined[place];
}

void WorkloadTally::add_strata(Sums& sums, const std::vector<double>& units_of_week, std::size_t period,
                               const Counting& counting) {
  const std::size_t places = counting.world.place_names.size();
  sums.units.resize(counting.periods.count() * places, 0.0);
  for (std::size_t stratum = 0; stratum < units_of_week.size(); ++stratum)
    sums.units[period * places + at(counting.world.strata[stratum].place)] += units_of_week[stratum];
}

void WorkloadTally::finish(SeriesList& list) const {
  for (const Sums* sums : {&examined_, &held_, &released_})
    for (std::size_t cell = 0; cell < sums->units.size(); ++cell) {
      WATERBED_CHECK(sums->units[cell] >= 0.0 && sums->units[cell] < largest_exact);  // false for NaN
      list.add(sums->series, index_of(cell / places_), cell % places_,
               static_cast<std::int64_t>(sums->units[cell] + 0.5));
    }
}

}  // namespace waterbed
