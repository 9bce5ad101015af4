// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/organisation_tally.hpp"

#include <algorithm>

namespace waterbed {

OrganisationTally::OrganisationTally(SeriesList& list)
    : active_(list.declare({"active_organisation_weeks",
                            "1",
                            "organisations not dismantled at the end of a week, added up over weeks",
                            {Axis::period},
                            false})),
      dismantled_(list.declare(
          {"dismantled_count", "1", "organisations dismantled by investigations", {Axis::period}, true})) {}

void OrganisationTally::count(const State& state, Week week, const Counting& counting) const {
  const Index period = counting.periods.of(week);
  const std::vector<double>& activity = state.organisations.activity;
  const auto active =
      std::count_if(activity.begin(), activity.end(), [](double share) { return share > 0.0; });
  counting.list.add(active_, period, 0, active);
  counting.list.add(dismantled_, period, 0, state.organisations.dismantled);
}

}  // namespace waterbed
