// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "config/scenario.hpp"
#include "output/halfwidth.hpp"
#include "sim/jobs/run_job.hpp"

// What `waterbed run --until-halfwidth` does: adds replicates, round by round, until a statistic is known
// well enough. After each round the result stands, whole, as `run` with so many replicates writes it. Prints
// nothing.
namespace waterbed {

struct PrecisionGoal {
  Statistic statistic = Statistic::kept_out;
  double relative = 0.05;  // half the 95 % interval by the size of the value, at most
  std::int64_t most_replicates = 10000;
};

// How many replicates to have next where the statistic is known to `relative` (missing: not at all) from
// `replicates`. The half-width falls with the square root of their number; some more are made, as the spread
// is only estimated, and at most four times as many at once, as it is estimated badly from few. The same
// number if no more may be made.
[[nodiscard]] std::int64_t next_replicates(std::int64_t replicates, std::optional<double> relative,
                                           const PrecisionGoal& goal);

// Throws std::invalid_argument if it is known before anything runs that no number of replicates leads there:
// there is no pair to account for, its arms never differ, or more are asked for at once than at most.
void check_goal(const Prepared& prepared, const PrecisionGoal& goal);

// Begins with the replicates that `prepared` has, read under `options`; with Resume::yes at least with those
// that the file has. A goal that is not reached ends with a remark and what there is. Throws as run_to_file.
[[nodiscard]] RunSummary run_until_precise(Prepared prepared, const ScenarioOptions& options,
                                           RunSettings settings, const PrecisionGoal& goal,
                                           const RunWatch& watch);

}  // namespace waterbed
