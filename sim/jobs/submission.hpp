// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/jobs/sweep_plan.hpp"

// What is kept of a sweep that was submitted to a cluster: a folder in its store, `submitted_0001`, with the
// runs of each task, the scripts, the numbers of the jobs and what the tasks said.
namespace waterbed {

// Numbers of runs, end not included: point x replicates + replicate, all arms together.
struct RunRange {
  std::uint64_t begin;
  std::uint64_t end;
  friend bool operator==(const RunRange&, const RunRange&) = default;
};

// Of one task, in order.
using TaskRuns = std::vector<RunRange>;

[[nodiscard]] std::uint64_t count_of(const TaskRuns& runs);

// Runs cut into so many tasks of nearly the same number of runs each; there are as many runs at least.
[[nodiscard]] std::vector<TaskRuns> cut(const TaskRuns& runs, std::uint64_t tasks);

struct Submission {
  int number = 0;
  std::filesystem::path folder;
  std::uint64_t design = 0;  // see design_fingerprint()
  std::vector<TaskRuns> tasks;
  std::int64_t array_job = 0;  // 0: none, as when submitting failed
  std::int64_t merge_job = 0;
};

// A hash of the texts of design, scenario and tables, since numbers of runs mean nothing in changed ones.
[[nodiscard]] std::uint64_t design_fingerprint(const SweepPlan& plan);

// All of a store, the first one first; none if there is no such store.
[[nodiscard]] std::vector<Submission> submissions_in(const std::filesystem::path& store);

// One of them. Throws OutputError if it is not there or cannot be read.
[[nodiscard]] Submission read_submission(const std::filesystem::path& store, int number);

// Throws OutputError if the design is not that of the submission any more.
void expect_same_design(const Submission& submission, const SweepPlan& plan);

// What begins the names of blocks of a task: no other task has it.
[[nodiscard]] std::string family_of(int submission, std::uint64_t task);

// File of what a task has under way; gone unless it was killed.
[[nodiscard]] std::filesystem::path under_way_of(const std::filesystem::path& store, int submission,
                                                 std::uint64_t task);

// What a task said.
[[nodiscard]] std::filesystem::path log_of(const Submission& submission, std::uint64_t task);

// Makes the folder of the next submission, and gives the number and the folder. Throws OutputError.
void make_folder(const std::filesystem::path& store, Submission& submission);

// Writes design and tasks; or the numbers of jobs. Throws OutputError.
void write_tasks(const Submission& submission);
void write_jobs(const Submission& submission);

}  // namespace waterbed
