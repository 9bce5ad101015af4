// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/replicate.hpp"

#include <map>
#include <mutex>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "sim/base/parallel.hpp"
#include "tests/support/faulty.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

std::map<std::uint32_t, std::uint64_t> digests(const Experiment& experiment, int threads) {
  std::map<std::uint32_t, std::uint64_t> by_replicate;
  std::mutex mutex;
  std::vector<std::uint32_t> replicates(static_cast<std::size_t>(experiment.plan().replicates));
  std::iota(replicates.begin(), replicates.end(), 0U);
  with_threads(threads, [&] {
    experiment.run_all(replicates, [&](const ReplicateResult& result) {
      const std::lock_guard lock(mutex);
      by_replicate[result.replicate] = result.arms.back().digest;
    });
  });
  return by_replicate;
}

TEST(Replicates, AreTheSameForAnyNumberOfThreads) {
  ScenarioOptions options;
  options.replicates = 5;
  options.weeks = 60;
  options.sets = {"choice.patience_weeks=3"};
  const Experiment experiment = test::experiment_of("lab/no_deterrence.yaml", options);
  const auto with_one = digests(experiment, 1);
  EXPECT_EQ(with_one.size(), 5U);
  EXPECT_EQ(digests(experiment, 3), with_one);
  EXPECT_EQ(digests(experiment, 16), with_one);
}

// One large replicate runs in parallel inside the week.
TEST(Replicates, ALargeRunIsTheSameForAnyNumberOfThreads) {
  ScenarioOptions options;
  options.weeks = 5;
  options.sets = {"choice.patience_weeks=3"};
  const Experiment experiment = test::experiment_of("lab/k1.yaml", options);
  EXPECT_EQ(digests(experiment, 1), digests(experiment, 4));
}

// Who is stored where decides nothing: the same results, cell by cell, with organisations in another order.
void expect_any_order_of_storage(const std::string& scenario, const ScenarioOptions& options) {
  SCOPED_TRACE(scenario);
  Prepared prepared = test::prepare_scenario(scenario, options);
  const ReplicateResult in_order = waterbed::experiment_of(prepared, InstructionSet::plain).run(0);
  const auto count = static_cast<std::uint32_t>(prepared.world.organisations);
  for (std::uint32_t position = 0; position < count;
       ++position)  // 7 has no common factor with the counts used
    prepared.world.storage_order.push_back((3 + 7 * position) % count);
  std::set<std::uint32_t> all(prepared.world.storage_order.begin(), prepared.world.storage_order.end());
  ASSERT_EQ(all.size(), count);
  const ReplicateResult shuffled = waterbed::experiment_of(prepared, InstructionSet::plain).run(0);
  for (std::size_t arm = 0; arm < in_order.arms.size(); ++arm) {
    EXPECT_EQ(in_order.arms[arm].message, "");
    EXPECT_EQ(shuffled.arms[arm].digest, in_order.arms[arm].digest);
    EXPECT_EQ(shuffled.arms[arm].series, in_order.arms[arm].series);
  }
  ASSERT_EQ(shuffled.pairs.size(), in_order.pairs.size());
  for (std::size_t pair = 0; pair < in_order.pairs.size(); ++pair)
    EXPECT_EQ(shuffled.pairs[pair].series, in_order.pairs[pair].series);
}

TEST(Replicates, DoNotDependOnTheOrderInWhichOrganisationsAreStored) {
  ScenarioOptions options;
  options.weeks = 60;
  options.sets = {"contacts.rule=needed", "beliefs.insider_information=0.3", "beliefs.spill=0.5",
                  "choice.patience_weeks=3"};
  for (const char* scenario :
       {"lab/two_ports.yaml", "lab/instruments.yaml", "lab/directing.yaml", "lab/everything.yaml"})
    expect_any_order_of_storage(scenario, options);
}

TEST(Replicates, ObservingChangesNothing) {
  ScenarioOptions options;
  options.weeks = 20;
  const Experiment experiment = test::experiment_of("lab/no_deterrence.yaml", options);
  int seen = 0;
  const ReplicateResult observed = experiment.run(0, [&](std::size_t, const State&, Week) { ++seen; });
  EXPECT_EQ(seen, 40);  // two arms, no warm-up
  EXPECT_EQ(observed.arms[0].digest, experiment.run(0).arms[0].digest);
}

