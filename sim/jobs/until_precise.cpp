// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/until_precise.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "config/set_option.hpp"
#include "output/block_store.hpp"
#include "output/error.hpp"
#include "output/fingerprint.hpp"
#include "output/flows.hpp"
#include "output/open_result.hpp"
#include "sim/base/check.hpp"

namespace waterbed {
namespace {

std::string percent(double share) {
  return fmt::format("{:.3g} %", 100.0 * share);
}

std::string counted(std::int64_t replicates) {
  return fmt::format("{} replicate{}", replicates, replicates == 1 ? "" : "s");
}

// "kept_out of as_it_is - tightened"
std::string name_of(Statistic statistic, const Precision& precision) {
  return fmt::format("{} of {}", statistic_names[static_cast<std::size_t>(statistic)], precision.subject);
}

// Then perhaps no number of replicates will do, as nothing is precise to a share of 0.
bool may_be_zero(const Precision& precision) {
  return precision.relative().value_or(1.0) >= 1.0;
}

// "half the interval of kept_out of as_it_is - tightened is 9.1 % of it"
std::string told(Statistic statistic, const Precision& precision) {
  const std::string name = name_of(statistic, precision);
  if (precision.replicates < 2) return "too few are done to tell how well " + name + " is known";
  if (!precision.half_width) return name + " has no interval, as what is kept out may be 0";
  const char* unit = statistic == Statistic::displaced_share ? "" : " t/year";
  if (may_be_zero(precision))
    return fmt::format("{} may be 0 ({:.3g}{}, give or take {:.3g})", name, precision.value.value_or(0.0),
                       unit, *precision.half_width);
  return fmt::format("half the interval of {} is {} of it", name, percent(*precision.relative()));
}

// The scenario as `--replicates` reads it, from its own texts: what is edited meanwhile does not matter.
Prepared with_replicates(const Prepared& prepared, ScenarioOptions options, std::int64_t replicates) {
  options.replicates = replicates;
  options.kept.emplace();
  const std::vector<SourceFileRecord>& files = prepared.scenario.record.files;
  for (const SourceFileRecord& file : files)
    if (file.name != sets_file) options.kept->push_back(file);
  Prepared again = prepare(files.front().name, options);
  WATERBED_CHECK(again.mistakes.empty());
  again.mechanisms = prepared.mechanisms;
  return again;
}

// What a result says of the goal.
struct Reading {
  std::int64_t replicates;
  Precision least;
  bool is_precise;
};

class Rounds {
 public:
  Rounds(Prepared prepared, const ScenarioOptions& options, RunSettings settings, const PrecisionGoal& goal,
         const RunWatch& watch)
      : prepared_(std::move(prepared)),
        options_(options),
        settings_(std::move(settings)),
        goal_(goal),
        watch_(watch) {}

  [[nodiscard]] RunSummary run() {
    std::int64_t replicates = first();
    while (true) {
      if (replicates != prepared_.scenario.plan.replicates)
        prepared_ = with_replicates(prepared_, options_, replicates);
      const RunSummary summary = run_to_file(prepared_, settings_, watch_);
      if (summary.ending == RunEnding::stopped) return summary;
      settings_.resume = Resume::yes;
      const Reading reading = read();
      const std::int64_t next = next_of(reading);
      remark_on(reading, next);
      if (next == replicates) return summary;
      replicates = next;
    }
  }

 private:
  // Of a command that goes on, what a file that it may add to leads to: so it meets the blocks of the round
  // that was not finished.
  [[nodiscard]] std::int64_t first() const {
    const std::int64_t asked = prepared_.scenario.plan.replicates;
    const bool has_result = settings_.resume == Resume::yes && std::filesystem::exists(settings_.target) &&
                            !is_being_replaced(settings_.target);
    if (!has_result) return asked;
    const ResultReader reader = open_result(settings_.target);
    if (!difference_from(reader).empty()) return asked;  // which is then refused
    return std::max(asked, next_of(reading_of(reader)));
  }

  [[nodiscard]] Reading read() const {
    const ResultReader reader = open_result(settings_.target);
    const std::string difference = difference_from(reader);
    if (!difference.empty())
      throw OutputError(OutputFault::request, settings_.target.string() +
                                                  " was replaced by another command while this one ran (" +
                                                  difference + ")");
    return reading_of(reader);
  }

