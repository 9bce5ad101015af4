// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/run_job.hpp"

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "output/block_store.hpp"
#include "output/durable.hpp"
#include "output/error.hpp"
#include "output/fingerprint.hpp"
#include "output/host.hpp"
#include "output/memory_reserve.hpp"
#include "output/result_file.hpp"
#include "output/result_reader.hpp"
#include "output/seal.hpp"
#include "sim/base/parallel.hpp"
#include "sim/jobs/block_writing.hpp"
#include "sim/jobs/run_account.hpp"
#include "sim/jobs/version.hpp"

namespace waterbed {
namespace {

void remark(const RunWatch& watch, const std::string& sentence) {
  if (watch.remark) watch.remark(sentence);
}

// Without --resume, neither an earlier result nor its parts are used.
void remark_on_what_is_there(const std::filesystem::path& target, const BlockStore& store,
                             const RunWatch& watch) {
  if (!store.blocks().empty())
    remark(watch, "an earlier command left parts of this result; --resume would go on with them");
  else if (std::filesystem::exists(target))
    remark(watch, target.string() + " exists and is replaced when this run ends; --resume would add to it");
}

// Why runs of an earlier result may not stand beside those of `record`; empty: they may.
std::string reason_against(const ResultReader& reader, const ResultRecord& record) {
  if (reader.record().sweep)
    return " is the merged file of a sweep, so --resume cannot add to it; without --resume it is replaced";
  const std::string difference = first_difference(reader.record(), record);
  if (!difference.empty())
    return " is of another scenario or version of the model, so --resume cannot add to it (" + difference +
           "); without --resume it is replaced";
  const std::int64_t there = reader.layout().replicates;
  const std::int64_t asked = record.layout.replicates;
  if (there <= asked) return {};
  return " already has " + std::to_string(there) + " replicates, and only " + std::to_string(asked) +
         " are asked for: say --replicates N for more";
}

void add_result(const std::filesystem::path& target, const ResultRecord& record, MadeRuns& made) {
  const std::string reason = reason_against(ResultReader(target), record);
  if (!reason.empty()) throw OutputError(OutputFault::request, target.string() + reason);
  made.add(target);
}

// Takes up the runs of an earlier result. What a command began to replace need not be fit for that.
void take_up_result(const std::filesystem::path& target, const ResultRecord& record, const BlockStore& store,
                    MadeRuns& made, const RunWatch& watch) {
  try {
    add_result(target, record, made);
  } catch (const OutputError& problem) {
    if (!store.is_replacing() || problem.fault() == OutputFault::machine) throw;
    remark(watch, target.string() + " is replaced, as the command that was not finished was to do");
  }
}

void expect_question(const std::filesystem::path& block, std::uint64_t question, std::int64_t replicates) {
  const BlockReader reader(block);
  for (std::size_t slot = 0; slot < reader.slots(); ++slot) {
    if (reader.question(slot) != question)
      throw OutputError(OutputFault::request, block.string() + " is of another scenario: remove it");
    if (reader.replicate(slot) >= replicates)
      throw OutputError(OutputFault::request,
                        block.string() + " holds replicate " + std::to_string(reader.replicate(slot)) +
                            ", counted from 0, and only " + std::to_string(replicates) + " are asked for");
  }
}

void take_up_block(const std::filesystem::path& block, const ResultRecord& record, MadeRuns& made,
                   const RunWatch& watch) {
  try {
    check_seal(block);
  } catch (const OutputError& problem) {
    return remark(watch, std::string(problem.what()) + ": what it held is run again");
  }
  expect_question(block, made.question(0), record.layout.replicates);
  made.add_checked(block);
}

void take_up(const RunSettings& settings, const ResultRecord& record, const BlockStore& store, MadeRuns& made,
             const RunWatch& watch) {
  if (std::filesystem::exists(settings.target)) take_up_result(settings.target, record, store, made, watch);
  for (const std::filesystem::path& block : store.blocks()) {
    stop_if_asked(watch);
    take_up_block(block, record, made, watch);
  }
}

std::vector<std::uint32_t> missing_replicates(const MadeRuns& made, std::int64_t replicates) {
  std::vector<std::uint32_t> missing;
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate)
    if (!made.has(0, replicate)) missing.push_back(replicate);
  return missing;
}

PackedReplicate packed(const ResultLayout& layout, const ReplicateResult& result, std::uint64_t question,
                       Profile* profile) {
  Stopwatch watch(profile);
  PackedReplicate replicate = pack(layout, result);
  replicate.question = question;
  watch.lap(RunPart::pack);
  return replicate;
}

// Runs what is missing into blocks, until done or stopped.
void run_missing(const Experiment& experiment, const ResultLayout& layout, MadeRuns& made,
                 BlockWriting& writing, const RunSettings& settings, const RunWatch& watch) {
  const std::vector<std::uint32_t> missing = missing_replicates(made, layout.replicates);
  RunAccount account(made.count(), layout.replicates, watch);
  try {
    with_threads(settings.threads, [&] {
      experiment.run_all(
          missing,
          [&](const ReplicateResult& result) {
            writing.add(packed(layout, result, made.question(0), settings.profile));
            account.add(failed_runs(result));
          },
          [&](std::size_t, const State&, Week) { stop_if_asked(watch); }, settings.profile);
    });
  } catch (const Stop&) {  // what is finished is written all the same
  }
  for (const std::filesystem::path& block : writing.finish()) made.add(block);
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
  const fs::path folder = folder_of(target);
  if (!fs::is_directory(folder, ignored))
    throw OutputError(OutputFault::machine,
                      "cannot write " + target.string() + ": there is no folder " + folder.string());
  for (const SourceFileRecord& file : prepared.scenario.record.files)
    if (fs::equivalent(scenario.parent_path() / file.name, target, ignored))
      throw std::invalid_argument("the result cannot be written to " + target.string() +
                                  ": it is a file of the scenario");
}

ResultRecord record_of(const Prepared& prepared, const Experiment& experiment) {
  return {
      experiment.layout(), prepared.scenario.record, {program_version, program_commit, results_version}, {}};
}

RunSummary run_to_file(const Prepared& prepared, const RunSettings& settings, const RunWatch& watch) {
  const auto start = std::chrono::steady_clock::now();
  const Experiment experiment = experiment_of(prepared, settings.instruction_set, settings.forking);
  ResultRecord record = record_of(prepared, experiment);
  const bool is_resuming = settings.resume == Resume::yes;
  prepare_hdf5();
  const std::uint64_t question = fingerprint(record);
  BlockStore store(BlockStore::folder_for(settings.target), question,
                   is_resuming ? BlockStore::Intention::add : BlockStore::Intention::replace);
  MadeRuns made(record.layout, {question});
  RunSummary summary;
  summary.asked = record.layout.replicates;
  try {
    if (is_resuming)
      take_up(settings, record, store, made, watch);
    else
      remark_on_what_is_there(settings.target, store, watch);
    if (watch.keeping) watch.keeping();
    BlockWriting writing(store, record.layout, {}, settings.profile);
    run_missing(experiment, record.layout, made, writing, settings, watch);
    summary.made = made.count();
    stop_if_asked(watch);
    record.timing = timing_record(settings, start, writing);
    Stopwatch joining(settings.profile);
    join(made, record, {store.growing_result(), settings.target}, [&] { stop_if_asked(watch); });
    joining.lap(RunPart::write);
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
  const bool has_avx512 = __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
                          __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vl") != 0;
#else
  const bool has_avx2 = false;
  const bool has_avx512 = false;
#endif
  const std::string_view name = asked == nullptr ? "" : asked;
  if (name.empty())
    return has_avx512 ? InstructionSet::avx512 : has_avx2 ? InstructionSet::avx2 : InstructionSet::plain;
  if (name == "plain") return InstructionSet::plain;
  if (name != "avx2" && name != "avx512")
    throw std::invalid_argument("WATERBED_ISA=" + std::string(name) + " is not known: plain, avx2 or avx512");
  if (name == "avx2" && !has_avx2)
    throw std::invalid_argument("WATERBED_ISA=avx2: this processor has no AVX2");
  if (name == "avx512" && !has_avx512)
    throw std::invalid_argument("WATERBED_ISA=avx512: this processor has no AVX-512 (F, DQ, BW and VL)");
  return name == "avx2" ? InstructionSet::avx2 : InstructionSet::avx512;
}

}  // namespace waterbed
