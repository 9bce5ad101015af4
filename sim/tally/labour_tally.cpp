// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/labour_tally.hpp"

namespace waterbed {
namespace {

SeriesList::Id declare(SeriesList& list, const char* name, const char* units, const char* long_name) {
  return list.declare({name, units, long_name, {Axis::period, Axis::pool}, false});
}

}  // namespace

LabourTally::LabourTally(SeriesList& list)
    : people_(declare(list, "pool_people_weeks", "1",
                      "people in the pool at the end of a week, added up over weeks")),
      demand_(declare(list, "pool_demand_jobs", "1", "jobs that organisations wanted, one for each lot")),
      jobs_(declare(list, "pool_jobs", "1", "jobs given, one for each lot")),
      wage_(declare(list, "pool_wage_cents", "cent",
                    "wage of a job as it stands at the end of a week, added up over weeks")),
      arrested_(declare(list, "pool_arrested", "1", "people arrested")),
      minors_arrested_(declare(list, "pool_minors_arrested", "1", "minors among those arrested")),
      first_timers_arrested_(declare(list, "pool_first_timers_arrested", "1",
                                     "first-timers among those arrested, minors included")),
      left_(declare(list, "pool_left", "1", "people who stopped or were screened out")),
      recruited_(declare(list, "pool_recruited", "1", "people recruited")),
      minors_recruited_(declare(list, "pool_minors_recruited", "1", "minors among those recruited")) {}

void LabourTally::count(const State& state, Week week, const Counting& counting) const {
  const Index period = counting.periods.of(week);
  const std::vector<Pool>& pools = state.labour.pools;
  for (std::size_t number = 0; number < pools.size(); ++number) {
    const Pool& pool = pools[number];
    const auto add = [&](SeriesList::Id series, std::int64_t amount) {
      counting.list.add(series, period, number, amount);
    };
    add(people_, pool.number);
    add(demand_, pool.demand);
    add(jobs_, pool.jobs);
    add(wage_, in_cents(pool.wage).value);
    add(arrested_, pool.arrested);
    add(minors_arrested_, pool.minors_arrested);
    add(first_timers_arrested_, pool.first_timers_arrested);
    add(left_, pool.left);
    add(recruited_, pool.recruited);
    add(minors_recruited_, pool.minors_recruited);
  }
}

}  // namespace waterbed
