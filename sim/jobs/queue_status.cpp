// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/queue_status.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string_view>

namespace waterbed {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const fs::path& path) {
  std::vector<std::string> lines;
  std::ifstream file(path, std::ios::binary);
  for (std::string line; std::getline(file, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

constexpr std::string_view our_mark = "waterbed: ";

// A line of a log as a sentence: it may hold anything.
std::string without_mark(std::string line) {
  constexpr std::size_t longest = 400;
  if (line.starts_with(our_mark)) line.erase(0, our_mark.size());
  if (line.size() > longest) line.resize(longest);
  for (char& letter : line)
    if (static_cast<unsigned char>(letter) < ' ' || letter == '\x7f') letter = '?';
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

// What a task has not made: all of it, and what no task that was met before is to make.
struct MissingOfTask {
  std::int64_t all = 0;
  std::int64_t left_over = 0;
};

// Which runs are made, or are left to a task that was met.
class CoveredRuns {
 public:
  explicit CoveredRuns(const SweepRuns& runs)
      : runs_(runs), is_left_(runs.made().points() * runs.replicates()) {}

  MissingOfTask leave_to(const TaskRuns& task) {
    MissingOfTask missing;
    for (const RunRange& range : task) {
      const std::uint64_t end = std::min<std::uint64_t>(range.end, is_left_.size());
      for (std::uint64_t run = range.begin; run < end; ++run) {
        if (is_made(run)) continue;
        ++missing.all;
        if (!is_left_[run]) ++missing.left_over;
        is_left_[run] = true;
      }
    }
    return missing;
  }

 private:
  [[nodiscard]] bool is_made(std::uint64_t run) const {
    return runs_.made().has(run / runs_.replicates(), static_cast<std::uint32_t>(run % runs_.replicates()));
  }

  const SweepRuns& runs_;
  std::vector<bool> is_left_;
};

// Goes through the tasks, those that have not ended first, and counts them.
class TaskCounts {
 public:
  TaskCounts(const SweepQueue& queue, const SweepRuns& runs, std::uint64_t design)
      : queue_(queue), covered_(runs), design_(design) {}

  void count() {
    for (const SubmittedTask& task : queue_.tasks)
      if (task.state != TaskState::ended) count_unfinished(task);
    // The last submission first: what an earlier one left may have been submitted again.
    for (std::size_t number = queue_.tasks.size(); number-- > 0;)
      if (queue_.tasks[number].state == TaskState::ended && is_of_design(queue_.tasks[number]))
        count_ended(queue_.tasks[number]);
    status_.waiting_reasons = sorted(waiting_);
    status_.early_reasons = sorted(early_);
    status_.remarks = sorted(remarks_);
  }

  [[nodiscard]] const QueueStatus& status() const { return status_; }

 private:
  [[nodiscard]] const Submission& submission_of(const SubmittedTask& task) const {
    return queue_.submissions[task.submission];
  }
  [[nodiscard]] bool is_of_design(const SubmittedTask& task) const {
    return submission_of(task).design == design_;
  }

  void count_unfinished(const SubmittedTask& task) {
    if (!is_of_design(task)) {
      ++status_.of_changed_design;
      return;
    }
    status_.runs_to_make += covered_.leave_to(submission_of(task).tasks[task.number]).left_over;
    if (task.state == TaskState::running) {
      ++status_.running;
      status_.processors += task.processors;
    } else {
      ++status_.waiting;
      ++waiting_[explained(task.reason)];
    }
    note_remarks(task);
  }

  void count_ended(const SubmittedTask& task) {
    const MissingOfTask missing = covered_.leave_to(submission_of(task).tasks[task.number]);
    if (missing.left_over > 0) {
      ++status_.ended_early;
      ++early_[reason_of(task, submission_of(task))];
      return;
    }
    ++(missing.all > 0 ? status_.sent_again : status_.done);
    note_remarks(task);
  }

  void note_remarks(const SubmittedTask& task) {
    std::set<std::string> said;
    for (const std::string& line : lines_of(log_of(submission_of(task), task.number)))
      if (line.starts_with(our_mark)) said.insert(without_mark(line));
    for (const std::string& line : said) ++remarks_[line];
  }

  const SweepQueue& queue_;
  CoveredRuns covered_;
  std::uint64_t design_;
  QueueStatus status_;
  Counts waiting_;
  Counts early_;
  Counts remarks_;
};

}  // namespace

QueueStatus status_of_queue(const SweepPlan& plan, const SweepRuns& runs, const SweepQueue& queue,
                            double mean_seconds) {
  TaskCounts counts(queue, runs, design_fingerprint(plan));
  counts.count();
  QueueStatus status = counts.status();
  if (queue.merge) status.merge = text_of_merge(*queue.merge, queue.submissions.back());
  if (status.processors > 0 && mean_seconds > 0)
    status.seconds_left =
        static_cast<double>(status.runs_to_make) * mean_seconds / static_cast<double>(status.processors);
  return status;
}

}  // namespace waterbed
