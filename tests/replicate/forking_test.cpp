// SPDX-License-Identifier: Apache-2.0
// Arms that are computed as one until they differ give what each gives by itself, to the last cell.
#include <algorithm>
#include <atomic>
#include <set>

#include <gtest/gtest.h>

#include "sim/base/parameter_content.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

std::atomic<std::int64_t> weeks_counted{0};  // lint: allow global: a step has no other way to tell a test

Mechanism counting_mechanism() {
  Mechanism mechanism{.name = "counting"};
  mechanism.steps = {{"count_weeks", Phase::renew, [](const World&, State&, Week) { ++weeks_counted; }}};
  return mechanism;
}

Week first_week(const RunPlan& plan) {
  return plan.start - static_cast<std::int32_t>(plan.warm_up_weeks);
}

Week end_week(const RunPlan& plan) {
  return plan.start + static_cast<std::int32_t>(plan.weeks);
}

// Weeks of all arms together, where those that have had the same parameters in every week so far count once.
std::int64_t weeks_of_different_pasts(const Prepared& prepared) {
  const RunPlan& plan = prepared.scenario.plan;
  std::vector<std::vector<std::string>> pasts;
  std::vector<EffectiveParameters> effective;
  for (const Arm& arm : prepared.scenario.arms) effective.emplace_back(arm.parameters);
  pasts.resize(effective.size());
  std::int64_t weeks = 0;
  for (Week week = first_week(plan); week < end_week(plan); week = week + 1) {
    for (std::size_t arm = 0; arm < effective.size(); ++arm) {
      Calendar(prepared.scenario.arms[arm]).apply(week, effective[arm]);
      pasts[arm].push_back(std::to_string(std::hash<std::string>{}(content_of(effective[arm].all()))));
    }
    weeks += static_cast<std::int64_t>(std::set(pasts.begin(), pasts.end()).size());
  }
  return weeks;
}

void expect_same(const ReplicateResult& left, const ReplicateResult& right) {
  ASSERT_EQ(left.arms.size(), right.arms.size());
  for (std::size_t arm = 0; arm < left.arms.size(); ++arm) {
    EXPECT_EQ(left.arms[arm].state, RunState::done) << left.arms[arm].message;
    EXPECT_EQ(left.arms[arm].state, right.arms[arm].state);
    EXPECT_EQ(left.arms[arm].digest, right.arms[arm].digest);
    EXPECT_EQ(left.arms[arm].series, right.arms[arm].series);
  }
  ASSERT_EQ(left.pairs.size(), right.pairs.size());
  for (std::size_t pair = 0; pair < left.pairs.size(); ++pair)
    EXPECT_EQ(left.pairs[pair].series, right.pairs[pair].series);
}

// Returns how many weeks forking saves.
std::int64_t expect_that_forking_changes_nothing(Prepared prepared) {
  prepared.mechanisms.push_back(counting_mechanism());
  const RunPlan& plan = prepared.scenario.plan;
  const auto arms = static_cast<std::int64_t>(prepared.scenario.arms.size());
  const std::int64_t all_weeks = arms * (plan.warm_up_weeks + plan.weeks);
  const Experiment forked = experiment_of(prepared, InstructionSet::plain);
  const Experiment apart = experiment_of(prepared, InstructionSet::plain, Forking::no);
  std::int64_t observed = 0;
  weeks_counted = 0;
  const ReplicateResult result = forked.run(0, [&](std::size_t, const State&, Week) { ++observed; });
  EXPECT_EQ(weeks_counted, weeks_of_different_pasts(prepared));
  EXPECT_EQ(weeks_counted, forked.weeks_computed());
  EXPECT_EQ(observed, all_weeks);
  weeks_counted = 0;
  expect_same(result, apart.run(0));
  EXPECT_EQ(weeks_counted, all_weeks);
  EXPECT_EQ(apart.weeks_computed(), all_weeks);
  return all_weeks - forked.weeks_computed();
}

