// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_job.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "output/block_store.hpp"
#include "output/error.hpp"
#include "output/fingerprint.hpp"
#include "output/folder_lock.hpp"
#include "output/memory_reserve.hpp"
#include "sim/base/parallel.hpp"
#include "sim/jobs/block_writing.hpp"
#include "sim/jobs/run_account.hpp"
#include "sim/jobs/run_job.hpp"
#include "sim/jobs/sweep_manifest.hpp"
#include "sim/jobs/sweep_runs.hpp"
#include "sim/jobs/under_way.hpp"

namespace waterbed {
namespace {

// A point and its replicates that are to be run.
struct PointWork {
  std::size_t point;
  std::vector<std::uint32_t> replicates;
};

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

std::int64_t replicates_in(const std::vector<PointWork>& work) {
  std::int64_t count = 0;
  for (const PointWork& of_point : work) count += static_cast<std::int64_t>(of_point.replicates.size());
  return count;
}

// Those of points that are alike count once.
std::int64_t different_replicates(const SweepRuns& runs) {
  std::int64_t points = 0;
  for (std::size_t point = 0; point < runs.made().points(); ++point)
    points += runs.made().first_alike(point) == point ? 1 : 0;
  return points * runs.replicates();
}

// Why the scenario of a point cannot be run; empty: it can.
std::string problem_of(const Prepared& prepared) {
  std::string text;
  for (const Mistake& mistake : prepared.mistakes.sorted()) text += (text.empty() ? "" : "; ") + mistake.text;
  return text;
}

PackedReplicate failed_replicate(const ResultLayout& layout, std::uint32_t replicate,
                                 const std::string& message) {
  PackedReplicate packed;
  packed.replicate = replicate;
  packed.arms.assign(layout.arms.size(), {StoredState::failed, 0, message, {}});
  packed.pairs.resize(layout.pairs.size());
  return packed;
}

std::int64_t seconds_since_1970() {
  using std::chrono::system_clock;
  return std::chrono::duration_cast<std::chrono::seconds>(system_clock::now().time_since_epoch()).count();
}

// Runs points, from any thread.
class PointRunner {
 public:
  PointRunner(const SweepRuns& runs, const SweepSettings& settings, const RunWatch& watch)
      : runs_(runs), settings_(settings), watch_(watch) {}

  void run(const PointWork& work, BlockWriting& writing, UnderWay& under_way, RunAccount& account) const {
    stop_if_asked(watch_);
    const std::uint64_t question = runs_.made().question(work.point);
    const auto hand_over = [&](PackedReplicate packed, MadeWhen when, std::int64_t failed) {
      packed.question = question;
      packed.when = when;
      writing.add(std::move(packed));
      account.add(failed);
    };
    std::string problem;
    const std::optional<Experiment> experiment = experiment_at(work.point, problem);
    const ResultLayout& layout = runs_.record().layout;
    if (!experiment) {
      for (const std::uint32_t replicate : work.replicates)
        hand_over(failed_replicate(layout, replicate, std::string(prepare_stage) + ": " + problem),
                  {0.0, seconds_since_1970()}, static_cast<std::int64_t>(layout.arms.size()));
      return;
    }
    for_each_task(work.replicates.size(), [&](std::size_t number) {
      const PointReplicate run{work.point, work.replicates[number]};
      under_way.begin(run);
      const auto start = std::chrono::steady_clock::now();
      const ReplicateResult result =
          experiment->run(run.replicate, [&](std::size_t, const State&, Week) { stop_if_asked(watch_); });
      const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
      hand_over(pack(layout, result), {elapsed.count(), seconds_since_1970()}, failed_runs(result));
      under_way.end(run);
    });
  }

 private:
  [[nodiscard]] std::optional<Experiment> experiment_at(std::size_t point, std::string& problem) const {
    const std::vector<std::string> values = runs_.points().values(point);
    const Prepared prepared = runs_.scenarios().at(values);
    problem = problem_of(prepared);
    if (!runs_.scenarios().is_quick() &&
        runs_.scenarios().question_of(prepared, values) != runs_.made().question(point))
      throw OutputError(OutputFault::machine,
                        "the scenario was changed while the sweep ran: what was run before is kept");
    if (!problem.empty()) return std::nullopt;
    std::optional<Experiment> experiment = experiment_of(prepared, settings_.instruction_set);
    const ResultRecord record{experiment->layout(), {}, runs_.record().program, {}};
    if (shape_fingerprint(record) == runs_.shape()) return experiment;
    problem = "its places, lanes, periods or arms are not those of the scenario without factors";
    return std::nullopt;
  }

  const SweepRuns& runs_;
  const SweepSettings& settings_;
  const RunWatch& watch_;
};

void run_missing(SweepRuns& runs, BlockStore& store, const SweepSettings& settings, const RunWatch& watch) {
  const std::vector<PointWork> work = work_of(runs, settings.begin);
  const std::int64_t total = different_replicates(runs);
  RunAccount account(total - replicates_in(work), total, watch);
  BlockWriting writing(store, runs.record().layout);
  UnderWay under_way(store.folder());
  const PointRunner runner(runs, settings, watch);
  std::atomic<std::size_t> next{0};
  try {
    for_each_task(work.size(), [&](std::size_t) { runner.run(work[next++], writing, under_way, account); });
  } catch (const Stop&) {  // what is finished is written all the same
  }
  for (const std::filesystem::path& block : writing.finish()) runs.made().add(block);
}

// Runs that took long are not thrown away because --resume was forgotten.
void refuse_what_is_there(const BlockStore& store) {
  if (store.blocks().empty()) return;
  throw OutputError(OutputFault::request,
                    store.folder().string() +
                        " holds runs of an earlier command: --resume goes on with them; or name another "
                        "folder (--store), or remove this one");
}

// With all threads that loops inside may use.
SweepSummary run_into_store(SweepRuns& runs, const SweepSettings& settings, const RunWatch& watch) {
  BlockStore store(settings.store, runs.shape(), BlockStore::Intention::add);
  if (settings.begin == SweepSettings::Begin::anew) refuse_what_is_there(store);
  RunEnding ending = RunEnding::finished;
  try {
    runs.take_up(store.blocks(), watch);
    if (runs.made().others() > 0 && watch.remark)
      watch.remark(std::to_string(runs.made().others()) +
                   " replicates in the store are of other points and stay there");
    if (watch.keeping) watch.keeping();
    run_missing(runs, store, settings, watch);
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

SweepStatus status_of_store(const SweepPlan& plan, const std::filesystem::path& store,
                            const RunWatch& watch) {
  SweepRuns runs(plan, watch);
  const std::vector<std::filesystem::path> blocks = blocks_of(store);
  runs.take_up(blocks, watch);
  std::vector<PointReplicate> under_way;
  if (FolderLock::is_taken(store)) under_way = UnderWay::read(store);
  try {
    if (!blocks.empty()) write_manifest(runs, store, under_way);
  } catch (const OutputError& problem) {  // who may only read may look at the status
    if (watch.remark) watch.remark(problem.what());
  }
  return status_of(runs, under_way);
}

}  // namespace waterbed
