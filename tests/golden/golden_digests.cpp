// SPDX-License-Identifier: Apache-2.0
// Prints the digest of every arm of the laboratory's cases and of a replicate or two of each scenario,
// shortened to a while after its measures begin. scripts/update_golden writes it to digests.txt; a test
// compares.
#include <cinttypes>
#include <cstdio>
#include <filesystem>
#include <string>

#include "sim/jobs/run_job.hpp"
#include "sim/jobs/version.hpp"

namespace {

struct GoldenRun {
  const char* scenario;
  std::int64_t weeks;
  std::uint32_t replicates;
};

constexpr GoldenRun runs[] = {
    // The laboratory.
    {"lab/accounts.yaml", 5, 1},
    {"lab/belief.yaml", 20, 1},
    {"lab/congestion.yaml", 20, 1},
    {"lab/directing.yaml", 30, 1},
    {"lab/everything.yaml", 104, 2},
    {"lab/frozen_beliefs.yaml", 5, 1},
    {"lab/geometric.yaml", 20, 1},
    {"lab/inspection_game.yaml", 5, 1},
    {"lab/inspection_learned.yaml", 100, 1},
    {"lab/instruments.yaml", 52, 2},
    {"lab/k1.yaml", 10, 1},
    {"lab/labour.yaml", 104, 1},
    {"lab/learnable.yaml", 10, 1},
    {"lab/money.yaml", 20, 1},
    {"lab/nested.yaml", 5, 1},
    {"lab/no_deterrence.yaml", 156, 2},
    {"lab/patrol.yaml", 5, 1},
    {"lab/queue.yaml", 20, 1},
    {"lab/quotients.yaml", 132, 1},
    {"lab/recording.yaml", 10, 1},
    {"lab/seizures_mislead.yaml", 5, 1},
    {"lab/shocks.yaml", 156, 1},
    {"lab/targeting.yaml", 5, 1},
    {"lab/transit.yaml", 52, 1},
    {"lab/two_ports.yaml", 156, 1},
    {"lab/waiting.yaml", 10, 1},
    {"lab/within_port.yaml", 156, 1},
    // Scenarios, shortened to a while after their measures begin.
    {"cracked_messenger.yaml", 226, 1},
    {"joint_customs.yaml", 318, 1},
    {"north_sea.yaml", 366, 2},
    {"random_or_fixed.yaml", 318, 1},
    {"source_side_2024.yaml", 418, 1},
    {"strike.yaml", 40, 2},
};

bool print_digests(const std::filesystem::path& folder, const GoldenRun& golden) {
  waterbed::ScenarioOptions options;
  options.weeks = golden.weeks;
  const waterbed::Prepared prepared = waterbed::prepare(folder / golden.scenario, options);
  std::fputs(prepared.mistakes.printed().c_str(), stderr);
  if (!prepared.mistakes.empty()) return false;
  waterbed::World world = prepared.world;
  world.instruction_set = waterbed::chosen_instruction_set(std::getenv("WATERBED_ISA"));
  const waterbed::Experiment experiment(prepared.scenario.plan, prepared.scenario.start,
                                        prepared.scenario.arms, world);
  for (std::uint32_t replicate = 0; replicate < golden.replicates; ++replicate) {
    const waterbed::ReplicateResult result = experiment.run(replicate);
    for (std::size_t arm = 0; arm < result.arms.size(); ++arm)
      std::printf("%s weeks=%" PRId64 " %s %" PRIu32 " %016" PRIx64 "\n", golden.scenario, golden.weeks,
                  prepared.scenario.arms[arm].name.c_str(), replicate, result.arms[arm].digest);
  }
  return true;
}

}  // namespace

// golden_digests SCENARIOS [BEGINNING]: with it only those whose names begin so.
int main(int count, char** words) {
  if (count != 2 && count != 3) return 2;
  const std::string beginning = count == 3 ? words[2] : "";
  std::printf("results_version %d\n", waterbed::results_version);
  bool all_good = true;
  for (const GoldenRun& golden : runs)
    if (std::string(golden.scenario).starts_with(beginning))
      all_good = print_digests(words[1], golden) && all_good;
  return all_good ? 0 : 1;
}
