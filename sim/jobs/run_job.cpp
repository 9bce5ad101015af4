// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/run_job.hpp"

#include <chrono>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string_view>

#include <unistd.h>

#include "output/block_store.hpp"
#include "output/error.hpp"
#include "output/fingerprint.hpp"
#include "output/memory_reserve.hpp"
#include "output/result_file.hpp"
#include "output/result_reader.hpp"
#include "sim/base/parallel.hpp"
#include "sim/jobs/block_writing.hpp"
#include "sim/jobs/version.hpp"

namespace waterbed {
namespace {

std::string host_name() {
  std::string name(256, '\0');
  if (gethostname(name.data(), name.size() - 1) != 0) return "unknown";
  name.resize(name.find('\0'));
  return name;
}

// Counts what ends, from any thread.
class Account {
 public:
  Account(std::int64_t before, std::int64_t total, const RunWatch& watch)
      : progress_{before, before, 0, total}, watch_(watch) {
    if (watch_.report) watch_.report(progress_);
  }

  void add(const ReplicateResult& result) {
    const std::lock_guard lock(mutex_);
    ++progress_.done;
    for (const RunResult& run : result.arms) progress_.failed += run.state == RunState::failed ? 1 : 0;
    if (watch_.report) watch_.report(progress_);
  }

 private:
  std::mutex mutex_;
  RunProgress progress_;
  const RunWatch& watch_;
};

// Takes up the runs of an earlier result. One of another scenario that a command began to replace is passed
// over.
void take_up_result(const std::filesystem::path& target, const ResultRecord& record, const BlockStore& store,
                    MadeRuns& made) {
  try {
    const ResultReader reader(target);
    const std::string difference = first_difference(reader.record(), record);
    const std::int64_t replicates = reader.layout().replicates;
    if (!difference.empty())
      throw OutputError(OutputFault::file, target.string() +
                                               " is of another scenario or version of the model, so "
                                               "--resume cannot add to it: " +
                                               difference);
    if (replicates > record.layout.replicates)
      throw OutputError(OutputFault::request, target.string() + " already has " + std::to_string(replicates) +
                                                  " replicates, and only " +
                                                  std::to_string(record.layout.replicates) +
                                                  " are asked for");
    made.add(target);
  } catch (const OutputError& problem) {
    if (!store.was_begun() || problem.fault() != OutputFault::file) throw;
  }
}

void take_up(const std::filesystem::path& target, const ResultRecord& record, const BlockStore& store,
             MadeRuns& made) {
  if (std::filesystem::exists(target)) take_up_result(target, record, store, made);
  for (const std::filesystem::path& block : store.blocks()) made.add(block);
}

std::vector<std::uint32_t> missing_replicates(const MadeRuns& made, std::int64_t replicates) {
  std::vector<std::uint32_t> missing;
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate)
    if (!made.has(replicate)) missing.push_back(replicate);
  return missing;
}

// Runs what is missing into blocks, until done or stopped.
RunEnding run_missing(const Experiment& experiment, MadeRuns& made, BlockWriting& writing, int threads,
                      const RunWatch& watch) {
  const ResultLayout layout = experiment.layout();
  const std::vector<std::uint32_t> missing = missing_replicates(made, layout.replicates);
  Account account(made.count(), layout.replicates, watch);
  RunEnding ending = RunEnding::finished;
  try {
    with_threads(threads, [&] {
      experiment.run_all(
          missing,
          [&](const ReplicateResult& result) {
            writing.add(pack(layout, result));
            account.add(result);
          },
          [&](std::size_t, const State&, Week) { stop_if_asked(watch); });
    });
  } catch (const Stop&) {
    ending = RunEnding::stopped;
  }
  for (const std::filesystem::path& block : writing.finish()) made.add(block);
  return ending;
}

std::optional<TimingRecord> timing_record(const RunSettings& settings,
                                          std::chrono::steady_clock::time_point start,
                                          const BlockWriting& writing) {
  if (settings.timing == RunSettings::Timing::left_out) return std::nullopt;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  return TimingRecord{elapsed.count(), settings.threads, writing.waited().count(), host_name()};
}

}  // namespace

void check_target(const Prepared& prepared, const std::filesystem::path& scenario,
                  const std::filesystem::path& target) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (!target.has_filename() || fs::is_directory(target, ignored))
    throw std::invalid_argument("the result cannot be written to " + target.string() + ": it is a folder");
  if (fs::exists(target, ignored) && !fs::is_regular_file(target, ignored))
    throw std::invalid_argument("the result cannot be written to " + target.string() +
                                ": it is no regular file");
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, ignored))
    throw OutputError(OutputFault::machine,
                      "cannot write " + target.string() + ": there is no folder " + folder.string());
  for (const SourceFileRecord& file : prepared.scenario.record.files)
    if (fs::equivalent(scenario.parent_path() / file.name, target, ignored))
      throw std::invalid_argument("the result cannot be written to " + target.string() +
                                  ": it is a file of the scenario");
}

RunSummary run_to_file(const Prepared& prepared, const RunSettings& settings, const RunWatch& watch) {
  const auto start = std::chrono::steady_clock::now();
  const Experiment experiment = experiment_of(prepared, settings.instruction_set);
  ResultRecord record{
      experiment.layout(), prepared.scenario.record, {program_version, program_commit, results_version}, {}};
  prepare_hdf5();
  BlockStore store(settings.target, fingerprint(record));
  MadeRuns made(record.layout);
  if (settings.resume == Resume::yes)
    take_up(settings.target, record, store, made);
  else if (!store.blocks().empty() && watch.remark)
    watch.remark("an earlier command left parts of this result; --resume would go on with them");
  BlockWriting writing(store, record.layout);
  RunSummary summary;
  summary.ending = run_missing(experiment, made, writing, settings.threads, watch);
  summary.made = made.count();
  if (summary.ending == RunEnding::stopped) return summary;
  record.timing = timing_record(settings, start, writing);
  try {
    join(made, record, {store.growing_result(), settings.target}, [&] { stop_if_asked(watch); });
  } catch (const Stop&) {
    summary.ending = RunEnding::stopped;
    return summary;
  }
  store.remove();
  return summary;
}

InstructionSet chosen_instruction_set(const char* asked) {
#if defined(__x86_64__)
  const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
#else
  const bool has_avx2 = false;
#endif
  const std::string_view name = asked == nullptr ? "" : asked;
  if (name.empty()) return has_avx2 ? InstructionSet::avx2 : InstructionSet::plain;
  if (name == "plain") return InstructionSet::plain;
  if (name != "avx2")
    throw std::invalid_argument("WATERBED_ISA=" + std::string(name) + " is not known: plain or avx2");
  if (!has_avx2) throw std::invalid_argument("WATERBED_ISA=avx2: this processor has no AVX2");
  return InstructionSet::avx2;
}

}  // namespace waterbed
