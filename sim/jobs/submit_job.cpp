// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/submit_job.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <set>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "output/block_store.hpp"
#include "output/durable.hpp"
#include "output/error.hpp"
#include "sim/jobs/pilot.hpp"
#include "sim/jobs/slurm.hpp"
#include "sim/jobs/submission.hpp"
#include "sim/jobs/sweep_manifest.hpp"
#include "sim/jobs/sweep_queue.hpp"
#include "sim/jobs/sweep_runs.hpp"

namespace waterbed {
namespace {

namespace fs = std::filesystem;

// More would only make the queue long.
constexpr std::uint64_t most_tasks = 1000;

// What the queue is still to make of this very design.
std::vector<bool> runs_in_queue(const SweepPlan& plan, const SweepQueue& queue, std::uint64_t runs) {
  std::vector<bool> in_queue(runs, false);
  const std::uint64_t design = design_fingerprint(plan);
  for (const SubmittedTask& task : queue.tasks) {
    const Submission& submission = queue.submissions[task.submission];
    if (task.state == TaskState::ended || submission.design != design) continue;
    for (const RunRange& range : submission.tasks[task.number])
      for (std::uint64_t run = range.begin; run < std::min(range.end, runs); ++run) in_queue[run] = true;
  }
  return in_queue;
}

// Whether a run is made, or another point asks for the same.
class MadeBefore {
 public:
  MadeBefore(const SweepPlan& plan, const SubmitSettings& settings, const RunWatch& watch)
      : replicates_(static_cast<std::uint64_t>(plan.base.scenario.plan.replicates)),
        is_retrying_failed_(settings.is_retrying_failed),
        runs_(plan, watch) {
    runs_.take_up(blocks_of(settings.places.store), watch);
  }

  [[nodiscard]] bool is_made(std::uint64_t run) const {
    const auto point = static_cast<std::size_t>(run / replicates_);
    const auto replicate = static_cast<std::uint32_t>(run % replicates_);
    const MadeRuns& made = runs_.made();
    if (made.first_alike(point) != point) return true;
    return made.has(point, replicate) && !(is_retrying_failed_ && made.has_failed(point, replicate));
  }

  // On one thread; nothing where too few runs are made to tell.
  [[nodiscard]] std::optional<double> mean_seconds() const {
    constexpr std::int64_t fewest = 20;
    const SweepStatus status = status_of(runs_, {});
    if (status.made() < fewest) return std::nullopt;
    return status.seconds / static_cast<double>(status.made());
  }

