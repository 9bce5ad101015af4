// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

// What is asked of Slurm, through its own commands: sbatch, squeue, scancel, scontrol and sinfo, as of 20.11
// and newer. https://slurm.schedmd.com
namespace waterbed {

// Slurm is not there or does not answer: one plain sentence.
class SlurmError : public std::runtime_error {
 public:
  explicit SlurmError(const std::string& sentence, bool may_be_done = false)
      : std::runtime_error(sentence), may_be_done_(may_be_done) {}
  // Whether Slurm may have done what was asked for all the same.
  [[nodiscard]] bool may_be_done() const { return may_be_done_; }

 private:
  bool may_be_done_;
};

enum class TaskState { waiting, running, ended };

// A task of an array, or a job of its own, as the queue has it.
struct QueuedTask {
  std::int64_t job = 0;                // of the array
  std::optional<std::uint64_t> task;   // nothing: a job of its own
  TaskState state = TaskState::ended;  // of `word`
  std::string word;                    // "PENDING", "NODE_FAIL"
  std::string reason;                  // "Resources", "None"
  int processors = 0;
  std::filesystem::path folder;  // in which it was submitted
};

// Submits a script from its folder, there called `name`, with further options of sbatch; returns the job's
// number. Throws std::invalid_argument when Slurm refuses it, and SlurmError.
[[nodiscard]] std::int64_t submit_script(const std::filesystem::path& folder, const std::string& name,
                                         const std::vector<std::string>& options = {});

// All tasks and jobs of this user that Slurm still knows, also some minutes after they ended. Throws
// SlurmError.
[[nodiscard]] std::vector<QueuedTask> queue_of_user();

// Throws SlurmError.
void cancel_jobs(const std::vector<std::int64_t>& jobs);

// Of the node of a cluster on which this process runs, or else of the machine.
[[nodiscard]] std::string node_name();

// How many tasks an array may have here; nothing where there is no Slurm to ask.
[[nodiscard]] std::optional<std::uint64_t> largest_array();

// How long a job may run in a partition, or with an empty name in the cluster's default; nothing where there
// is no limit or no Slurm to ask.
[[nodiscard]] std::optional<int> longest_minutes(const std::string& partition);

// "1-02:30:00", "30:00" as Slurm writes times, in minutes; nothing of another text, as "infinite".
[[nodiscard]] std::optional<int> minutes_in(const std::string& text);

}  // namespace waterbed
