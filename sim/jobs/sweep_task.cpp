// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_task.hpp"

#include <chrono>
#include <cmath>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>

#include "output/block_store.hpp"
#include "output/error.hpp"
#include "output/memory_reserve.hpp"
#include "sim/base/parallel.hpp"
#include "sim/jobs/point_work.hpp"
#include "sim/jobs/slurm.hpp"
#include "sim/jobs/submission.hpp"

namespace waterbed {
namespace {

// Fewer and larger blocks than on one machine: shared file systems are slow, and their files are counted.
constexpr WritingPace task_pace{std::chrono::seconds(2), std::chrono::seconds(60), std::size_t{1} << 23U};

TaskRuns runs_of_task(const SweepPlan& plan, const TaskSettings& settings) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(settings.store, ignored))
    throw OutputError(OutputFault::machine,
                      "there is no " + settings.store.string() + " on node " + node_name());
  const Submission submission = read_submission(settings.store, settings.submission);
  expect_same_design(submission, plan);
  const std::uint64_t runs =
      DesignPoints(plan.design).count() * static_cast<std::uint64_t>(plan.base.scenario.plan.replicates);
  for (const TaskRuns& task : submission.tasks)
    if (task.back().end > runs)
      throw OutputError(OutputFault::machine, "the tasks in " + submission.folder.string() + " are damaged");
  if (settings.task >= submission.tasks.size())
    throw OutputError(OutputFault::request,
                      fmt::format("there are tasks 0 to {} in {}", submission.tasks.size() - 1,
                                  submission.folder.string()));
  return submission.tasks[settings.task];
}

// The points of runs, each with the replicates that are asked for.
struct AskedPoints {
  std::vector<std::uint64_t> numbers;
  std::vector<std::vector<std::uint32_t>> replicates;
};

AskedPoints points_of(const TaskRuns& runs, std::uint64_t replicates) {
  AskedPoints points;
  for (const RunRange& range : runs)
    for (std::uint64_t run = range.begin; run < range.end; ++run) {
      const std::uint64_t point = run / replicates;
      if (points.numbers.empty() || points.numbers.back() != point) {
        points.numbers.push_back(point);
        points.replicates.emplace_back();
      }
      points.replicates.back().push_back(static_cast<std::uint32_t>(run % replicates));
    }
  return points;
}

std::vector<PointWork> missing_work(const SweepRuns& runs, const AskedPoints& asked) {
  std::vector<PointWork> work;
  for (std::size_t point = 0; point < asked.numbers.size(); ++point) {
    PointWork missing{point, {}};
    for (const std::uint32_t replicate : asked.replicates[point])
      if (!runs.made().has(point, replicate)) missing.replicates.push_back(replicate);
    if (!missing.replicates.empty()) work.push_back(std::move(missing));
  }
  return work;
}

// The times that blocks keep are those of this node.
void check_clock(const std::filesystem::path& file, const RunWatch& watch) {
  constexpr double most_s = 60;
  std::ofstream touched(file, std::ios::binary);
  touched.close();
  struct stat state {};
  if (!touched || ::stat(file.c_str(), &state) != 0 || !watch.remark) return;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const double ahead_s =
      std::chrono::duration<double>(now).count() - static_cast<double>(state.st_mtim.tv_sec);
  if (std::abs(ahead_s) < most_s) return;
  watch.remark(
      fmt::format("the clock of node {} is {:.0f} s {} that of the store's file system: times in the "
                  "manifest are wrong, results are not touched",
                  node_name(), std::abs(ahead_s), ahead_s > 0 ? "ahead of" : "behind"));
}

SweepSummary run_with_threads(const SweepPlan& plan, const TaskSettings& settings, const RunWatch& watch) {
  const TaskRuns asked_runs = runs_of_task(plan, settings);
  const auto replicates = static_cast<std::uint64_t>(plan.base.scenario.plan.replicates);
  const AskedPoints asked = points_of(asked_runs, replicates);
  SweepRuns runs(plan, watch, asked.numbers);
  const std::string family = family_of(settings.submission, settings.task);
  BlockStore store(settings.store, runs.shape(), family);
  const std::filesystem::path under_way = under_way_of(settings.store, settings.submission, settings.task);
  check_clock(under_way, watch);
  runs.take_up(blocks_of(settings.store, family), watch);
  if (watch.keeping) watch.keeping();
  run_work(runs, store, missing_work(runs, asked),
           {settings.instruction_set, static_cast<std::int64_t>(count_of(asked_runs)), under_way, task_pace},
           watch);
  const RunEnding ending = missing_work(runs, asked).empty() ? RunEnding::finished : RunEnding::stopped;
  return {ending, status_of(runs, {})};
}

}  // namespace

SweepSummary run_task(const SweepPlan& plan, const TaskSettings& settings, const RunWatch& watch) {
  prepare_hdf5();
  SweepSummary summary;
  try {
    with_threads(settings.threads, [&] { summary = run_with_threads(plan, settings, watch); });
  } catch (const Stop&) {  // before anything was run
    summary.ending = RunEnding::stopped;
  }
  return summary;
}

}  // namespace waterbed
