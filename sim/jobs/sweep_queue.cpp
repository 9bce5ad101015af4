// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_queue.hpp"

#include <algorithm>
#include <map>
#include <optional>
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
  // Of a store that was removed and made again there may be older jobs that have ended.
  const bool is_older = submission.array_job > 0 && queued.job != submission.array_job;
  if (queued.state == TaskState::ended && (is_older || task.state != TaskState::ended)) return;
  task.state = queued.state;
  task.word = queued.word;
  task.reason = queued.reason;
  task.processors = queued.processors;
}

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
