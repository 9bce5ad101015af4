// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

// The two batch scripts of a submitted sweep.
namespace waterbed {

// What users ask of their cluster.
struct ClusterOptions {
  std::string program;              // that tasks start; empty: the one that submits
  std::string partition;            // empty: the cluster's default
  std::string account;              // likewise
  int cores = 4;                    // of a task
  int minutes = 30;                 // of work in a task, about
  int tasks = 0;                    // so many instead
  int limit_minutes = 0;            // after which Slurm ends an attempt; 0: from the estimate
  int memory_mb = 0;                // of a task; 0: from the estimate
  int at_once = 0;                  // tasks that may run at a time; 0: as the cluster has room
  int rounds = 2;                   // how often what is missing is submitted again by the merge job
  std::vector<std::string> setup;   // lines of shell before the program starts, as "module load hdf5"
  std::vector<std::string> sbatch;  // further options of sbatch, as "--qos=short"
};

// All paths are absolute.
struct ScriptPlaces {
  std::filesystem::path program;
  std::filesystem::path design;
  std::filesystem::path store;
  std::filesystem::path merged;
};

struct JobScripts {
  std::string tasks;
  std::string merge;
};

// What both need to know of a submission.
struct JobSize {
  int submission = 1;
  std::uint64_t tasks = 1;
  int task_memory_mb = 0;
  int task_limit_minutes = 0;
  int merge_memory_mb = 0;
  int merge_limit_minutes = 0;
};

// `tasks` runs the array: its worker is asked to end some time before the limit, and goes on in another place
// of the queue. `merge` is to begin after all tasks have ended, however they did.
[[nodiscard]] JobScripts scripts_for(const ClusterOptions& options, const ScriptPlaces& places,
                                     const JobSize& size);

}  // namespace waterbed
