// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_queue.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>

namespace waterbed {
namespace {

namespace fs = std::filesystem;

// A job is known by its folder: Slurm gives numbers out again after it has lost its memory, and a number may
// be lost between Slurm and this program.
class SubmissionsByFolder {
 public:
  explicit SubmissionsByFolder(const std::vector<Submission>& submissions) : submissions_(submissions) {}

  [[nodiscard]] std::optional<std::size_t> find(const fs::path& folder) {
    const auto known = known_.find(folder);
    if (known != known_.end()) return known->second;
    std::optional<std::size_t> found;
    std::error_code ignored;
    for (std::size_t number = 0; number < submissions_.size() && !found; ++number)
      if (fs::equivalent(folder, submissions_[number].folder, ignored)) found = number;
    known_.emplace(folder, found);
    return found;
  }

 private:
  const std::vector<Submission>& submissions_;
  std::map<fs::path, std::optional<std::size_t>> known_;
};

void take_up(const QueuedTask& queued, std::size_t number, std::size_t first_task, SweepQueue& queue) {
  const Submission& submission = queue.submissions[number];
  if (queued.state != TaskState::ended) queue.jobs.push_back(queued.job);
  if (!queued.task) {
    if (number + 1 == queue.submissions.size() && queued.job == submission.merge_job) queue.merge = queued;
    return;
  }
  if (*queued.task >= submission.tasks.size()) return;
  SubmittedTask& task = queue.tasks[first_task + *queued.task];
  task.state = queued.state;
  task.word = queued.word;
  task.reason = queued.reason;
  task.processors = queued.processors;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::vector<std::string> lines;
  std::ifstream file(path, std::ios::binary);
  for (std::string line; std::getline(file, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

constexpr std::string_view our_mark = "waterbed: ";

std::string without_mark(std::string line) {
  if (line.starts_with(our_mark)) line.erase(0, our_mark.size());
  return line;
}

// Why a task ended before its work was done.
std::string reason_of(const SubmittedTask& task, const Submission& submission) {
  const std::vector<std::string> lines = lines_of(log_of(submission, task.number));
  const std::string word = task.word.empty() || task.word == "COMPLETED" ? "" : " (" + task.word + ")";
  if (lines.empty())
    return task.word.empty() ? "it said nothing, and Slurm knows nothing of it" : "it said nothing" + word;
  return without_mark(lines.back()) + word;
}

std::string text_of_merge(const QueuedTask& merge, const Submission& submission) {
  if (merge.state != TaskState::ended) return merge.word + " (" + merge.reason + ")";
  const std::vector<std::string> lines = lines_of(submission.folder / "merge.log");
  return merge.word == "COMPLETED" || lines.empty() ? merge.word
                                                    : without_mark(lines.back()) + " (" + merge.word + ")";
}

// What Slurm's word means where the task will not start by itself.
std::string explained(const std::string& reason) {
  static const std::map<std::string, std::string> meanings{
      {"PartitionTimeLimit", "longer than the partition allows: --time"},
      {"PartitionConfig", "no node there has so many processors: --cores"},
      {"JobHeldUser", "held: scontrol release"},
      {"JobHeldAdmin", "held: ask those who run the cluster"},
      {"launch failed requeued held", "its node could not start it: scontrol release"}};
  const auto meaning = meanings.find(reason);
  return meaning == meanings.end() ? reason : reason + " (" + meaning->second + ")";
}

using Counts = std::map<std::string, std::int64_t>;

TaskReasons sorted(const Counts& counts) {
  TaskReasons reasons(counts.begin(), counts.end());
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& left, const auto& right) { return left.second > right.second; });
  return reasons;
}

// Which runs are made, or are left to a task that was met.
class CoveredRuns {
 public:
  explicit CoveredRuns(const SweepRuns& runs)
      : runs_(runs), is_left_(runs.made().points() * runs.replicates()) {}

  // How many runs of a task are not made nor left to one met before.
  std::int64_t leave_to(const TaskRuns& task) {
    std::int64_t count = 0;
    for (const RunRange& range : task)
      for (std::uint64_t run = range.begin; run < std::min<std::uint64_t>(range.end, is_left_.size());
           ++run) {
        if (is_left_[run] || is_made(run)) continue;
        is_left_[run] = true;
        ++count;
      }
    return count;
  }

 private:
  [[nodiscard]] bool is_made(std::uint64_t run) const {
    return runs_.made().has(run / runs_.replicates(), static_cast<std::uint32_t>(run % runs_.replicates()));
  }

  const SweepRuns& runs_;
  std::vector<bool> is_left_;
};

}  // namespace

SweepQueue queue_of_sweep(const fs::path& store) {
  SweepQueue queue{submissions_in(store), {}, {}, {}};
  if (queue.submissions.empty()) return queue;
  std::vector<std::size_t> first_tasks;
  for (std::size_t number = 0; number < queue.submissions.size(); ++number) {
    first_tasks.push_back(queue.tasks.size());
    for (std::uint64_t task = 0; task < queue.submissions[number].tasks.size(); ++task)
      queue.tasks.push_back({number, task, TaskState::ended, "", "", 0});
  }
  SubmissionsByFolder by_folder(queue.submissions);
  for (const QueuedTask& queued : queue_of_user())
    if (const auto number = by_folder.find(queued.folder))
      take_up(queued, *number, first_tasks[*number], queue);
  std::sort(queue.jobs.begin(), queue.jobs.end());
  queue.jobs.erase(std::unique(queue.jobs.begin(), queue.jobs.end()), queue.jobs.end());
  return queue;
}

std::int64_t unfinished_tasks(const SweepQueue& queue) {
  return std::count_if(queue.tasks.begin(), queue.tasks.end(),
                       [](const SubmittedTask& task) { return task.state != TaskState::ended; });
}

QueueStatus status_of_queue(const SweepPlan& plan, const SweepRuns& runs, const SweepQueue& queue,
                            double mean_seconds) {
  QueueStatus status;
  Counts waiting;
  Counts early;
  Counts remarks;
  CoveredRuns covered(runs);
  const std::uint64_t design = design_fingerprint(plan);
  const auto is_of_design = [&](const SubmittedTask& task) {
    return queue.submissions[task.submission].design == design;
  };
  for (const SubmittedTask& task : queue.tasks) {
    if (task.state == TaskState::ended) continue;
    if (!is_of_design(task)) {
      ++status.of_changed_design;
      continue;
    }
    status.runs_to_make += covered.leave_to(queue.submissions[task.submission].tasks[task.number]);
    const bool is_running = task.state == TaskState::running;
    ++(is_running ? status.running : status.waiting);
    if (is_running) status.processors += task.processors;
    if (!is_running) ++waiting[explained(task.reason)];
  }
  // The last submission first: what an earlier one left may have been submitted again.
  for (std::size_t number = queue.tasks.size(); number-- > 0;) {
    const SubmittedTask& task = queue.tasks[number];
    const Submission& submission = queue.submissions[task.submission];
    const bool is_early = task.state == TaskState::ended && is_of_design(task) &&
                          covered.leave_to(submission.tasks[task.number]) > 0;
    if (is_early) ++early[reason_of(task, submission)];
    status.ended_early += is_early ? 1 : 0;
    if (task.state == TaskState::ended && is_of_design(task) && !is_early) ++status.done;
    if (is_early) continue;
    std::set<std::string> said;
    for (const std::string& line : lines_of(log_of(submission, task.number)))
      if (line.starts_with(our_mark)) said.insert(without_mark(line));
    for (const std::string& line : said) ++remarks[line];
  }
  if (queue.merge) status.merge = text_of_merge(*queue.merge, queue.submissions.back());
  status.waiting_reasons = sorted(waiting);
  status.early_reasons = sorted(early);
  status.remarks = sorted(remarks);
  if (status.processors > 0 && mean_seconds > 0)
    status.seconds_left =
        static_cast<double>(status.runs_to_make) * mean_seconds / static_cast<double>(status.processors);
  return status;
}

std::vector<PointReplicate> under_way_in(const fs::path& store, const SweepQueue& queue) {
  std::vector<PointReplicate> all;
  for (const SubmittedTask& task : queue.tasks) {
    if (task.state != TaskState::running) continue;
    const auto of_task =
        UnderWay::read(under_way_of(store, queue.submissions[task.submission].number, task.number));
    all.insert(all.end(), of_task.begin(), of_task.end());
  }
  return all;
}

}  // namespace waterbed
