// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/strand_run.hpp"

#include <exception>
#include <new>
#include <utility>

#include "sim/base/date_text.hpp"

namespace waterbed {

StrandRun::StrandRun(const Following& following, State start, PeriodOfWeek periods,
                     const AxisLengths& lengths)
    : world_(&following.world),
      calendar_(&following.calendar),
      state_(std::move(start)),
      tally_(following.world, std::move(periods), lengths) {
  follow(following);
}

StrandRun StrandRun::forked(const Following& following) const {
  StrandRun copy = *this;
  copy.follow(following);
  return copy;
}

void StrandRun::follow(const Following& following) {
  calendar_ = &following.calendar;
  if (state_) state_->effective = EffectiveParameters(following.parameters);
}

void StrandRun::run_week(const std::vector<Step>& steps, Week week,
                         const std::function<void(const State&)>& also_count, Stopwatch& watch) {
  if (!state_) return;
  watch.begin();
  const char* where = "calendar";
  try {
    calendar_->apply(week, state_->effective);
    watch.lap(RunPart::calendar);
    for (std::size_t number = 0; number < steps.size(); ++number) {
      where = steps[number].name.data();
      steps[number].run(*world_, *state_, week);
      watch.lap_step(number);
    }
    where = "count";
    tally_.count(*state_, week);
    watch.lap(RunPart::count);
    also_count(*state_);
    watch.lap(RunPart::accounts);
  } catch (const std::bad_alloc&) {
    throw;  // the machine's failure, not the run's
  } catch (const std::exception& failure) {
    fail("week of " + date_of(week) + ", step " + where + ": " + failure.what());
  }
}

RunResult StrandRun::finish() {
  try {
    if (state_) return tally_.finish(*state_);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    fail(std::string("after the last week: ") + failure.what());
  }
  RunResult failed;
  failed.state = RunState::failed;
  failed.message = message_;
  return failed;
}

void StrandRun::fail(std::string message) {
  message_ = std::move(message);
  state_.reset();
}

}  // namespace waterbed