  [[nodiscard]] Reading reading_of(const ResultReader& reader) const {
    const Precision least = least_precise(precisions(reader, goal_.statistic));
    return {reader.layout().replicates, least, least.relative() && *least.relative() <= goal_.relative};
  }

  // The same number where nothing is to be added.
  [[nodiscard]] std::int64_t next_of(const Reading& reading) const {
    if (reading.is_precise || reading.least.replicates == 0) return reading.replicates;
    return next_replicates(reading.replicates, reading.least.relative(), goal_);
  }

  [[nodiscard]] std::string difference_from(const ResultReader& reader) const {
    const Experiment experiment = experiment_of(prepared_, settings_.instruction_set);
    return first_difference(reader.record(), record_of(prepared_, experiment));
  }

  void remark_on(const Reading& reading, std::int64_t next) const {
    if (!watch_.remark) return;
    std::string text = counted(reading.replicates) + ": " + told(goal_.statistic, reading.least);
    const std::string aim = percent(goal_.relative);
    if (reading.is_precise)
      text += "; " + aim + " is reached";
    else if (reading.least.replicates == 0)
      text += "; none is done, so none is added";
    else if (next == reading.replicates)
      text += "; " + aim + " is not reached with the most that may be made (--replicates-at-most)";
    else if (may_be_zero(reading.least) && reading.least.replicates > 1)
      text += fmt::format("; {} of it may be out of reach: up to {} are made, {} next", aim,
                          counted(goal_.most_replicates), next);
    else
      text += fmt::format("; for {} {} are made next", aim, next);
    watch_.remark(text);
  }

  Prepared prepared_;
  const ScenarioOptions& options_;
  RunSettings settings_;
  const PrecisionGoal& goal_;
  const RunWatch& watch_;
};

void check_pair(const PairLabel& pair, const ResultLayout& layout) {
  if (pair.from_day && *pair.from_day < end_day(layout.periods.back())) return;
  throw std::invalid_argument(
      fmt::format("--until-halfwidth: the arms {} and {} never differ in the time that is run, so there is "
                  "nothing to know better: leave one out (--arms) or set pairs",
                  layout.arms[pair.reference], layout.arms[pair.arm]));
}

}  // namespace

std::int64_t next_replicates(std::int64_t replicates, std::optional<double> relative,
                             const PrecisionGoal& goal) {
  constexpr double margin = 1.05;
  constexpr std::int64_t at_least_more = 4;
  constexpr std::int64_t times_at_most = 4;
  const std::int64_t at_once = std::max(times_at_most * replicates, replicates + at_least_more);
  const std::int64_t most = std::max(replicates, std::min(at_once, goal.most_replicates));
  if (!relative) return most;
  const double times = *relative / goal.relative;
  const double needed = std::ceil(margin * static_cast<double>(replicates) * times * times);
  if (needed >= static_cast<double>(most)) return most;
  return std::min(std::max(static_cast<std::int64_t>(needed), replicates + at_least_more), most);
}

void check_goal(const Prepared& prepared, const PrecisionGoal& goal) {
  const std::int64_t replicates = prepared.scenario.plan.replicates;
  if (replicates > goal.most_replicates)
    throw std::invalid_argument(
        fmt::format("--replicates-at-most {}: {} are to be made first", goal.most_replicates, replicates));
  if (goal.statistic == Statistic::landed) return;
  const ResultLayout layout = experiment_of(prepared, InstructionSet::plain).layout();
  if (layout.pairs.empty())
    throw std::invalid_argument(fmt::format(
        "--until-halfwidth: {} is told of a pair of arms, and there is none; of an arm alone: landed",
        statistic_names[static_cast<std::size_t>(goal.statistic)]));
  for (const PairLabel& pair : layout.pairs) check_pair(pair, layout);
}

RunSummary run_until_precise(Prepared prepared, const ScenarioOptions& options, RunSettings settings,
                             const PrecisionGoal& goal, const RunWatch& watch) {
  return Rounds(std::move(prepared), options, std::move(settings), goal, watch).run();
}

}  // namespace waterbed
