// SPDX-License-Identifier: Apache-2.0
#include "config/measure_range.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "config/date.hpp"
#include "config/number.hpp"
#include "config/written_number.hpp"

namespace waterbed {

namespace {

Week first_week(const RunPlan& plan) {
  return plan.start - static_cast<std::int32_t>(plan.warm_up_weeks);
}

Week end_of(const RunPlan& plan) {
  return plan.start + static_cast<std::int32_t>(plan.weeks);
}

// One change of one number.
struct Use {
  std::size_t measure;
  std::size_t change;
};

class RangeCheck {
 public:
  RangeCheck(const std::vector<ReadMeasure>& measures, const NumberIndex& index, const RunPlan& plan,
             Reading& reading)
      : measures_(measures), index_(index), plan_(plan), reading_(reading) {}

  void check(const ReadArm& arm) {
    std::map<std::size_t, std::vector<Use>> uses_of;  // by number, in the order the measures apply
    for (const std::size_t measure : arm.measures)
      for (std::size_t change = 0; change < measures_[measure].numbers.size(); ++change)
        uses_of[measures_[measure].numbers[change]].push_back({measure, change});
    const std::vector<double> base = values_of(arm.parameters);
    for (const auto& [number, uses] : uses_of) {
      // Numbers that are missing or wrong before any measure have their own mistake.
      if (!index_.numbers()[number].range.holds(base[number])) continue;
      if (!has_time_for(steps_for(uses), number, uses.back())) return;
      for (const Week week : weeks_of(uses)) check_week(arm, number, base[number], uses, week);
    }
  }

 private:
  // A scenario far beyond use must not keep its user waiting.
  bool has_time_for(std::size_t steps, std::size_t number, const Use& last) {
    constexpr std::size_t most_steps = 100'000'000;
    const bool had_time = steps_ <= most_steps;
    steps_ += steps;
    if (steps_ > most_steps && had_time)
      reading_.refuse(measures_[last.measure].change_at[last.change],
                      "so many measures change " + index_.numbers()[number].path +
                          " in so many weeks and arms that " + "they cannot be checked");
    return steps_ <= most_steps;
  }

  // At most, to find the weeks and to go over the uses in each.
  [[nodiscard]] std::size_t steps_for(const std::vector<Use>& uses) const {
    const auto weeks_of_run = static_cast<std::size_t>(end_of(plan_) - first_week(plan_));
    std::size_t weeks = 0;
    for (const Use& use : uses) {
      const auto ramp = static_cast<std::size_t>(std::max(1, measures_[use.measure].measure.ramp_weeks));
      weeks += std::min(ramp, weeks_of_run) + 2;
    }
    return weeks + std::min(weeks, weeks_of_run) * uses.size();
  }

  [[nodiscard]] std::set<Week> weeks_of(const std::vector<Use>& uses) const {
    std::vector<const Measure*> measures;
    for (const Use& use : uses) measures.push_back(&measures_[use.measure].measure);
    return weeks_of_change(measures, plan_);
  }

  void check_week(const ReadArm& arm, std::size_t number, double value, const std::vector<Use>& uses,
                  Week week) {
    const Use* last = nullptr;
    for (const Use& use : uses) {
      const Measure& measure = measures_[use.measure].measure;
      const double weight = strength(measure, week);
      if (weight > 0) last = &use;
      value = changed(measure.changes[use.change], value, weight);
    }
    const IndexedNumber& target = index_.numbers()[number];
    if (last == nullptr || target.range.holds(value)) return;
    if (!reported_.emplace(last->measure, number).second) return;
    const ReadMeasure& blamed = measures_[last->measure];
    reading_.refuse(blamed.change_at[last->change],
                    std::string(block_of(blamed.measure.kind)) + "." + blamed.measure.name +
                        ".change: " + target.path + " = " + print_number(value) + " in arm " + arm.name +
                        " in the week of " + date_of(week) + is_outside(target.range, target.doc));
  }

  const std::vector<ReadMeasure>& measures_;
  const NumberIndex& index_;
  const RunPlan& plan_;
  Reading& reading_;
  std::size_t steps_ = 0;
  std::set<std::pair<std::size_t, std::size_t>> reported_;  // measure and number
};

}  // namespace

std::set<Week> weeks_of_change(const std::vector<const Measure*>& measures, const RunPlan& plan) {
  const Week first = first_week(plan);
  const Week end = end_of(plan);
  std::set<Week> weeks;
  const auto add = [&](Week week) {
    week = std::max(week, first);
    if (week < end) weeks.insert(week);
  };
  for (const Measure* measure : measures) {
    const Week ramp_end = measure->from + std::max(1, measure->ramp_weeks);
    add(measure->from);
    for (Week week = std::max(measure->from, first); week < std::min(ramp_end, end); week = week + 1)
      add(week);
    if (measure->until) add(*measure->until);
  }
  return weeks;
}

void check_ranges_under_measures(const std::vector<ReadArm>& arms, const std::vector<ReadMeasure>& measures,
                                 const NumberIndex& index, const RunPlan& plan, Reading& reading) {
  RangeCheck check(measures, index, plan, reading);
  for (const ReadArm& arm : arms) check.check(arm);
}

}  // namespace waterbed
