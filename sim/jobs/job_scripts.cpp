// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/job_scripts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/base/shell_word.hpp"

namespace waterbed {
namespace {

// How long before its limit a task is told, so that it can write what is finished.
int notice_seconds(int limit_minutes) {
  constexpr int longest = 120;
  return std::min(longest, limit_minutes * 60 / 4);
}

std::string options_text(const ClusterOptions& options, int memory_mb, int limit_minutes) {
  std::string text = fmt::format(
      "#SBATCH --nodes=1\n#SBATCH --ntasks=1\n#SBATCH --cpus-per-task={}\n#SBATCH --mem={}M\n#SBATCH "
      "--time={}\n"
      "#SBATCH --requeue\n#SBATCH --open-mode=append\n",
      options.cores, memory_mb, limit_minutes);
  if (!options.partition.empty()) text += fmt::format("#SBATCH --partition={}\n", options.partition);
  if (!options.account.empty()) text += fmt::format("#SBATCH --account={}\n", options.account);
  for (const std::string& option : options.sbatch) text += fmt::format("#SBATCH {}\n", option);
  return text;
}

std::string places_text(const ClusterOptions& options, const ScriptPlaces& places) {
  std::string text = fmt::format("waterbed={}\ndesign={}\nstore={}\nmerged={}\n",
                                 shell_word(places.program.string()), shell_word(places.design.string()),
                                 shell_word(places.store.string()), shell_word(places.merged.string()));
  text += "pause_s=300  # of a node that fails at once, so that it does not take task after task\n";
  for (const std::string& line : options.setup) text += line + "\n";
  return text + R"(set +eu
node=${SLURMD_NODENAME:-$(hostname)}
if [[ ! -x $waterbed ]]; then
  echo "waterbed: there is no program $waterbed on node $node" >&2
  sleep "$pause_s"
  exit 127
fi
)";
}

std::string name_of(const ScriptPlaces& places) {
  std::string name = places.design.stem().string();
  for (char& letter : name) {
    const bool is_plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                          (letter >= '0' && letter <= '9') || letter == '.' || letter == '-';
    if (!is_plain) letter = '_';
  }
  return name;
}

// Options of the same submission, but for the rounds.
std::string submit_words(const ClusterOptions& options) {
  std::string words =
      fmt::format(" --cores {} --minutes {} --rounds {}", options.cores, options.minutes, options.rounds - 1);
  if (!options.program.empty()) words += " --program \"$waterbed\"";
  if (!options.partition.empty()) words += " --partition " + shell_word(options.partition);
  if (!options.account.empty()) words += " --account " + shell_word(options.account);
  if (options.tasks > 0) words += fmt::format(" --tasks {}", options.tasks);
  if (options.limit_minutes > 0) words += fmt::format(" --time {}", options.limit_minutes);
  if (options.memory_mb > 0) words += fmt::format(" --memory {}", options.memory_mb);
  if (options.at_once > 0) words += fmt::format(" --at-once {}", options.at_once);
  for (const std::string& line : options.setup) words += " --setup=" + shell_word(line);
  for (const std::string& option : options.sbatch) words += " --sbatch=" + shell_word(option);
  return words;
}

std::string tasks_script(const ClusterOptions& options, const ScriptPlaces& places, const JobSize& size) {
  std::string text =
      fmt::format("#!/bin/bash\n#SBATCH --job-name={}\n#SBATCH --array=0-{}{}\n", name_of(places),
                  size.tasks - 1, options.at_once > 0 ? fmt::format("%{}", options.at_once) : "");
  text += "#SBATCH --output=task_%a.log\n";
  text += fmt::format("#SBATCH --signal=B:USR1@{}\n", notice_seconds(size.task_limit_minutes));
  text += options_text(options, size.task_memory_mb, size.task_limit_minutes);
  text +=
      "\n# A task of a sweep. It may be ended and started again at any time: runs that are made are kept.\n";
  text += places_text(options, places);
  text += fmt::format(
      "\"$waterbed\" sweep run \"$design\" --store \"$store\" --submission {} --task "
      "\"$SLURM_ARRAY_TASK_ID\" &\n",
      size.submission);
  return text + R"shell(worker=$!
reason=
pass_on() { reason=$1 caught=yes; kill -TERM "$worker" 2>/dev/null; }
trap 'pass_on "the time limit"' USR1
trap 'pass_on "the end of the job"' TERM
while true; do
  caught=
  wait "$worker"
  code=$?
  [[ -n $caught ]] || break
done

go_on_later() {
  echo "waterbed: the worker was ended by $1 on node $node" >&2
  [[ ${SLURM_RESTART_COUNT:-0} -ge $2 ]] || scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
}
case $code in
  1) code=0 ;;  # some runs failed: `waterbed sweep status` tells which, and another attempt would change nothing
  126 | 127) sleep "$pause_s" ;;  # the program cannot be started
  # Slurm itself starts a task again that it pre-empts or whose node fails.
  143) [[ $reason == "the end of the job" ]] || go_on_later "${reason:-a signal}" 10 ;;
  137) [[ $reason == "the end of the job" ]] || go_on_later "SIGKILL (is --memory too little?)" 5 ;;
esac
exit "$code"
)shell";
}

std::string merge_script(const ClusterOptions& options, const ScriptPlaces& places, const JobSize& size) {
  std::string text =
      fmt::format("#!/bin/bash\n#SBATCH --job-name={}_merge\n#SBATCH --output=merge.log\n", name_of(places));
  text += options_text(options, size.merge_memory_mb, size.merge_limit_minutes);
  text += "\n# Joins the runs of a sweep once its tasks have ended.\n";
  text += places_text(options, places);
  text += R"shell(touch "$store/.seen" && rm -f "$store/.seen"  # makes network file systems look again
"$waterbed" sweep merge "$design" --store "$store" -o "$merged" --submission )shell" +
          std::to_string(size.submission) + "\ncode=$?\n";
  if (options.rounds > 0)
    text += fmt::format(
        R"shell(if [[ $code -eq 1 ]]; then  # runs are missing
  "$waterbed" sweep submit "$design" --store "$store" -o "$merged"{} && code=0
fi
)shell",
        submit_words(options));
  return text + "exit \"$code\"\n";
}

}  // namespace

JobScripts scripts_for(const ClusterOptions& options, const ScriptPlaces& places, const JobSize& size) {
  return {tasks_script(options, places, size), merge_script(options, places, size)};
}

}  // namespace waterbed
