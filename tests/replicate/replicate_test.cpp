// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/replicate.hpp"

#include <map>
#include <mutex>

#include <gtest/gtest.h>

#include "sim/base/parallel.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

std::map<std::uint32_t, std::uint64_t> digests(const Experiment& experiment, int threads) {
  std::map<std::uint32_t, std::uint64_t> by_replicate;
  std::mutex mutex;
  with_threads(threads, [&] {
    experiment.run_all([&](const ReplicateResult& result) {
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
  const Experiment experiment = test::experiment_of("lab/k1.yaml", options);
  EXPECT_EQ(digests(experiment, 1), digests(experiment, 4));
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

}  // namespace
}  // namespace waterbed