 private:
  std::uint64_t replicates_;
  bool is_retrying_failed_;
  SweepRuns runs_;
};

struct MissingRuns {
  TaskRuns runs;
  std::uint64_t in_queue = 0;
  std::optional<double> mean_seconds;
};

MissingRuns missing_runs(const SweepPlan& plan, const SubmitSettings& settings, const SweepQueue& queue,
                         const RunWatch& watch) {
  const std::uint64_t runs =
      DesignPoints(plan.design).count() * static_cast<std::uint64_t>(plan.base.scenario.plan.replicates);
  MissingRuns missing;
  // Points may take long to read, and of an empty store nothing is made.
  std::optional<MadeBefore> before;
  if (!blocks_of(settings.places.store).empty()) before.emplace(plan, settings, watch);
  if (before) missing.mean_seconds = before->mean_seconds();
  const std::vector<bool> in_queue = runs_in_queue(plan, queue, runs);
  for (std::uint64_t run = 0; run < runs; ++run) {
    if (before && before->is_made(run)) continue;
    if (in_queue[run]) {
      ++missing.in_queue;
      continue;
    }
    if (missing.runs.empty() || missing.runs.back().end != run) missing.runs.push_back({run, run});
    ++missing.runs.back().end;
  }
  return missing;
}

int rounded_up(double number) {
  return static_cast<int>(std::clamp(std::ceil(number), 1.0, 1e9));
}

JobSize size_for(const ClusterOptions& options, std::uint64_t missing, double seconds, double memory_bytes,
                 std::uint64_t all_runs) {
  const double work_minutes = static_cast<double>(missing) * seconds / 60 / options.cores;
  const std::uint64_t most = std::min(most_tasks, largest_array().value_or(most_tasks));
  JobSize size;
  const double wanted = options.tasks > 0 ? options.tasks : std::ceil(work_minutes / options.minutes);
  size.tasks = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(wanted), 1, std::min(missing, most));
  // Estimates may be wrong by half, nodes are not alike, and to begin takes time, too.
  const double task_minutes = work_minutes / static_cast<double>(size.tasks);
  size.task_limit_minutes =
      options.limit_minutes > 0 ? options.limit_minutes : rounded_up(2 * task_minutes + 10);
  constexpr double mb = 1e6;
  const double task_mb = 300 + 1.5 * memory_bytes / mb * options.cores;
  size.task_memory_mb = options.memory_mb > 0 ? options.memory_mb : rounded_up(task_mb);
  const auto merged_runs = static_cast<double>(all_runs);
  size.merge_memory_mb =
      std::max(options.memory_mb, rounded_up(500 + 1.5 * memory_bytes / mb + merged_runs / 1e3));
  size.merge_limit_minutes = rounded_up(15 + merged_runs / 2e4);
  return size;
}

void write_script(const fs::path& path, const std::string& text) {
  write_durably(path, text);
  std::error_code ignored;
  fs::permissions(path, fs::perms::owner_exec, fs::perm_options::add, ignored);
}

// The folder stays where jobs were submitted.
void submit(const SweepPlan& plan, const SubmitSettings& settings, const TaskRuns& runs,
            const RunWatch& watch, SubmitSummary& summary) {
  Submission submission;
  submission.design = design_fingerprint(plan);
  submission.tasks = cut(runs, summary.size.tasks);
  make_folder(settings.places.store, submission);
  try {
    summary.size.submission = submission.number;
    summary.scripts = scripts_for(settings.options, settings.places, summary.size);
    write_tasks(submission);
    write_script(submission.folder / "tasks.sh", summary.scripts.tasks);
    write_script(submission.folder / "merge.sh", summary.scripts.merge);
    submission.array_job = submit_script(submission.folder, "tasks.sh");
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(submission.folder, ignored);
    throw;
  }
  write_jobs(submission);
  summary.folder = submission.folder;
  summary.array_job = submission.array_job;
  try {
    submission.merge_job = submit_script(submission.folder, "merge.sh",
                                         {fmt::format("--dependency=afterany:{}", submission.array_job)});
    write_jobs(submission);
    summary.merge_job = submission.merge_job;
  } catch (const std::invalid_argument& problem) {
    if (watch.remark) watch.remark(fmt::format("there is no job that merges: {}", problem.what()));
  } catch (const SlurmError& problem) {
    if (watch.remark) watch.remark(fmt::format("there is no job that merges: {}", problem.what()));
  }
}

}  // namespace

SubmitSummary submit_sweep(const SweepPlan& plan, const SubmitSettings& settings, const RunWatch& watch) {
  const SweepQueue queue = queue_of_sweep(settings.places.store);
  const MissingRuns missing = missing_runs(plan, settings, queue, watch);
  SubmitSummary summary;
  summary.missing = count_of(missing.runs);
  summary.in_queue = missing.in_queue;
  if (summary.missing == 0) return summary;
  const auto replicates = static_cast<std::uint64_t>(plan.base.scenario.plan.replicates);
  const std::uint64_t runs = DesignPoints(plan.design).count() * replicates;
  const Estimate cost = estimate(plan.base, {{}, 1, InstructionSet::plain});
  summary.is_measured = missing.mean_seconds.has_value();
  summary.seconds = missing.mean_seconds.value_or(cost.seconds / static_cast<double>(replicates));
  summary.size = size_for(settings.options, summary.missing, summary.seconds, cost.memory_bytes, runs);
  if (settings.is_dry) {
    summary.scripts = scripts_for(settings.options, settings.places, summary.size);
    return summary;
  }
  const SweepRuns shape(plan, watch, {0});
  const BlockStore store(settings.places.store, shape.shape(), "");
  submit(plan, settings, missing.runs, watch, summary);
  return summary;
}

std::uint64_t cancel_sweep(const fs::path& store) {
  const SweepQueue queue = queue_of_sweep(store);
  std::set<std::int64_t> jobs;
  for (const std::int64_t job : queue.jobs) jobs.insert(job);
  std::uint64_t tasks = 0;
  for (const SubmittedTask& task : queue.tasks) tasks += task.state == TaskState::ended ? 0 : 1;
  if (!jobs.empty()) cancel_jobs({jobs.begin(), jobs.end()});
  return tasks;
}

}  // namespace waterbed
