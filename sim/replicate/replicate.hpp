// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "sim/replicate/mechanisms.hpp"
#include "sim/replicate/plan.hpp"
#include "sim/replicate/profile.hpp"
#include "sim/replicate/strands.hpp"
#include "sim/replicate/touched_routes.hpp"
#include "sim/tally/pair_tally.hpp"
#include "sim/tally/results.hpp"
#include "sim/tally/series_list.hpp"
#include "sim/week/calendar.hpp"
#include "sim/week/step.hpp"
#include "sim/world/state.hpp"

// Running: one replicate with its arms side by side, and all replicates in parallel.
namespace waterbed {

// A scenario ready to run: its world, its arms, its order of a week. Shared by all replicates, never changed.
class Experiment {
 public:
  // All arms begin with the state that `start` gives, so that each is the same whichever others are run.
  // `world` is built from the parameters of `start`. The first of `arms` is the reference. Displacement is
  // accounted for `pairs`. What is computed is the same with and without forking.
  Experiment(RunPlan plan, Arm start, std::vector<Arm> arms, World world,
             std::vector<Mechanism> mechanisms = all_mechanisms(), std::vector<ComparedArms> pairs = {},
             Forking forking = Forking::yes);

  // Called after each week of each arm, also where several are computed as one, for tests and recorders; must
  // not change anything. What it throws ends the replicate and goes on to the caller.
  using Observer = std::function<void(std::size_t arm, const State& state, Week week)>;

  // Runs all arms of a replicate. A run that breaks (an exception, a number that is none, a balance that does
  // not hold) is recorded as failed, with seed, replicate, week and step in its message; the others go on.
  // Only want of memory is thrown: it is the machine's failure. What is computed is added to `profile`, of
  // the same mechanisms, if there is one.
  [[nodiscard]] ReplicateResult run(std::uint32_t replicate, const Observer& observe = {},
                                    Profile* profile = nullptr) const;

  // Runs these replicates in parallel, beginning them in the order given, and hands each to `done` as it
  // ends: in any order, from any thread, several at a time.
  void run_all(std::span<const std::uint32_t> replicates, const std::function<void(ReplicateResult)>& done,
               const Observer& observe = {}, Profile* profile = nullptr) const;

  [[nodiscard]] ResultLayout layout() const;
  // Of a replicate in which no run fails, over all arms: a week of arms that are one run counts once.
  [[nodiscard]] std::int64_t weeks_computed() const;
  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] const RunPlan& plan() const { return plan_; }

 private:
  // A pair, and the routes that the measures touch in which its arms differ.
  struct TouchedPair {
    ComparedArms arms;
    Touched touched;
  };

  struct UnderWay;

  void add_pair_labels(ResultLayout& layout) const;
  [[nodiscard]] PairTally pair_tally() const;
  [[nodiscard]] State start_state(Luck luck) const;
  [[nodiscard]] ReplicateResult run_from(State start, std::uint32_t replicate, const Observer& observe,
                                         Stopwatch& watch) const;
  // Begins the strands that are new, as copies of those that they were part of.
  // The runs that begin take the start, the last of them for good.
  void divide(UnderWay& runs, const Strands& strands, State& start) const;
  void run_week(UnderWay& runs, Week week, const Observer& observe) const;
  void count_computed(UnderWay& runs, std::size_t arm) const;
  [[nodiscard]] ReplicateResult finish(UnderWay& runs, std::uint32_t replicate) const;
  // "seed 1, replicate 3, " before what failed.
  [[nodiscard]] std::string failure(std::uint32_t replicate, const std::string& message) const;
  [[nodiscard]] Week first_week() const {
    return plan_.start - static_cast<std::int32_t>(plan_.warm_up_weeks);
  }
  [[nodiscard]] Week end_week() const { return plan_.start + static_cast<std::int32_t>(plan_.weeks); }

  RunPlan plan_;
  Arm start_;
  std::vector<Arm> arms_;
  World world_;
  std::vector<Calendar> calendars_;
  std::vector<Strands> strands_;
  std::vector<Mechanism> mechanisms_;
  std::vector<Step> steps_;
  std::vector<TouchedPair> pairs_;
  AxisLengths lengths_;  // of the layout
};

}  // namespace waterbed