// The scenario with few weeks around the first in which its arms divide, if they do.
Prepared around_the_first_division(const std::string& name) {
  Prepared prepared = test::prepare_scenario(name);
  RunPlan& plan = prepared.scenario.plan;
  const std::vector<Arm>& arms = prepared.scenario.arms;
  std::vector<Calendar> calendars;
  for (const Arm& arm : arms) calendars.emplace_back(arm);
  const auto strands = strands_of(arms, calendars, first_week(plan), end_week(plan), Forking::yes);
  plan.start = strands.size() > 1 ? strands[1].from - 2 : plan.start;
  plan.warm_up_weeks = 2;
  plan.weeks = 10 / static_cast<std::int64_t>(test::times_smaller) + 2;
  return prepared;
}

// All that are shipped: the scenarios of `folder`, by their names below scenarios/.
std::vector<std::string> scenarios_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios" / folder))
    if (entry.path().extension() == ".yaml") names.push_back(folder + entry.path().filename().string());
  std::sort(names.begin(), names.end());
  EXPECT_FALSE(names.empty());
  return names;
}

TEST(Forking, ChangesNothingInAnyScenario) {
  std::int64_t saved = 0;
  for (const std::string& name : scenarios_in("")) {
    SCOPED_TRACE(name);
    saved += expect_that_forking_changes_nothing(around_the_first_division(name));
  }
  EXPECT_GT(saved, 0);
}

TEST(Forking, ChangesNothingInAnyLaboratory) {
  std::int64_t saved = 0;
  for (const std::string& name : scenarios_in("lab/")) {
    SCOPED_TRACE(name);
    saved += expect_that_forking_changes_nothing(around_the_first_division(name));
  }
  EXPECT_GT(saved, 0);
}

// lab/two_ports.yaml with arms of any measures, by number of the world.
class AnyArms {
 public:
  explicit AnyArms(std::uint32_t number) : luck_(1, number) {
    ScenarioOptions options;
    options.weeks = 12;
    options.sets = {"warm_up_weeks=4"};
    prepared_ = test::prepare_scenario("lab/two_ports.yaml", options);
    prepared_.scenario.pairs.clear();
    Arm base = prepared_.scenario.arms.front();
    std::vector<Arm> arms;
    for (std::size_t arm = 0; arm < 2 + below(4); ++arm) {
      arms.push_back(arms.empty() || below(3) > 0 ? base : arms[below(arms.size())]);
      arms.back().name = "arm_" + std::to_string(arm);
      for (std::size_t count = below(3); count > 0; --count) arms.back().measures.push_back(any_measure());
      if (below(4) == 0) change_parameters(arms.back());
      if (arm > 0 && below(4) > 0)
        prepared_.scenario.pairs.push_back({arms[below(arm)].name, arms.back().name});
    }
    prepared_.scenario.arms = std::move(arms);
  }

  [[nodiscard]] const Prepared& prepared() const { return prepared_; }

 private:
  std::size_t below(std::size_t limit) {
    return luck_.draw(Purpose("any_arms"), next_++, Week{0}, 0)[0] % limit;
  }

  Measure any_measure() {
    constexpr std::array<const char*, 4> paths{"instruments.scanner_first.capacity_units_per_week",
                                               "choice.eta", "investigations.police.hazard",
                                               "strata.origin_west/first/containers.legal_units_per_week"};
    const Week first = first_week(prepared_.scenario.plan);
    const auto from = static_cast<std::int32_t>(below(18)) - 1;  // before the first week, or after the last
    Measure measure{"any_" + std::to_string(next_), first + from, {}, static_cast<int>(below(5)), {}};
    if (below(3) == 0) measure.until = measure.from + 1 + static_cast<std::int32_t>(below(8));
    measure.changes.push_back({paths[below(paths.size())], Operation::multiply, below(2) == 0 ? 0.5 : 1.0});
    return measure;
  }

  static void change_parameters(Arm& arm) {
    for_each_quantity(arm.parameters, [](const std::string& path, const QuantityField& field) {
      if (path == "choice.theta_kg_per_eur") *field.value *= 1.5;
    });
  }

  Luck luck_;
  std::uint32_t next_ = 0;
  Prepared prepared_;
};

TEST(Forking, ChangesNothingWithAnyArms) {
  std::int64_t saved = 0;
  for (std::uint32_t number = 0; number < 60 / test::times_smaller; ++number) {
    SCOPED_TRACE(number);
    saved += expect_that_forking_changes_nothing(AnyArms(number).prepared());
  }
  EXPECT_GT(saved, 0);
}

}  // namespace
}  // namespace waterbed
