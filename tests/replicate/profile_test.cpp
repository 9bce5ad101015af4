// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/profile.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "sim/base/parallel.hpp"
#include "tests/support/faulty.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Two arms that divide after 52 of 60 weeks.
Prepared two_arms() {
  ScenarioOptions options;
  options.weeks = 60;
  Prepared prepared = test::prepare_scenario("lab/two_ports.yaml", options);
  RunPlan& plan = prepared.scenario.plan;
  plan.warm_up_weeks = 0;
  const Arm as_it_is = prepared.scenario.arms.front();
  Arm strict = as_it_is;
  strict.name = "strict";
  strict.measures.push_back({"late", plan.start + 52, {}, 0, {{"choice.eta", Operation::add, 0.5}}});
  prepared.scenario.arms = {as_it_is, strict};
  prepared.scenario.pairs = {{as_it_is.name, strict.name}};
  return prepared;
}

RunCounts counts_of(const Prepared& prepared, Forking forking) {
  Profile profile(prepared.mechanisms);
  static_cast<void>(experiment_of(prepared, InstructionSet::plain, forking).run(0, {}, &profile));
  return profile.counts();
}

TEST(Profile, NamesTheStepsInTheirOrderBetweenWhatFramesThem) {
  const std::vector<Mechanism> mechanisms = all_mechanisms();
  const Profile profile(mechanisms);
  const std::vector<Step> steps = order_steps(mechanisms);
  ASSERT_EQ(profile.steps(), steps.size());
  std::vector<std::string> expected{"replicate/start", "replicate/fork"};
  for (const std::string& step : order_of_a_week(mechanisms)) expected.push_back(step);
  expected.insert(expected.end(), {"pairs/account", "replicate/finish", "file/pack", "file/write"});
  EXPECT_EQ(profile.names(), expected);
  for (std::size_t step = 0; step < steps.size(); ++step)
    EXPECT_TRUE(profile.names()[profile.row_of_step(step)].ends_with("/" + std::string(steps[step].name)));
  for (std::size_t part = 0; part < run_part_names.size(); ++part)
    EXPECT_EQ(profile.names()[profile.row_of(static_cast<RunPart>(part))], run_part_names[part]);
}

TEST(Profile, AddsTimesByRow) {
  Profile profile({});
  profile.add(profile.row_of(RunPart::count), std::chrono::milliseconds(250));
  profile.add(profile.row_of(RunPart::count), std::chrono::milliseconds(500));
  profile.add(profile.row_of(RunPart::write), std::chrono::seconds(2));
  EXPECT_EQ(profile.seconds(), (std::vector<double>{0, 0, 0, 0.75, 0, 0, 0, 2}));
}

// 52 weeks once, and 8 twice.
TEST(Profile, CountsTheWeeksThatAreComputedAndThoseSaved) {
  const RunCounts forked = counts_of(two_arms(), Forking::yes);
  EXPECT_EQ(forked.replicates, 1);
  EXPECT_EQ(forked.weeks, 52 + 2 * 8);
  EXPECT_EQ(forked.weeks_saved, 52);
  const RunCounts apart = counts_of(two_arms(), Forking::no);
  EXPECT_EQ(apart.weeks, 2 * 60);
  EXPECT_EQ(apart.weeks_saved, 0);
}

// Without patience every consignment planned is decided once.
TEST(Profile, CountsWhatIsDecidedInWeeksThatAreComputed) {
  const Prepared prepared = two_arms();
  const Experiment experiment = experiment_of(prepared, InstructionSet::plain);
  std::int64_t planned = 0;
  const Week divides = prepared.scenario.plan.start + 52;
  static_cast<void>(experiment.run(0, [&](std::size_t arm, const State& state, Week week) {
    if (arm == 0 || week >= divides) planned += static_cast<std::int64_t>(state.consignments.size_of_week());
  }));
  const RunCounts counts = counts_of(prepared, Forking::yes);
  EXPECT_GT(planned, 0);
  EXPECT_EQ(counts.consignments, planned);
  EXPECT_EQ(counts.routes_valued, planned * static_cast<std::int64_t>(prepared.world.routes.size()));
}

TEST(Profile, AddsUpReplicatesOfAllThreadsAndChangesNothing) {
  const Prepared prepared = two_arms();
  const Experiment experiment = experiment_of(prepared, InstructionSet::plain);
  Profile profile(prepared.mechanisms);
  std::vector<std::uint32_t> replicates(9);
  std::iota(replicates.begin(), replicates.end(), 0U);
  with_threads(3, [&] {
    experiment.run_all(
        replicates,
        [&](const ReplicateResult& result) {
          const ReplicateResult unmeasured = experiment.run(result.replicate);
          for (std::size_t arm = 0; arm < 2; ++arm) {
            EXPECT_EQ(result.arms[arm].digest, unmeasured.arms[arm].digest);
            EXPECT_EQ(result.arms[arm].series, unmeasured.arms[arm].series);
          }
        },
        {}, &profile);
  });
  EXPECT_EQ(profile.counts().replicates, 9);
  EXPECT_EQ(profile.counts().weeks, 9 * experiment.weeks_computed());
}

// The faulty arm of lab/no_deterrence.yaml ends in the week of the fault, the first goes on.
TEST(Profile, CountsNoWeekOfARunThatFailed) {
  ScenarioOptions options;
  options.weeks = 80;
  Prepared prepared = test::prepare_scenario("lab/no_deterrence.yaml", options);
  prepared.mechanisms.push_back(test::faulty_mechanism());
  const Experiment experiment = experiment_of(prepared, InstructionSet::plain, Forking::no);
  std::uint32_t replicate = 0;
  while (test::fault_of(Luck(1, replicate)) != test::Fault::exception) ++replicate;
  Profile profile(prepared.mechanisms);
  std::int64_t whole = 0;
  static_cast<void>(experiment.run(
      replicate, [&](std::size_t, const State&, Week) { ++whole; }, &profile));
  EXPECT_EQ(profile.counts().weeks, whole);
  EXPECT_EQ(whole, 80 + (test::week_of_fault - prepared.scenario.plan.start));
}

// Of other mechanisms.
TEST(Profile, OfAnotherOrderOfAWeekIsRefused) {
  Profile profile({});
  EXPECT_THROW(static_cast<void>(experiment_of(two_arms(), InstructionSet::plain).run(0, {}, &profile)),
               Broken);
}

}  // namespace
}  // namespace waterbed
