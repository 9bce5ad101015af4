// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_merge.hpp"

#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <signal.h>
#include <unistd.h>

#include "output/block_store.hpp"
#include "output/durable.hpp"
#include "output/error.hpp"
#include "output/host.hpp"
#include "output/memory_reserve.hpp"
#include "output/result_file.hpp"
#include "sim/base/parallel.hpp"
#include "sim/jobs/run_job.hpp"
#include "sim/jobs/sweep_runs.hpp"

namespace waterbed {
namespace {

constexpr std::string_view growing_ending = ".tmp";

// ".sweep.h5.node7.", before the number of the process that joins on this machine.
std::string growing_begin(const std::filesystem::path& target) {
  return "." + target.filename().string() + "." + host_name() + ".";
}

// Hidden, and of this process alone: several may join into one name.
std::filesystem::path growing_beside(const std::filesystem::path& target) {
  return folder_of(target) /
         (growing_begin(target) + std::to_string(::getpid()) + std::string(growing_ending));
}

// Whether a file is one that a process of this machine was joining and that no longer exists.
bool is_left_behind(const std::string& name, const std::string& begin) {
  if (!name.starts_with(begin) || !name.ends_with(growing_ending)) return false;
  const std::string number = name.substr(begin.size(), name.size() - begin.size() - growing_ending.size());
  pid_t process = 0;
  const auto answer = std::from_chars(number.data(), number.data() + number.size(), process);
  const bool is_number =
      answer.ec == std::errc() && answer.ptr == number.data() + number.size() && process > 0;
  return is_number && ::kill(process, 0) != 0 && errno == ESRCH;
}

// What killed commands left beside the target.
void remove_left_behind(const std::filesystem::path& target) {
  std::error_code ignored;
  std::vector<std::filesystem::path> left;
  for (const auto& entry : std::filesystem::directory_iterator(folder_of(target), ignored))
    if (is_left_behind(entry.path().filename().string(), growing_begin(target))) left.push_back(entry.path());
  for (const std::filesystem::path& path : left) std::filesystem::remove(path, ignored);
}

}  // namespace

void check_sweep_target(const SweepPlan& plan, const std::filesystem::path& design,
                        const std::filesystem::path& target) {
  check_target(plan.base, plan.design.scenario, target);
  const auto refuse = [&](const char* reason) {
    throw std::invalid_argument("the result cannot be written to " + target.string() + ": " + reason);
  };
  std::error_code ignored;
  for (const SourceFileRecord& file : plan.design.files)
    if (std::filesystem::equivalent(design.parent_path() / file.name, target, ignored))
      refuse("it is a file of the design");
  if (!blocks_of(folder_of(target)).empty()) refuse("its folder holds the runs of a sweep");
}

SweepSummary merge_sweep(const SweepPlan& plan, const MergeSettings& settings, const RunWatch& watch) {
  prepare_hdf5();
  SweepSummary summary;
  try {
    with_threads(settings.threads, [&] {
      SweepRuns runs(plan, watch);
      runs.take_up(blocks_of(settings.store), watch);
      if (runs.made().count() == 0)
        throw OutputError(
            OutputFault::request,
            settings.store.string() + " holds no run of this design: waterbed sweep run makes them");
      remove_left_behind(settings.target);
      join(runs.made(), runs.record(), {growing_beside(settings.target), settings.target},
           [&] { stop_if_asked(watch); });
      summary.status = status_of(runs, {});
    });
  } catch (const Stop&) {
    summary.ending = RunEnding::stopped;
  }
  return summary;
}

}  // namespace waterbed
