// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/point_work.hpp"

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "output/error.hpp"
#include "output/fingerprint.hpp"
#include "sim/base/parallel.hpp"
#include "sim/jobs/run_account.hpp"
#include "sim/jobs/run_job.hpp"
#include "sim/jobs/sweep_manifest.hpp"
#include "sim/jobs/under_way.hpp"

namespace waterbed {
namespace {

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
  PointRunner(const SweepRuns& runs, InstructionSet instruction_set, const RunWatch& watch)
      : runs_(runs), instruction_set_(instruction_set), watch_(watch) {}

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
      const PointReplicate run{runs_.number_of(work.point), work.replicates[number]};
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
    const std::vector<std::string> values = runs_.values(point);
    const Prepared prepared = runs_.scenarios().at(values);
    problem = problem_of(prepared);
    if (!runs_.scenarios().is_quick() &&
        runs_.scenarios().question_of(prepared, values) != runs_.made().question(point))
      throw OutputError(OutputFault::machine,
                        "the scenario was changed while the sweep ran: what was run before is kept");
    if (!problem.empty()) return std::nullopt;
    std::optional<Experiment> experiment = experiment_of(prepared, instruction_set_);
    const ResultRecord record{experiment->layout(), {}, runs_.record().program, {}};
    if (shape_fingerprint(record) == runs_.shape()) return experiment;
    problem = "its places, lanes, periods or arms are not those of the scenario without factors";
    return std::nullopt;
  }

  const SweepRuns& runs_;
  InstructionSet instruction_set_;
  const RunWatch& watch_;
};

}  // namespace

std::int64_t replicates_in(const std::vector<PointWork>& work) {
  std::int64_t count = 0;
  for (const PointWork& of_point : work) count += static_cast<std::int64_t>(of_point.replicates.size());
  return count;
}

void run_work(SweepRuns& runs, BlockStore& store, const std::vector<PointWork>& work,
              const WorkSettings& settings, const RunWatch& watch) {
  RunAccount account(settings.total - replicates_in(work), settings.total, watch);
  BlockWriting writing(store, runs.record().layout, settings.pace);
  UnderWay under_way(settings.under_way);
  const PointRunner runner(runs, settings.instruction_set, watch);
  std::atomic<std::size_t> next{0};
  try {
    for_each_task(work.size(), [&](std::size_t) { runner.run(work[next++], writing, under_way, account); });
  } catch (const Stop&) {  // what is finished is written all the same
  }
  for (const std::filesystem::path& block : writing.finish()) runs.made().add(block);
}

}  // namespace waterbed
