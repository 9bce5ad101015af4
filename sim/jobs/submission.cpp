// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/submission.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "output/block_store.hpp"
#include "output/durable.hpp"
#include "output/error.hpp"
#include "output/hexadecimal.hpp"
#include "sim/base/check.hpp"
#include "sim/base/digest.hpp"

namespace waterbed {
namespace {

namespace fs = std::filesystem;

constexpr const char* tasks_file = "tasks";
constexpr const char* jobs_file = "jobs";
constexpr const char* first_line = "waterbed tasks 1";

std::string name_of_folder(int number) {
  return fmt::format("{}{:04}", submission_mark, number);
}

void add_text(Digest& digest, const std::string& text) {
  digest.add(static_cast<std::int64_t>(text.size()));
  for (const char letter : text) digest.add(static_cast<unsigned char>(letter));
}

std::string text_of(const TaskRuns& runs) {
  std::string text;
  for (const RunRange& range : runs)
    text += fmt::format("{}{}-{}", text.empty() ? "" : ",", range.begin, range.end);
  return text;
}

std::optional<TaskRuns> runs_in(const std::string& line) {
  TaskRuns runs;
  const char* place = line.data();
  const char* const end = place + line.size();
  const auto take_number = [&](std::uint64_t& number) {
    const auto read = std::from_chars(place, end, number);
    place = read.ptr;
    return read.ec == std::errc();
  };
  for (RunRange range{};
       take_number(range.begin) && place != end && *place++ == '-' && take_number(range.end);) {
    if (range.end <= range.begin) return std::nullopt;
    runs.push_back(range);
    if (place == end) return runs;
    if (*place++ != ',') return std::nullopt;
  }
  return std::nullopt;
}

// Whether the file `tasks` is whole.
bool read_tasks(Submission& submission) {
  std::ifstream file(submission.folder / tasks_file, std::ios::binary);
  std::string line;
  std::string word;
  if (!std::getline(file, line) || line != first_line) return false;
  if (!(file >> word >> line) || word != "design") return false;
  const std::optional<std::uint64_t> design = from_hexadecimal(line);
  std::uint64_t count = 0;
  if (!(file >> word >> count) || word != "count") return false;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::optional<TaskRuns> runs = runs_in(line);
    if (!runs) return false;
    submission.tasks.push_back(*std::move(runs));
  }
  submission.design = design.value_or(0);
  return design.has_value() && count > 0 && submission.tasks.size() == count;
}

void read_jobs(Submission& submission) {
  std::ifstream file(submission.folder / jobs_file, std::ios::binary);
  std::string word;
  for (std::int64_t number = 0; file >> word >> number;) {
    if (word == "array") submission.array_job = number;
    if (word == "merge") submission.merge_job = number;
  }
}

std::vector<int> numbers_in(const fs::path& store) {
  std::vector<int> numbers;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(store, ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(submission_mark)) continue;
    std::istringstream stream(name.substr(std::string_view(submission_mark).size()));
    int number = 0;
    if (stream >> number && stream.eof() && number > 0) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace

std::uint64_t count_of(const TaskRuns& runs) {
  std::uint64_t count = 0;
  for (const RunRange& range : runs) count += range.end - range.begin;
  return count;
}

std::vector<TaskRuns> cut(const TaskRuns& runs, std::uint64_t tasks) {
  const std::uint64_t count = count_of(runs);
  WATERBED_CHECK(tasks > 0 && tasks <= count);
  std::vector<TaskRuns> parts(tasks);
  auto range = runs.begin();
  std::uint64_t from = 0;  // of the range, what earlier tasks have
  for (std::uint64_t task = 0; task < tasks; ++task) {
    std::uint64_t left = count / tasks + (task < count % tasks ? 1 : 0);
    while (left > 0) {
      const std::uint64_t taken = std::min(left, range->end - range->begin - from);
      parts[task].push_back({range->begin + from, range->begin + from + taken});
      left -= taken;
      from += taken;
      if (range->begin + from < range->end) continue;
      ++range;
      from = 0;
    }
  }
  return parts;
}

std::uint64_t design_fingerprint(const SweepPlan& plan) {
  Digest digest;
  for (const auto* files : {&plan.design.files, &plan.base.scenario.record.files})
    for (const SourceFileRecord& file : *files) {
      add_text(digest, file.name);
      add_text(digest, file.text);
    }
  return digest.value();
}

std::vector<Submission> submissions_in(const fs::path& store) {
  std::vector<Submission> submissions;
  for (const int number : numbers_in(store)) {
    Submission submission{number, store / name_of_folder(number), 0, {}, 0, 0};
    read_jobs(submission);
    if (read_tasks(submission)) submissions.push_back(std::move(submission));
  }
  return submissions;
}

Submission read_submission(const fs::path& store, int number) {
  Submission submission{number, store / name_of_folder(number), 0, {}, 0, 0};
  if (!read_tasks(submission))
    throw OutputError(OutputFault::machine, "cannot read the tasks in " + submission.folder.string() +
                                                ": is it there on this node?");
  read_jobs(submission);
  return submission;
}

void expect_same_design(const Submission& submission, const SweepPlan& plan) {
  if (submission.design != design_fingerprint(plan))
    throw OutputError(OutputFault::request,
                      "the design or its scenario was changed since it was submitted: submit it again");
}

std::string family_of(int submission, std::uint64_t task) {
  return fmt::format("{:04}_{:06}_", submission, task);
}

fs::path under_way_of(const fs::path& store, int submission, std::uint64_t task) {
  return store / fmt::format("{}_{:04}_{:06}", running_file, submission, task);
}

fs::path log_of(const Submission& submission, std::uint64_t task) {
  return submission.folder / fmt::format("task_{}.log", task);
}

void make_folder(const fs::path& store, Submission& submission) {
  const std::vector<int> numbers = numbers_in(store);
  submission.number = numbers.empty() ? 1 : numbers.back() + 1;
  for (;; ++submission.number) {  // another process may take the number meanwhile
    submission.folder = store / name_of_folder(submission.number);
    std::error_code error;
    if (fs::create_directory(submission.folder, error)) return;
    if (error)
      throw OutputError(OutputFault::machine,
                        "cannot make the folder " + submission.folder.string() + ": " + error.message());
  }
}

void write_tasks(const Submission& submission) {
  std::string text = fmt::format("{}\ndesign {}\ncount {}\n", first_line, hexadecimal(submission.design),
                                 submission.tasks.size());
  for (const TaskRuns& runs : submission.tasks) text += text_of(runs) + "\n";
  write_durably(submission.folder / tasks_file, text);
}

void write_jobs(const Submission& submission) {
  std::string text;
  if (submission.array_job > 0) text += fmt::format("array {}\n", submission.array_job);
  if (submission.merge_job > 0) text += fmt::format("merge {}\n", submission.merge_job);
  write_durably(submission.folder / jobs_file, text);
}

}  // namespace waterbed
