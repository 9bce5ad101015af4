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
    : examined_{declare(list, "examined_units", "legal units examined"), {}},
      held_{declare(list, "held_units",
                    "legal units that wait to be examined, added up over the ends of weeks"),
            {}},
      released_{declare(list, "released_units", "legal units let go unexamined after waiting"), {}} {}

void WorkloadTally::count(const State& state, Week week, const Counting& counting) {
  const Index period = counting.periods.of(week);
  if (period == none) return;
  places_ = counting.world.place_names.size();
  add(examined_, state.workload.examined, at(period), counting);
  add(held_, state.workload.held, at(period), counting);
  add(released_, state.workload.released, at(period), counting);
}

void WorkloadTally::add(Sums& sums, const std::vector<double>& units_of_week, std::size_t period,
                        const Counting& counting) {
  WATERBED_CHECK(units_of_week.size() == counting.world.place_names.size());
  sums.units.resize(counting.periods.count() * units_of_week.size(), 0.0);
  for (std::size_t place = 0; place < units_of_week.size(); ++place)
    sums.units[period * units_of_week.size() + place] += units_of_week[place];
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
