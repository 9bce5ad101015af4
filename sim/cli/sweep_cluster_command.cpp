// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/sweep_cluster_command.hpp"

#include <chrono>
#include <ctime>
#include <filesystem>
#include <string>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "sim/cli/interrupt.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/sweep_places.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/jobs/submit_job.hpp"
#include "sim/jobs/sweep_merge.hpp"

namespace waterbed {
namespace {

namespace fs = std::filesystem;

ScriptPlaces places_of(const SweepArguments& sweep) {
  const fs::path program = sweep.cluster.program.empty() ? fs::read_symlink("/proc/self/exe")
                                                         : fs::absolute(sweep.cluster.program);
  return {program.lexically_normal(), fs::absolute(sweep.design).lexically_normal(),
          fs::absolute(store_of(sweep)).lexically_normal(),
          fs::absolute(merged_file_of(sweep)).lexically_normal()};
}

std::string counted(std::uint64_t number, const char* noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string size_text(const SubmitSummary& summary, const ClusterOptions& options) {
  const double core_hours = static_cast<double>(summary.missing) * summary.seconds / 3600;
  const double task_s = core_hours * 3600 / options.cores / static_cast<double>(summary.size.tasks);
  return fmt::format("{} in {} on {} each, of about {} ({:.3g} core-hours, {}); limit {} min, {} MB",
                     counted(summary.missing, "replicate"), counted(summary.size.tasks, "task"),
                     counted(static_cast<std::uint64_t>(options.cores), "core"), duration_text(task_s),
                     core_hours, summary.is_measured ? "as those before" : "estimated",
                     summary.size.task_limit_minutes, summary.size.task_memory_mb);
}

int submit(const Arguments& arguments, const SweepPlan& plan) {
  const SweepArguments& sweep = arguments.sweep;
  const auto say = [&](const std::string& text) {
    if (arguments.volume == Volume::normal) print_message("waterbed: " + text + "\n");
  };
  check_sweep_target(plan, sweep.design, merged_file_of(sweep));
  RunWatch watch;
  watch.remark = say;
  watch.is_stopping = is_interrupted;
  const SubmitSettings settings{sweep.cluster, places_of(sweep), sweep.is_dry,
                                sweep.begin == SweepSettings::Begin::retry_failed};
  const SubmitSummary summary = submit_sweep(plan, settings, watch);
  if (summary.in_queue > 0) say(counted(summary.in_queue, "replicate") + " in the queue already");
  if (summary.missing == 0) {
    say("nothing is missing that is not in the queue");
    return exit_done;
  }
  say(size_text(summary, sweep.cluster));
  if (sweep.is_dry) {
    print_result("# tasks.sh\n" + summary.scripts.tasks + "\n# merge.sh\n" + summary.scripts.merge);
    return exit_done;
  }
  print_result(fmt::format("submitted: job {}{}\n", summary.array_job,
                           summary.merge_job ? fmt::format(", then {} makes {}", *summary.merge_job,
                                                           settings.places.merged.string())
                                             : ""));
  say(fmt::format("waterbed sweep status {} tells how far it is", sweep.design));
  return summary.merge_job ? exit_done : exit_machine_failed;
}

int cancel(const Arguments& arguments) {
  const fs::path store = store_of(arguments.sweep);
  const std::uint64_t tasks = cancel_sweep(store);
  if (arguments.volume == Volume::normal)
    print_message(tasks == 0 ? "waterbed: no task was in the queue\n"
                             : fmt::format("waterbed: {} cancelled; what is finished is kept in {}\n",
                                           counted(tasks, "task"), store.string()));
  return exit_done;
}

std::string joined(const TaskReasons& reasons) {
  std::string text;
  for (const auto& [reason, count] : reasons)
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", reason, count);
  return text;
}

// "2026-11-27 14:05 UTC"
std::string end_text(double seconds_left) {
  const std::time_t end = std::time(nullptr) + static_cast<std::time_t>(seconds_left);
  return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(end));
}

Table reason_table(const char* name, const char* title, const char* column, const TaskReasons& reasons) {
  constexpr std::size_t most = 20;
  Table table{
      name, title, {{"tasks", "tasks", Align::right}, {column, column, Align::left, Overflow::wrap}}, {}};
  for (const auto& [reason, count] : reasons)
    if (table.rows.size() < most) table.rows.push_back({whole_cell(count), {reason}});
  return table;
}

}  // namespace

std::vector<Table> queue_tables(const QueueStatus& status) {
  Table queue{"tasks",
              "Tasks of the cluster",
              {{"", "state"}, {"", "tasks", Align::right}, {"", "note", Align::left, Overflow::wrap}},
              {}};
  const auto add = [&](const char* state, std::int64_t count, std::string note) {
    queue.rows.push_back({{state}, whole_cell(count), {std::move(note)}});
  };
  add("waiting", status.waiting, joined(status.waiting_reasons));
  std::string running_note;
  if (status.running > 0) running_note = fmt::format("on {} processors", status.processors);
  if (status.seconds_left)
    running_note += fmt::format("; expected end {} (in {}), if so many run all the time",
                                end_text(*status.seconds_left), duration_text(*status.seconds_left));
  add("running", status.running, running_note);
  add("done", status.done, "");
  add("ended early", status.ended_early,
      status.ended_early > 0 ? "their runs are missing: waterbed sweep submit sends what is missing" : "");
  if (!status.merge.empty()) queue.rows.push_back({{"merge"}, {}, {status.merge}});
  if (status.of_changed_design > 0)
    add("of a changed design", status.of_changed_design,
        "will refuse to run: waterbed sweep cancel ends them");
  std::vector<Table> tables{std::move(queue)};
  if (!status.early_reasons.empty())
    tables.push_back(reason_table("ended_early", "Why tasks ended early", "reason", status.early_reasons));
  if (!status.remarks.empty())
    tables.push_back(reason_table("remarks", "What other tasks said", "remark", status.remarks));
  return tables;
}

int sweep_cluster_command(const Arguments& arguments, const SweepPlan& plan) {
  watch_for_interrupts();
  if (arguments.sweep.action == SweepArguments::Action::cancel) return cancel(arguments);
  try {
    return submit(arguments, plan);
  } catch (const Stop&) {
    print_message("waterbed: interrupted\n");
    return exit_code_of_interrupt();
  }
}

}  // namespace waterbed
