// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/week/step.hpp"

// Where the time of a run goes, and what is computed in it. Measuring changes no result; who does not ask for
// it pays for no look at the clock.
namespace waterbed {

// What a run spends time on besides the steps of mechanisms, which stand between `calendar` and `count`.
enum class RunPart { start, fork, calendar, count, accounts, finish, pack, write };
constexpr std::array<const char*, 8> run_part_names{
    "replicate/start", "replicate/fork", "calendar/apply_measures",
    "count/tally",     "pairs/account",  "replicate/finish",
    "file/pack",       "file/write"};

// Counts that do not depend on the machine, of runs and weeks that did not fail.
struct RunCounts {
  std::int64_t replicates = 0;
  std::int64_t weeks = 0;          // computed, over arms
  std::int64_t weeks_saved = 0;    // of arms that were one run with another
  std::int64_t consignments = 0;   // decided in the weeks computed; one that waits, again in every week
  std::int64_t routes_valued = 0;  // all routes, for every consignment decided
};

// Times and counts of replicates, added up from any thread.
class Profile {
 public:
  explicit Profile(const std::vector<Mechanism>& mechanisms);

  // In the order in which a replicate goes: "plan/choose_routes" and so on.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] std::size_t row_of(RunPart part) const;
  [[nodiscard]] std::size_t row_of_step(std::size_t step) const {
    return static_cast<std::size_t>(RunPart::calendar) + 1 + step;
  }
  [[nodiscard]] std::size_t steps() const { return names_.size() - run_part_names.size(); }

  void add(std::size_t row, std::chrono::nanoseconds time) { times_[row] += time.count(); }
  void add(const RunCounts& counts);

  // By name, over threads; a loop that runs in parallel inside a step counts as long as the step.
  [[nodiscard]] std::vector<double> seconds() const;
  [[nodiscard]] RunCounts counts() const;

 private:
  std::vector<std::string> names_;
  std::vector<std::atomic<std::int64_t>> times_;  // ns
  std::atomic<std::int64_t> replicates_{0}, weeks_{0}, weeks_saved_{0}, consignments_{0}, routes_valued_{0};
};

// Measures what one thread does, part by part, and adds it to a profile when it ends.
class Stopwatch {
 public:
  // Null: measures nothing.
  explicit Stopwatch(Profile* profile) : profile_(profile) {
    if (profile_ == nullptr) return;
    times_.resize(profile_->names().size());
    begin();
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch(Stopwatch&&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;
  Stopwatch& operator=(Stopwatch&&) = delete;
  ~Stopwatch();

  // What was done since the last call of any of these belongs to nothing, to a part, to a step.
  void begin() {
    if (profile_ != nullptr) last_ = Clock::now();
  }
  void lap(RunPart part) {
    if (profile_ != nullptr) add(profile_->row_of(part));
  }
  void lap_step(std::size_t step) {
    if (profile_ != nullptr) add(profile_->row_of_step(step));
  }

  [[nodiscard]] bool is_on() const { return profile_ != nullptr; }
  RunCounts counts;  // added with the times, if it is on

 private:
  using Clock = std::chrono::steady_clock;

  void add(std::size_t row);

  Profile* profile_;
  Clock::time_point last_;
  std::vector<std::chrono::nanoseconds> times_;
};

}  // namespace waterbed
