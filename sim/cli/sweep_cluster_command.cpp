// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/sweep_cluster_command.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

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

// Options of sbatch that the scripts need as they are, also when they are cut short.
bool is_needed_by_scripts(std::string_view option) {
  constexpr std::string_view long_names[] = {"--array",    "--chdir",  "--clusters",  "--dependency",
                                             "--error",    "--input",  "--open-mode", "--output",
                                             "--parsable", "--signal", "--wait",      "--test-only"};
  constexpr std::string_view short_names[] = {"-a", "-d", "-D", "-e", "-i", "-M", "-o", "-W"};
  constexpr std::size_t shortest = 4;  // "--ar"
  const std::string_view name = option.substr(0, option.find('='));
  for (const std::string_view own : short_names)
    if (option.starts_with(own)) return true;
  return std::any_of(std::begin(long_names), std::end(long_names),
                     [&](std::string_view own) { return name.size() >= shortest && own.starts_with(name); });
}

// What cannot be asked for; empty: all can.
std::string problem_of(const SweepArguments& sweep) {
  const ClusterOptions& options = sweep.cluster;
  for (const std::string& option : options.sbatch) {
    if (!option.starts_with('-')) return fmt::format("--sbatch {} is no option of sbatch", option);
    if (is_needed_by_scripts(option))
      return fmt::format("--sbatch={} cannot be had: the scripts need that option themselves", option);
  }
  std::vector<std::string> words = options.sbatch;
  words.insert(words.end(), {options.partition, options.account});
  for (const std::string& word : words)
    if (word.find_first_of(" \t\n") != std::string::npos)
      return fmt::format("options of sbatch cannot have blanks: {}", word);
  if (options.program.find('\n') != std::string::npos) return "the program's name has several lines";
  const std::string store = fs::absolute(store_of(sweep)).string();
  if (store.find_first_of("%\\\n") != std::string::npos)
    return fmt::format("Slurm cannot have %, \\ and line breaks in folders: another one than {} (--store)",
                       store);
  return "";
}

std::string counted(std::uint64_t number, const char* noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

double task_seconds(const SubmitSummary& summary, const ClusterOptions& options) {
  return static_cast<double>(summary.missing) * summary.seconds / options.cores /
         static_cast<double>(summary.size.tasks);
}

std::string size_text(const SubmitSummary& summary, const ClusterOptions& options) {
  const double core_hours = static_cast<double>(summary.missing) * summary.seconds / 3600;
  const double task_s = task_seconds(summary, options);
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
  print_remarks(plan.base.scenario, plan.design.options, arguments.volume);
  check_sweep_target(plan, sweep.design, merged_file_of(sweep));
  RunWatch watch;
  watch.remark = say;
  watch.is_stopping = is_interrupted;
  const SubmitSettings settings{sweep.cluster, places_of(sweep), sweep.is_dry,
                                sweep.begin == SweepSettings::Begin::retry_failed};
  const SubmitSummary summary = submit_sweep(plan, settings, watch);
  if (summary.in_queue > 0) say(counted(summary.in_queue, "replicate") + " in the queue already");
  if (summary.missing == 0) {
    say(summary.in_queue > 0
            ? std::string("nothing else is missing")
            : fmt::format("nothing is missing (waterbed sweep merge {} makes one file)", with_store(sweep)));
    return exit_done;
  }
  say(size_text(summary, sweep.cluster));
  if (summary.size.task_limit_minutes * 60 < task_seconds(summary, sweep.cluster))
    say("the limit is shorter than a task, which will go on several times, up to ten");
  if (sweep.is_dry) {
    print_result("# tasks.sh\n" + summary.scripts.tasks + "\n# merge.sh\n" + summary.scripts.merge);
    return exit_done;
  }
  print_result(fmt::format("submitted: job {}{}\n", summary.array_job,
                           summary.merge_job ? fmt::format(", then {} makes {}", *summary.merge_job,
                                                           settings.places.merged.string())
                                             : ""));
  say(fmt::format("waterbed sweep status {} tells how far it is", with_store(sweep)));
  return summary.merge_job ? exit_done : exit_machine_failed;
}

}  // namespace

int submit_command(const Arguments& arguments, const SweepPlan& plan) {
  watch_for_interrupts();
  if (const std::string problem = problem_of(arguments.sweep); !problem.empty()) {
    print_message("waterbed: " + problem + "\n");
    return exit_wrong_input;
  }
  try {
    return submit(arguments, plan);
  } catch (const Stop&) {
    print_message("waterbed: interrupted\n");
    return exit_code_of_interrupt();
  }
}

int cancel_command(const Arguments& arguments) {
  const fs::path store = store_of(arguments.sweep);
  const auto tasks = static_cast<std::uint64_t>(cancel_sweep(store));
  if (arguments.volume == Volume::normal)
    print_message(tasks == 0 ? "waterbed: no task was in the queue\n"
                             : fmt::format("waterbed: {} cancelled; what is finished is kept in {}\n",
                                           counted(tasks, "task"), store.string()));
  return exit_done;
}

}  // namespace waterbed
