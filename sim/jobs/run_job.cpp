// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/run_job.hpp"

#include <chrono>
#include <mutex>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string_view>

#include <unistd.h>

#include "output/block_file.hpp"
#include "output/error.hpp"
#include "output/result_file.hpp"
#include "sim/base/parallel.hpp"
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
  Account(const ResultLayout& layout, const std::function<void(const RunProgress&)>& report)
      : layout_(layout), report_(report) {}

  void add(const ReplicateResult& result) {
    const std::lock_guard lock(mutex_);
    ++done_;
    for (std::size_t arm = 0; arm < result.arms.size(); ++arm) {
      if (result.arms[arm].state != RunState::failed) continue;
      ++summary_.failed_runs;
      summary_.failures.push_back("arm " + layout_.arms[arm] + ", replicate " +
                                  std::to_string(result.replicate) + ": " + result.arms[arm].message);
    }
    if (report_) report_({done_, summary_.failed_runs, layout_.replicates});
  }

  [[nodiscard]] const RunSummary& summary() const { return summary_; }

 private:
  const ResultLayout& layout_;
  const std::function<void(const RunProgress&)>& report_;
  std::mutex mutex_;
  std::int64_t done_ = 0;
  RunSummary summary_;
};

std::optional<TimingRecord> timing_record(const RunSettings& settings,
                                          std::chrono::steady_clock::time_point start) {
  if (settings.timing == RunSettings::Timing::left_out) return std::nullopt;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  return TimingRecord{elapsed.count(), settings.threads, host_name()};
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

RunSummary run_to_file(const Prepared& prepared, const RunSettings& settings,
                       const std::function<void(const RunProgress&)>& report) {
  const auto start = std::chrono::steady_clock::now();
  World world = prepared.world;
  world.instruction_set = settings.instruction_set;
  const Experiment experiment(prepared.scenario.plan, prepared.scenario.start, prepared.scenario.arms,
                              std::move(world));
  ResultRecord record{
      experiment.layout(), prepared.scenario.record, {program_version, program_commit, results_version}, {}};
  std::vector<std::uint32_t> replicates(static_cast<std::size_t>(record.layout.replicates));
  std::iota(replicates.begin(), replicates.end(), 0U);
  const std::filesystem::path block = block_path(settings.target, 0);
  BlockWriter writer(block, record.layout, replicates);
  Account account(record.layout, report);
  with_threads(settings.threads, [&] {
    experiment.run_all([&](const ReplicateResult& result) {
      writer.add(result);
      account.add(result);
    });
  });
  writer.finish();
  record.timing = timing_record(settings, start);
  join({block}, record, settings.target);
  return account.summary();
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
