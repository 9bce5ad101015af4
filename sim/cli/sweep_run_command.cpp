// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/sweep_run_command.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "output/block_store.hpp"
#include "sim/base/parallel.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/problem.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/queue_tables.hpp"
#include "sim/cli/sweep_places.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/jobs/run_job.hpp"
#include "sim/jobs/submission.hpp"
#include "sim/jobs/sweep_job.hpp"
#include "sim/jobs/sweep_manifest.hpp"
#include "sim/jobs/sweep_merge.hpp"
#include "sim/jobs/sweep_task.hpp"

namespace waterbed {
namespace {

namespace fs = std::filesystem;

Table status_table(const SweepStatus& status) {
  Table table{"status",
              "Replicates of points",
              {{"", "state"}, {"", "replicates", Align::right}, {"", "note", Align::left, Overflow::wrap}},
              {}};
  const auto add = [&](const char* state, std::int64_t count, std::string note) {
    table.rows.push_back({{state}, whole_cell(count), {std::move(note)}});
  };
  add("planned", status.planned, "not begun");
  add("running", status.running, "");
  const double mean_s = status.seconds / static_cast<double>(std::max<std::int64_t>(1, status.made()));
  add("done", status.done,
      status.made() == 0 ? "" : fmt::format("{:.3g} s on one thread, on average", mean_s));
  add("failed", status.failed, "in at least one arm");
  return table;
}

Table reason_table(const SweepStatus& status) {
  constexpr std::size_t most = 20;
  Table table{"failures",
              "Why runs failed",
              {{"runs", "runs", Align::right}, {"reason", "reason", Align::left, Overflow::wrap}},
              {}};
  for (const auto& [reason, count] : status.reasons)
    if (table.rows.size() < most) table.rows.push_back({whole_cell(count), {reason}});
  return table;
}

void print_status(const SweepStatus& status, const std::optional<QueueStatus>& queue, TableFormat format) {
  std::vector<Table> tables{status_table(status)};
  if (!status.reasons.empty()) tables.push_back(reason_table(status));
  if (queue)
    for (Table& table : queue_tables(*queue)) tables.push_back(std::move(table));
  print_result(printed(tables, format));
}

void print_remark(const std::string& sentence, Volume volume) {
  if (volume == Volume::normal) print_message("waterbed: " + sentence + "\n");
}

using Job = std::function<SweepSummary(const RunWatch&)>;

// Returns the exit code if the job did not come to its end. What ends early says how to go on, if there is
// anything to go on with.
std::optional<int> run_watched(const Job& job, Volume volume, const fs::path& store) {
  ProgressPrinter progress(volume);
  bool is_keeping = false;
  RunWatch watch;
  watch.report = [&](const RunProgress& state) { progress.show(state); };
  watch.remark = [&](const std::string& sentence) {
    progress.finish();
    print_remark(sentence, volume);
  };
  watch.keeping = [&] { is_keeping = true; };
  watch.is_stopping = is_interrupted;
  int code = exit_done;
  try {
    const SweepSummary summary = job(watch);
    progress.finish();
    if (summary.ending == RunEnding::finished) return std::nullopt;
    const SweepStatus& status = summary.status;
    print_message(status.asked() == 0
                      ? std::string("waterbed: interrupted\n")
                      : fmt::format("waterbed: interrupted with {} of {} replicates finished\n",
                                    status.made(), status.asked()));
    code = exit_code_of_interrupt();
  } catch (...) {
    progress.finish();
    code = print_problem();
  }
  if (is_keeping && !blocks_of(store).empty())
    print_message(
        fmt::format("waterbed: what is finished is kept in {}: the same command with --resume goes on\n",
                    store.string()));
  return code;
}

int make_runs(const Arguments& arguments, const SweepPlan& plan) {
  const SweepArguments& sweep = arguments.sweep;
  const fs::path store = store_of(sweep);
  const SweepSettings settings{store, sweep.threads.value_or(available_threads()),
                               chosen_instruction_set(std::getenv("WATERBED_ISA")), sweep.begin};
  SweepSummary summary;
  const Job job = [&](const RunWatch& watch) { return summary = run_sweep(plan, settings, watch); };
  const std::optional<int> early = run_watched(job, arguments.volume, store);
  if (early) return *early;
  print_status(summary.status, std::nullopt, arguments.format);
  if (arguments.volume == Volume::normal)
    print_message(fmt::format("\nRuns: {} (waterbed sweep merge {} makes {} of them)\n", store.string(),
                              with_store(sweep), beside(sweep, ".h5").string()));
  return summary.status.failed > 0 ? exit_some_failed : exit_done;
}

// For the log of a job: only what must be told.
int make_runs_of_task(const Arguments& arguments, const SweepPlan& plan) {
  const SweepArguments& sweep = arguments.sweep;
  const TaskSettings settings{store_of(sweep), *sweep.submission, sweep.task,
                              sweep.threads.value_or(available_threads()),
                              chosen_instruction_set(std::getenv("WATERBED_ISA"))};
  RunWatch watch;
  watch.remark = [](const std::string& sentence) { print_message("waterbed: " + sentence + "\n"); };
  watch.is_stopping = is_interrupted;
  try {
    const SweepSummary summary = run_task(plan, settings, watch);
    if (summary.ending == RunEnding::finished)
      return summary.status.failed > 0 ? exit_some_failed : exit_done;
    return exit_code_of_interrupt();
  } catch (...) {
    return print_problem();
  }
}

int merge(const Arguments& arguments, const SweepPlan& plan) {
  const SweepArguments& sweep = arguments.sweep;
  const fs::path target = merged_file_of(sweep);
  check_sweep_target(plan, sweep.design, target);
  const MergeSettings settings{store_of(sweep), target, sweep.threads.value_or(available_threads())};
  if (sweep.submission) {
    expect_same_design(read_submission(settings.store, *sweep.submission), plan);
    if (blocks_of(settings.store).empty()) {
      print_message("waterbed: no task has made a run\n");
      return exit_some_failed;
    }
  }
  SweepSummary summary;
  const Job job = [&](const RunWatch& watch) { return summary = merge_sweep(plan, settings, watch); };
  if (const std::optional<int> early = run_watched(job, arguments.volume, settings.store)) return *early;
  const SweepStatus& status = summary.status;
  const std::int64_t missing = status.asked() - status.made();
  if (arguments.volume == Volume::normal) {
    if (missing > 0)
      print_message(fmt::format("waterbed: {} of {} replicates are not made and missing in the file\n",
                                missing, status.asked()));
    print_message(fmt::format("Results: {} (waterbed sweep analyse {}{})\n", target.string(),
                              shell_word(sweep.design),
                              sweep.output.empty() ? "" : " --file " + shell_word(sweep.output)));
  }
  return status.failed > 0 || missing > 0 ? exit_some_failed : exit_done;
}

int tell_status(const Arguments& arguments, const SweepPlan& plan) {
  RunWatch watch;
  watch.remark = [&](const std::string& sentence) { print_remark(sentence, arguments.volume); };
  const fs::path store = store_of(arguments.sweep);
  std::error_code ignored;
  if (!fs::exists(store, ignored)) print_remark("there is no " + store.string() + " yet", arguments.volume);
  const StoreStatus status = status_of_store(plan, store, watch);
  print_status(status.runs, status.queue, arguments.format);
  return exit_done;
}

}  // namespace

int sweep_run_command(const Arguments& arguments, const SweepPlan& plan) {
  // Slurm sends two or three to a task, which would then be killed while it writes.
  watch_for_interrupts(arguments.sweep.submission ? NextInterrupt::is_ignored : NextInterrupt::ends);
  using Action = SweepArguments::Action;
  switch (arguments.sweep.action) {
    case Action::run:
      return arguments.sweep.submission ? make_runs_of_task(arguments, plan) : make_runs(arguments, plan);
    case Action::merge:
      return merge(arguments, plan);
    default:
      return tell_status(arguments, plan);
  }
}

}  // namespace waterbed
