// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/slurm.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <sstream>
#include <string_view>
#include <system_error>

#include <sys/wait.h>
#include <unistd.h>

#include "output/host.hpp"
#include "sim/base/shell_word.hpp"

namespace waterbed {
namespace {

constexpr int not_found = 127;  // of a shell: there is no such program

// What a command said on both streams, and its exit code.
struct Answer {
  std::string text;
  int code = 0;
  bool was_ended = false;  // by a signal
};

// Of the user's environment, what would make commands answer otherwise or override the scripts. What users
// set for all their jobs (account, partition, what is exported) stays.
bool is_set_by_us(std::string_view name) {
  for (const std::string_view command : {"SQUEUE_", "SINFO_", "SCANCEL_", "SCONTROL_", "SLURM_CLUSTERS"})
    if (name.starts_with(command)) return true;
  constexpr std::string_view options[] = {"ARRAY_INX",  "CLUSTERS",  "DELAY_BOOT",  "ERROR",
                                          "INPUT",      "JOB_NAME",  "MEM_PER_CPU", "MEM_PER_NODE",
                                          "NO_REQUEUE", "OPEN_MODE", "OUTPUT",      "REQUEUE",
                                          "SIGNAL",     "TIMELIMIT", "WAIT"};
  constexpr std::string_view sbatch = "SBATCH_";
  return name.starts_with(sbatch) &&
         std::find(std::begin(options), std::end(options), name.substr(sbatch.size())) != std::end(options);
}

// For a shell, before the command.
std::string cleared_environment() {
  std::string words;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    const std::string_view name = text.substr(0, text.find('='));
    if (is_set_by_us(name)) words += "unset " + shell_word(name) + "; ";
  }
  return words;
}

Answer ask(const std::vector<std::string>& words, const std::filesystem::path& folder = ".") {
  std::string line = cleared_environment() + "cd " + shell_word(folder.string()) + " &&";
  for (const std::string& word : words) line += " " + shell_word(word);
  std::FILE* pipe = ::popen((line + " </dev/null 2>&1").c_str(), "re");
  if (pipe == nullptr) throw SlurmError("the system cannot start " + words.front());
  Answer answer;
  std::array<char, 4096> piece{};
  for (std::size_t read = 1; read > 0;) {
    read = std::fread(piece.data(), 1, piece.size(), pipe);
    answer.text.append(piece.data(), read);
  }
  const int status = ::pclose(pipe);
  constexpr int ended_by_signal = 128;
  answer.code = WIFEXITED(status) ? WEXITSTATUS(status) : ended_by_signal;
  answer.was_ended = answer.code >= ended_by_signal;
  if (answer.code == not_found)
    throw SlurmError("there is no " + words.front() +
                     " here: sweeps are submitted where Slurm's commands are, as on a login node");
  return answer;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

// "sbatch: error: Batch job submission failed: Invalid account" without what is before the reason.
std::string reason_in(const std::string& text) {
  const std::vector<std::string> lines = lines_of(text);
  if (lines.empty()) return "it gave no reason";
  std::string reason = lines.back();
  for (const std::string_view before :
       {"sbatch: ", "squeue: ", "scancel: ", "error: ", "slurm_load_jobs error: ",
        "Batch job submission failed: ", "Unable to allocate resources: "})
    if (reason.starts_with(before)) reason.erase(0, before.size());
  return reason;
}

bool is_out_of_reach(const std::string& reason) {
  for (const char* text : {"Unable to contact slurm controller", "Connection refused", "timed out",
                           "Zero Bytes", "configuration source", "fatal: "})
    if (reason.find(text) != std::string::npos) return true;
  return false;
}

// The controller may have taken the job all the same.
bool is_half_done(const std::string& reason) {
  return reason.find("timed out") != std::string::npos || reason.find("Zero Bytes") != std::string::npos;
}

// What to name in the place of a partition that does not exist.
std::string partitions() {
  std::string names;
  for (const std::string& name : lines_of(ask({"sinfo", "--noheader", "--format=%R"}).text))
    names += (names.empty() ? "" : ", ") + name;
  return names;
}

TaskState state_of(std::string_view word) {
  for (const std::string_view waiting :
       {"PENDING", "REQUEUED", "REQUEUE_HOLD", "SPECIAL_EXIT", "RESV_DEL_HOLD"})
    if (word == waiting) return TaskState::waiting;
  for (const std::string_view running :
       {"RUNNING", "CONFIGURING", "COMPLETING", "SUSPENDED", "STOPPED", "RESIZING", "SIGNALING", "STAGE_OUT"})
    if (word == running) return TaskState::running;
  return TaskState::ended;
}

// "17|3|PENDING|Resources|4|/home/me/a.sweep/submitted_0001"; nothing of another line.
std::optional<QueuedTask> read_line(const std::string& line) {
  constexpr std::size_t fields = 6;
  std::array<std::string, fields> texts;
  std::istringstream stream(line);
  for (std::size_t field = 0; field + 1 < fields; ++field)
    if (!std::getline(stream, texts[field], '|')) return std::nullopt;
  std::getline(stream, texts.back());  // a folder may have any letter
  const auto job = number_in<std::int64_t>(texts[0]);
  if (!job) return std::nullopt;
  return QueuedTask{*job,
                    number_in<std::uint64_t>(texts[1]),
                    state_of(texts[2]),
                    texts[2],
                    texts[3],
                    number_in<int>(texts[4]).value_or(0),
                    texts[5]};
}

// "123" or "123;cluster", on a line of its own among warnings.
std::optional<std::int64_t> number_of_job(const std::string& text) {
  std::optional<std::int64_t> job;
  for (const std::string& line : lines_of(text))
    if (const auto number = number_in<std::int64_t>(std::string_view(line).substr(0, line.find(';')));
        number.value_or(0) > 0)
      job = number;
  return job;
}

}  // namespace

std::int64_t submit_script(const std::filesystem::path& folder, const std::string& name,
                           const std::vector<std::string>& options) {
  std::vector<std::string> words{"sbatch", "--parsable"};
  words.insert(words.end(), options.begin(), options.end());
  words.push_back(name);
  const Answer answer = ask(words, folder);
  const std::optional<std::int64_t> job = number_of_job(answer.text);
  if (answer.code == 0 && job) return *job;
  const std::string reason = reason_in(answer.text);
  if (answer.was_ended)
    throw SlurmError(
        "sbatch was ended before it told the number of the job: sweep status tells if there is one", true);
  if (answer.code == 0 || is_out_of_reach(reason))
    throw SlurmError("Slurm does not answer: " + reason, answer.code == 0 || is_half_done(reason));
  if (reason == "Requested node configuration is not available")
    throw std::invalid_argument(
        "Slurm refuses the job: no node there has so many processors and so much memory");
  if (reason.find("artition") == std::string::npos)  // "Partition", "partition"
    throw std::invalid_argument("Slurm refuses the job: " + reason);
  throw std::invalid_argument("Slurm refuses the job: " + reason + " (there are: " + partitions() + ")");
}

std::vector<QueuedTask> queue_of_user() {
  const Answer answer =
      ask({"squeue", "--me", "--noheader", "--array", "--states=all", "--format=%F|%K|%T|%r|%C|%Z"});
  if (answer.code != 0) throw SlurmError("Slurm does not tell of the queue: " + reason_in(answer.text));
  std::vector<QueuedTask> tasks;
  for (const std::string& line : lines_of(answer.text))
    if (std::optional<QueuedTask> task = read_line(line)) tasks.push_back(*std::move(task));
  return tasks;
}

void cancel_jobs(const std::vector<std::int64_t>& jobs) {
  std::vector<std::string> words{"scancel"};
  for (const std::int64_t job : jobs) words.push_back(std::to_string(job));
  const Answer answer = ask(words);
  if (answer.code != 0) throw SlurmError("Slurm does not cancel the jobs: " + reason_in(answer.text));
}

std::string node_name() {
  const char* name = std::getenv("SLURMD_NODENAME");
  return name == nullptr ? host_name() : name;
}

std::optional<std::uint64_t> largest_array() {
  constexpr std::string_view name = "MaxArraySize";
  try {
    for (const std::string& line : lines_of(ask({"scontrol", "show", "config"}).text)) {
      if (!line.starts_with(name)) continue;
      const std::size_t number = line.find_first_of("0123456789");
      if (number != std::string::npos) return number_in<std::uint64_t>(std::string_view(line).substr(number));
    }
  } catch (const SlurmError&) {  // a dry run needs none
  }
  return std::nullopt;
}

std::optional<int> minutes_in(const std::string& text) {
  const std::size_t dash = text.find('-');
  std::int64_t days = 0;
  if (dash != std::string::npos) {
    const auto number = number_in<std::int64_t>(std::string_view(text).substr(0, dash));
    if (!number) return std::nullopt;
    days = *number;
  }
  std::istringstream stream(dash == std::string::npos ? text : text.substr(dash + 1));
  std::vector<std::int64_t> parts;
  for (std::string part; std::getline(stream, part, ':');) {
    const auto number = number_in<std::int64_t>(part);
    if (!number) return std::nullopt;
    parts.push_back(*number);
  }
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  const std::int64_t hours = parts.size() == 3 ? parts[0] : 0;
  const std::int64_t minutes = parts[parts.size() - 2];
  constexpr std::int64_t most = 100000;  // more is no limit
  if (days > most || hours > most || minutes > most) return std::nullopt;
  const std::int64_t all = (days * 24 + hours) * 60 + minutes;
  return all > 0 ? std::optional(static_cast<int>(all)) : std::nullopt;
}

std::optional<int> longest_minutes(const std::string& partition) {
  try {
    for (const std::string& line : lines_of(ask({"sinfo", "--noheader", "--format=%P|%l"}).text)) {
      const std::size_t bar = line.find('|');
      std::string name = line.substr(0, bar);
      const bool is_default = name.ends_with('*');
      if (is_default) name.pop_back();
      if (bar != std::string::npos && (partition.empty() ? is_default : name == partition))
        return minutes_in(line.substr(bar + 1));
    }
  } catch (const SlurmError&) {  // a dry run needs none
  }
  return std::nullopt;
}

}  // namespace waterbed
