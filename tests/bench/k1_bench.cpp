// SPDX-License-Identifier: Apache-2.0
// Times kernel K1 through the engine (scenarios/lab/k1.yaml, the whole week) and as a plain loop, in turn, in
// one thread, and prints nanoseconds per organisation x lane x week with their ratio. Never part of a test:
// seconds depend on the machine and its load, the ratio much less.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "sim/base/parallel.hpp"
#include "sim/jobs/run_job.hpp"
#include "tests/bench/k1_plain.hpp"

namespace {

constexpr double evaluations = 10000.0 * 64 * 520;

template <class Work>
double nanoseconds_each(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - start;
  return elapsed.count() / evaluations;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int count, char** words) {
  const int rounds = count > 1 ? std::atoi(words[1]) : 3;
  const waterbed::Prepared prepared = waterbed::prepare(WATERBED_SOURCE_DIR "/scenarios/lab/k1.yaml", {});
  waterbed::World world = prepared.world;
  world.instruction_set = waterbed::chosen_instruction_set(std::getenv("WATERBED_ISA"));
  const waterbed::Experiment experiment(prepared.scenario.plan, prepared.scenario.start,
                                        prepared.scenario.arms, world);
  std::vector<double> engine;
  std::vector<double> plain;
  std::vector<double> ratio;
  for (int round = 0; round < std::max(1, rounds); ++round) {
    waterbed::with_threads(1, [&] {
      engine.push_back(
          nanoseconds_each([&] { static_cast<void>(experiment.run(static_cast<std::uint32_t>(round))); }));
    });
    plain.push_back(nanoseconds_each(
        [&] { static_cast<void>(waterbed::bench::PlainK1(static_cast<std::uint64_t>(round) + 1).run()); }));
    ratio.push_back(engine.back() / plain.back());
    std::printf("round %d: engine %.2f ns, plain loop %.2f ns, ratio %.2f\n", round + 1, engine.back(),
                plain.back(), ratio.back());
  }
  std::printf(
      "median: engine %.2f ns, plain loop %.2f ns, ratio %.2f per organisation x lane x week, 1 thread\n",
      median(engine), median(plain), median(ratio));
  return 0;
}
