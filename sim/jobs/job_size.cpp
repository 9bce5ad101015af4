// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/job_size.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/jobs/slurm.hpp"

namespace waterbed {
namespace {

// Clusters often take no more jobs of one user.
constexpr std::uint64_t most_tasks = 500;

int rounded_up(double number) {
  return static_cast<int>(std::clamp(std::ceil(number), 1.0, 1e9));
}

std::uint64_t number_of_tasks(const ClusterOptions& options, const SweepWork& work, double minutes) {
  const std::uint64_t most = options.tasks > 0 ? std::numeric_limits<std::uint64_t>::max() : most_tasks;
  const std::uint64_t allowed = std::max<std::uint64_t>(1, largest_array().value_or(most));
  const double wanted = options.tasks > 0 ? options.tasks : std::ceil(minutes / options.minutes);
  const auto tasks = static_cast<std::uint64_t>(std::max(1.0, wanted));
  return std::min({tasks, most, allowed, work.missing});
}

// Twice what was measured (docs/CLUSTERS.md); deflating is one thread's work.
double merge_minutes(const SweepWork& work, int cores) {
  constexpr double of_replicate_s = 1e-3;
  constexpr double of_byte_s = 1e-7;
  const double writing_s = static_cast<double>(work.all) * (of_replicate_s + of_byte_s * work.merged_bytes);
  return 2 * (writing_s + work.reading_s / cores) / 60;
}

}  // namespace

JobSize size_for(const ClusterOptions& options, const SweepWork& work) {
  constexpr double mb = 1e6;
  const double minutes = static_cast<double>(work.missing) * work.seconds / 60 / options.cores;
  const int longest = longest_minutes(options.partition).value_or(std::numeric_limits<int>::max());
  const auto all = static_cast<double>(work.all);
  JobSize size;
  size.tasks = number_of_tasks(options, work, minutes);
  // Estimates may be wrong by half, nodes are not alike, and to begin takes time, too. A task whose time is
  // up goes on later.
  const int limit = rounded_up(2 * minutes / static_cast<double>(size.tasks) + 10);
  size.task_limit_minutes = options.limit_minutes > 0 ? options.limit_minutes : std::min(limit, longest);
  size.merge_limit_minutes = std::min(rounded_up(15 + merge_minutes(work, options.cores)), longest);
  const int memory = rounded_up(300 + 1.5 * work.memory_bytes / mb * options.cores);
  size.task_memory_mb = options.memory_mb > 0 ? options.memory_mb : memory;
  size.merge_memory_mb =
      std::max(options.memory_mb, rounded_up(500 + 1.5 * work.memory_bytes / mb + all / 1e3));
  return size;
}

}  // namespace waterbed
