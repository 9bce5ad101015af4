// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/replicate/profile.hpp"
#include "sim/tally/run_tally.hpp"
#include "sim/week/calendar.hpp"
#include "sim/week/step.hpp"

namespace waterbed {

// A strand of a replicate while it runs: the run of an arm, and of all arms that have not differed from it.
class StrandRun {
 public:
  // What a strand follows; world and calendar must outlive it.
  struct Following {
    const World& world;
    const Calendar& calendar;
    const ParameterSet& parameters;  // of the arm, before any measure
  };

  StrandRun(const Following& following, State start, PeriodOfWeek periods, const AxisLengths& lengths);

  // The same run so far, failed if this one has, that goes on under the calendar of another arm.
  [[nodiscard]] StrandRun forked(const Following& following) const;

  // `also_count` is what is counted of the week besides the tally of the run, for the accounts of pairs.
  void run_week(const std::vector<Step>& steps, Week week,
                const std::function<void(const State&)>& also_count, Stopwatch& watch);

  // Call once, after the last week. Throws std::bad_alloc alone, as run_week does.
  [[nodiscard]] RunResult finish();

  // Null: the run failed.
  [[nodiscard]] const State* state() const { return state_ ? &*state_ : nullptr; }

 private:
  void fail(std::string message);
  void follow(const Following& following);

  const World* world_;
  const Calendar* calendar_;
  std::optional<State> state_;
  RunTally tally_;
  std::string message_;
};

}  // namespace waterbed
