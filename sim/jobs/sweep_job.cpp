// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_job.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "output/block_store.hpp"
#include "output/error.hpp"
#include "output/folder_lock.hpp"
#include "output/memory_reserve.hpp"
#include "sim/base/parallel.hpp"
#include "sim/jobs/point_work.hpp"
#include "sim/jobs/slurm.hpp"
#include "sim/jobs/sweep_manifest.hpp"
#include "sim/jobs/sweep_queue.hpp"
#include "sim/jobs/sweep_runs.hpp"
#include "sim/jobs/under_way.hpp"

namespace waterbed {
namespace {

std::vector<PointWork> work_of(const SweepRuns& runs, SweepSettings::Begin begin) {
  const MadeRuns& made = runs.made();
  std::vector<PointWork> work;
  for (std::size_t point = 0; point < made.points(); ++point) {
    if (made.first_alike(point) != point) continue;
    PointWork missing{point, {}};
    for (std::uint32_t replicate = 0; replicate < runs.replicates(); ++replicate) {
      const bool is_again = begin == SweepSettings::Begin::retry_failed && made.has(point, replicate) &&
                            made.has_failed(point, replicate);
      if (!made.has(point, replicate) || is_again) missing.replicates.push_back(replicate);
    }
    if (!missing.replicates.empty()) work.push_back(std::move(missing));
  }
  return work;
}

// Those of points that are alike count once.
std::int64_t different_replicates(const SweepRuns& runs) {
  std::int64_t points = 0;
  for (std::size_t point = 0; point < runs.made().points(); ++point)
    points += runs.made().first_alike(point) == point ? 1 : 0;
  return points * runs.replicates();
}

// Runs that took long are not thrown away because --resume was forgotten.
void refuse_what_is_there(const BlockStore& store) {
  if (store.blocks().empty()) return;
  throw OutputError(OutputFault::request,
                    store.folder().string() +
                        " holds runs of an earlier command: --resume goes on with them; or name another "
                        "folder (--store), or remove this one");
}

// Of a sweep that was submitted. Asked before blocks are read: a task that ends meanwhile is told as running.
std::optional<SweepQueue> queue_if_any(const std::filesystem::path& store, const RunWatch& watch) {
  try {
    SweepQueue queue = queue_of_sweep(store);
    if (!queue.submissions.empty()) return queue;
  } catch (const SlurmError& problem) {
    if (watch.remark) watch.remark(problem.what());
  }
  return std::nullopt;
}

// Where file systems have no locks, tasks of a cluster could not keep this process out; and their work would
// be done twice.
void refuse_beside_tasks(const std::filesystem::path& store) {
  std::int64_t tasks = 0;
  try {
    tasks = unfinished_tasks(queue_of_sweep(store));
  } catch (const SlurmError&) {  // another machine, perhaps
  }
  if (tasks > 0)
    throw OutputError(OutputFault::machine,
                      std::to_string(tasks) + " tasks of a cluster are still to write into " +
                          store.string() +
                          ": wait for them (waterbed sweep status), or end them (waterbed sweep cancel)");
}

void remark_on_others(const SweepRuns& runs, const RunWatch& watch) {
  if (runs.made().others() > 0 && watch.remark)
    watch.remark(std::to_string(runs.made().others()) +
                 " replicates in the store are of other points and stay there");
}

// With all threads that loops inside may use.
SweepSummary run_into_store(SweepRuns& runs, const SweepSettings& settings, const RunWatch& watch) {
  refuse_beside_tasks(settings.store);
  BlockStore store(settings.store, runs.shape(), BlockStore::Intention::add);
  if (settings.begin == SweepSettings::Begin::anew) refuse_what_is_there(store);
  RunEnding ending = RunEnding::finished;
  try {
    runs.take_up(store.blocks(), watch);
    remark_on_others(runs, watch);
    if (watch.keeping) watch.keeping();
    run_work(runs, store, work_of(runs, settings.begin),
             {settings.instruction_set, different_replicates(runs), store.folder() / running_file}, watch);
    stop_if_asked(watch);
  } catch (const Stop&) {
    ending = RunEnding::stopped;
  }
  if (!store.blocks().empty()) write_manifest(runs, store.folder());
  return {ending, status_of(runs, {})};
}

}  // namespace

SweepSummary run_sweep(const SweepPlan& plan, const SweepSettings& settings, const RunWatch& watch) {
  prepare_hdf5();
  SweepSummary summary;
  try {
    with_threads(settings.threads, [&] {
      SweepRuns runs(plan, watch);
      summary = run_into_store(runs, settings, watch);
    });
  } catch (const Stop&) {  // before anything was run
    summary.ending = RunEnding::stopped;
  }
  return summary;
}

StoreStatus status_of_store(const SweepPlan& plan, const std::filesystem::path& store,
                            const RunWatch& watch) {
  SweepRuns runs(plan, watch);
  const std::optional<SweepQueue> queue = queue_if_any(store, watch);
  const std::vector<std::filesystem::path> blocks = blocks_of(store);
  runs.take_up(blocks, watch);
  remark_on_others(runs, watch);
  std::vector<PointReplicate> under_way;
  if (FolderLock::is_taken(store))
    under_way = UnderWay::read(store / running_file);
  else if (queue)
    under_way = under_way_in(store, *queue);
  try {
    if (!blocks.empty()) write_manifest(runs, store, under_way);
  } catch (const OutputError& problem) {  // who may only read may look at the status
    if (watch.remark) watch.remark(problem.what());
  }
  StoreStatus status{status_of(runs, under_way), std::nullopt};
  const auto made = static_cast<double>(std::max<std::int64_t>(1, status.runs.made()));
  if (queue) status.queue = status_of_queue(plan, runs, *queue, status.runs.seconds / made);
  return status;
}

}  // namespace waterbed
