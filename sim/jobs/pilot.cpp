// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/pilot.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include <unistd.h>

#include "output/block_file.hpp"
#include "output/durable.hpp"
#include "output/error.hpp"
#include "output/made_runs.hpp"
#include "output/result_file.hpp"
#include "output/seal.hpp"
#include "sim/base/parallel.hpp"

namespace waterbed {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Bytes of memory this process uses now; 0 where the system does not say.
double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double all_pages = 0;
  double resident_pages = 0;
  statm >> all_pages >> resident_pages;
  return resident_pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

struct Cost {
  double start_s = 0;          // until the first week of a replicate
  double week_s = 0;           // of one arm
  double replicate_bytes = 0;  // while it runs, all arms
  double process_bytes = 0;    // with one replicate under way
};

// Thrown through the experiment to end the pilot.
struct Enough {};

// Runs replicate 0 for a fifth of a second, or to its end; without forking, so that every arm takes its time.
Cost measure_cost(const Experiment& experiment) {
  constexpr double enough_s = 0.2;
  Cost cost;
  const double before_bytes = resident_bytes();
  const auto begin = Clock::now();
  std::int64_t arm_weeks = 0;
  try {
    static_cast<void>(experiment.run(0, [&](std::size_t, const State&, Week) {
      const double elapsed_s = seconds_since(begin);
      if (arm_weeks == 0) cost.start_s = elapsed_s;
      ++arm_weeks;
      cost.process_bytes = resident_bytes();
      if (elapsed_s > enough_s + cost.start_s) throw Enough{};
    }));
  } catch (const Enough&) {
  }
  if (arm_weeks > 1) cost.week_s = (seconds_since(begin) - cost.start_s) / static_cast<double>(arm_weeks - 1);
  cost.replicate_bytes = std::max(0.0, cost.process_bytes - before_bytes);
  return cost;
}

// The plan cut to the weeks that half a second allows, without warm-up.
RunPlan short_plan(RunPlan plan, std::size_t arms, const Cost& cost) {
  constexpr double enough_s = 0.4;
  const double affordable = enough_s / std::max(1e-9, cost.week_s * static_cast<double>(arms));
  plan.warm_up_weeks = 0;
  plan.replicates = 1;
  plan.weeks = std::clamp(static_cast<std::int64_t>(affordable), std::int64_t{1}, plan.weeks);
  return plan;
}

// A path nobody else uses.
std::filesystem::path scratch_path(const char* name) {
  return std::filesystem::temp_directory_path() / ("waterbed_pilot_" + std::to_string(getpid()) + "_" + name);
}

// Size of a result that has so many replicates like this one.
double size_with(std::uint32_t copies, ResultRecord record, const PackedReplicate& packed) {
  record.layout.replicates = copies;
  std::vector<PackedReplicate> replicates(copies, packed);
  for (std::uint32_t number = 0; number < copies; ++number) replicates[number].replicate = number;
  const TemporaryFile block(scratch_path("block"), {});  // never kept, as the result
  const TemporaryFile result(scratch_path("result"), {});
  write_block(block.path(), record.layout, replicates);
  append_seal(block.path());
  MadeRuns made(record.layout);
  made.add(block.path());
  join(made, record, {scratch_path("joining"), result.path()});
  return static_cast<double>(std::filesystem::file_size(result.path()));
}

// Of the result of all replicates, from that of one of few periods.
void add_file_size(const Prepared& shortened, const RunSettings& settings, const ResultLayout& whole,
                   Estimate& estimate) {
  const Experiment pilot = experiment_of(shortened, settings.instruction_set);
  const ResultRecord record = record_of(shortened, pilot);
  const PackedReplicate packed = pack(record.layout, pilot.run(0));
  const double with_one = size_with(1, record, packed);
  const double one = size_with(2, record, packed) - with_one;
  const double longer =
      static_cast<double>(whole.periods.size()) / static_cast<double>(record.layout.periods.size());
  estimate.label_bytes = with_one - one;
  estimate.file_bytes = estimate.label_bytes + one * longer * static_cast<double>(whole.replicates);
}

}  // namespace

Estimate estimate(const Prepared& prepared, const RunSettings& settings) {
  const RunPlan& plan = prepared.scenario.plan;
  const std::size_t arms = prepared.scenario.arms.size();
  const Experiment experiment = experiment_of(prepared, settings.instruction_set, settings.forking);
  Cost cost;
  with_threads(1,
               [&] { cost = measure_cost(experiment_of(prepared, settings.instruction_set, Forking::no)); });

  const double weeks = static_cast<double>(experiment.weeks_computed());
  const double replicates = static_cast<double>(plan.replicates);
  const double replicates_at_once = std::min<double>(settings.threads, replicates);
  const double rounds = std::ceil(replicates / std::min<double>(settings.threads, available_threads()));
  Estimate result{};
  result.seconds = rounds * (cost.start_s + cost.week_s * weeks);
  // The writer and the summary at the end, as measured on the shipped scenarios.
  constexpr double at_the_end_share = 1.2;
  constexpr double at_the_end_bytes = 5e6;
  result.memory_bytes = at_the_end_bytes + at_the_end_share * (cost.process_bytes + (replicates_at_once - 1) *
                                                                                        cost.replicate_bytes);
  try {
    Prepared shortened = prepared;
    shortened.scenario.plan = short_plan(plan, arms, cost);
    with_threads(1, [&] { add_file_size(shortened, settings, experiment.layout(), result); });
  } catch (const OutputError&) {
  } catch (const std::filesystem::filesystem_error&) {
  }
  return result;
}

}  // namespace waterbed