TEST(Replicates, BeginInTheOrderGiven) {
  ScenarioOptions options;
  options.weeks = 1;
  const Experiment experiment = test::experiment_of("lab/nested.yaml", options);
  const std::vector<std::uint32_t> asked{7, 3, 12, 0};
  std::vector<std::uint32_t> ended;
  with_threads(1, [&] {
    experiment.run_all(asked, [&](const ReplicateResult& result) { ended.push_back(result.replicate); });
  });
  EXPECT_EQ(ended, asked);
}

TEST(Replicates, EndWithWhatTheObserverThrows) {
  const Experiment experiment = test::experiment_of("lab/nested.yaml");
  EXPECT_THROW(static_cast<void>(experiment.run(0, [](std::size_t, const State&, Week) { throw 7; })), int);
}

// How a run goes wrong is told with its seed, replicate, week and step; the other arm and replicates finish.
TEST(Replicates, ThatGoWrongAreRecordedAndTheOthersFinish) {
  Prepared prepared = test::prepare_scenario("lab/no_deterrence.yaml");
  prepared.mechanisms.push_back(test::faulty_mechanism());
  const Experiment experiment = experiment_of(prepared, InstructionSet::plain);
  const std::map<test::Fault, std::string> told{
      {test::Fault::exception, "week of 2001-06-04, step go_wrong: broken on purpose"},
      {test::Fault::not_a_number, "week of 2001-06-11, step choose_routes: "},
      {test::Fault::broken_balance, "week of 2001-06-04, step count: "}};
  std::set<test::Fault> seen;
  for (std::uint32_t replicate = 0; seen.size() < 4; ++replicate) {
    const test::Fault fault = test::fault_of(Luck(1, replicate));
    if (!seen.insert(fault).second) continue;
    const ReplicateResult result = experiment.run(replicate);
    EXPECT_EQ(result.arms[0].state, RunState::done);
    const bool fails = fault != test::Fault::none;
    EXPECT_EQ(result.arms[1].state, fails ? RunState::failed : RunState::done);
    EXPECT_EQ(result.pairs[0].series.empty(), fails);
    if (!fails) continue;
    EXPECT_TRUE(result.arms[1].message.starts_with("seed 1, replicate " + std::to_string(replicate) + ", " +
                                                   told.at(fault)))
        << result.arms[1].message;
  }
}

// Both arms of a pair that never differ go wrong as one run: as each would by itself.
TEST(Replicates, ThatGoWrongAsOneRunFailInEveryArmOfIt) {
  ScenarioOptions options;
  options.weeks = 80;
  Prepared prepared = test::prepare_scenario("lab/no_deterrence.yaml", options);
  prepared.mechanisms.push_back(test::faulty_mechanism());
  std::vector<Arm>& arms = prepared.scenario.arms;
  Arm later = arms[1];  // leaves the run of `tightened` some weeks after that has failed
  later.name = "later";
  later.measures.push_back({"late", test::week_of_fault + 3, {}, 0, {{"choice.eta", Operation::add, 0.25}}});
  arms.push_back(later);
  arms.push_back(arms[1]);
  arms.back().name = "alike";
  std::set<test::Fault> seen;
  for (std::uint32_t replicate = 0; seen.size() < 4; ++replicate) {
    const test::Fault fault = test::fault_of(Luck(1, replicate));
    if (!seen.insert(fault).second) continue;
    const ReplicateResult forked = experiment_of(prepared, InstructionSet::plain).run(replicate);
    const ReplicateResult apart = experiment_of(prepared, InstructionSet::plain, Forking::no).run(replicate);
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
      EXPECT_EQ(apart.arms[arm].state,
                arm > 0 && fault != test::Fault::none ? RunState::failed : RunState::done);
      EXPECT_EQ(forked.arms[arm].state, apart.arms[arm].state);
      EXPECT_EQ(forked.arms[arm].message, apart.arms[arm].message);
      EXPECT_EQ(forked.arms[arm].series, apart.arms[arm].series);
    }
    EXPECT_EQ(forked.pairs[0].series, apart.pairs[0].series);
  }
}

}  // namespace
}  // namespace waterbed
