// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/submit_job.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "output/block_store.hpp"
#include "output/durable.hpp"
#include "output/error.hpp"
#include "output/folder_lock.hpp"
#include "sim/jobs/job_size.hpp"
#include "sim/jobs/pilot.hpp"
#include "sim/jobs/slurm.hpp"
#include "sim/jobs/submission.hpp"
#include "sim/jobs/sweep_manifest.hpp"
#include "sim/jobs/sweep_queue.hpp"
#include "sim/jobs/sweep_runs.hpp"

namespace waterbed {
namespace {

namespace fs = std::filesystem;

constexpr const char* tasks_script_file = "tasks.sh";
constexpr const char* merge_script_file = "merge.sh";
constexpr const char* submitting_folder = "submitting";

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
                         bool is_quick, const RunWatch& watch) {
  const std::uint64_t runs =
      DesignPoints(plan.design).count() * static_cast<std::uint64_t>(plan.base.scenario.plan.replicates);
  MissingRuns missing;
  // Of an empty store nothing is made, and points that are alike matter less than the time to read them.
  std::optional<MadeBefore> before;
  if (!blocks_of(settings.places.store).empty() || is_quick) before.emplace(plan, settings, watch);
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

void write_script(const fs::path& path, const std::string& text) {
  write_durably(path, text);
  std::error_code ignored;
  fs::permissions(path, fs::perms::owner_exec, fs::perm_options::add, ignored);
}

// What sbatch shall take whatever the user's environment says.
std::vector<std::string> words_of(const ClusterOptions& options) {
  std::vector<std::string> words;
  if (!options.partition.empty()) words.push_back("--partition=" + options.partition);
  if (!options.account.empty()) words.push_back("--account=" + options.account);
  return words;
}

// Nothing, with a remark, where Slurm does not take it.
std::optional<std::int64_t> submit_merge(const Submission& submission, const ClusterOptions& options,
                                         const RunWatch& watch) {
  std::vector<std::string> words = words_of(options);
  // One after the other where a store has several.
  words.push_back(fmt::format("--dependency=afterany:{},singleton", submission.array_job));
  std::string problem;
  try {
    return submit_script(submission.folder, merge_script_file, words);
  } catch (const std::invalid_argument& refusal) {
    problem = refusal.what();
  } catch (const SlurmError& silence) {
    problem = silence.what();
  }
  if (watch.remark) watch.remark("there is no job that merges: " + problem);
  return std::nullopt;
}

void remove_folder(const Submission& submission) {
  std::error_code ignored;
  fs::remove_all(submission.folder, ignored);
}

// The folder goes only where Slurm has surely taken nothing: a job is known by it.
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
    write_script(submission.folder / tasks_script_file, summary.scripts.tasks);
    write_script(submission.folder / merge_script_file, summary.scripts.merge);
    submission.array_job = submit_script(submission.folder, tasks_script_file, words_of(settings.options));
  } catch (const SlurmError& silence) {
    if (!silence.may_be_done()) remove_folder(submission);
    throw;
  } catch (...) {
    remove_folder(submission);
    throw;
  }
  write_jobs(submission);
  summary.folder = submission.folder;
  summary.array_job = submission.array_job;
  summary.merge_job = submit_merge(submission, settings.options, watch);
  submission.merge_job = summary.merge_job.value_or(0);
  write_jobs(submission);
}

// A store that only one command at a time may send to a cluster; tasks may run in it.
class SubmittingStore {
 public:
  SubmittingStore(const fs::path& store, std::uint64_t shape)
      : is_new_(!fs::exists(store)), blocks_(std::in_place, store, shape, ""), lock_(locked(store)) {}
  SubmittingStore(const SubmittingStore&) = delete;
  SubmittingStore(SubmittingStore&&) = delete;
  SubmittingStore& operator=(const SubmittingStore&) = delete;
  SubmittingStore& operator=(SubmittingStore&&) = delete;
  // Removes a store that was made for nothing.
  ~SubmittingStore() {
    lock_->remove();
    const fs::path store = blocks_->folder();
    blocks_.reset();
    if (!is_new_ || !submissions_in(store).empty()) return;
    std::error_code ignored;
    for (const char* name : {FolderLock::file_name, question_file}) fs::remove(store / name, ignored);
    fs::remove(store, ignored);
  }

 private:
  static std::unique_ptr<FolderLock> locked(const fs::path& store) {
    try {
      return std::make_unique<FolderLock>(store / submitting_folder);
    } catch (const OutputError&) {
      throw OutputError(OutputFault::machine,
                        "another command is submitting what is missing in " + store.string());
    }
  }

  bool is_new_;
  std::optional<BlockStore> blocks_;
  std::unique_ptr<FolderLock> lock_;
};

SubmitSummary size_up(const SweepPlan& plan, const SubmitSettings& settings, const MissingRuns& missing,
                      bool is_quick) {
  constexpr double reading_s = 0.03;  // of a point that is not quick
  SubmitSummary summary;
  summary.missing = count_of(missing.runs);
  summary.in_queue = missing.in_queue;
  if (summary.missing == 0) return summary;
  const auto replicates = static_cast<std::uint64_t>(plan.base.scenario.plan.replicates);
  const std::uint64_t points = DesignPoints(plan.design).count();
  const Estimate cost = estimate(plan.base, {{}, 1, InstructionSet::plain});
  summary.is_measured = missing.mean_seconds.has_value();
  summary.seconds = missing.mean_seconds.value_or(cost.seconds / static_cast<double>(replicates));
  SweepWork work;
  work.missing = summary.missing;
  work.all = points * replicates;
  work.seconds = summary.seconds;
  work.merged_bytes =
      (cost.file_bytes.value_or(cost.label_bytes) - cost.label_bytes) / static_cast<double>(replicates);
  work.memory_bytes = cost.memory_bytes;
  work.reading_s = is_quick ? 0 : reading_s * static_cast<double>(points);
  summary.size = size_for(settings.options, work);
  return summary;
}

}  // namespace

SubmitSummary submit_sweep(const SweepPlan& plan, const SubmitSettings& settings, const RunWatch& watch) {
  const fs::path& store = settings.places.store;
  std::optional<SubmittingStore> submitting;
  const SweepRuns first(plan, watch, {0});
  const bool is_quick = first.scenarios().is_quick();
  if (!settings.is_dry) submitting.emplace(store, first.shape());
  const SweepQueue queue = queue_of_sweep(store);
  const MissingRuns missing = missing_runs(plan, settings, queue, is_quick, watch);
  if (missing.in_queue > 0 && missing.runs.empty() && queue.submissions.back().merge_job == 0 && watch.remark)
    watch.remark("no job will merge what is in the queue: sweep merge does, once it is made");
  SubmitSummary summary = size_up(plan, settings, missing, is_quick);
  if (summary.missing == 0) return summary;
  if (settings.is_dry)
    summary.scripts = scripts_for(settings.options, settings.places, summary.size);
  else
    submit(plan, settings, missing.runs, watch, summary);
  return summary;
}

std::int64_t cancel_sweep(const fs::path& store) {
  constexpr int most_attempts = 5;  // a job that merges may be submitting what is missing
  std::int64_t tasks = 0;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const SweepQueue queue = queue_of_sweep(store);
    if (queue.jobs.empty()) break;
    if (attempt == 0) tasks = unfinished_tasks(queue);
    // The job that merges has the highest number, and is to submit no more.
    cancel_jobs({queue.jobs.rbegin(), queue.jobs.rend()});
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  }
  return tasks;
}

}  // namespace waterbed
