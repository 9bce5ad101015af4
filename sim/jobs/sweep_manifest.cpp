// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_manifest.hpp"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "output/block_store.hpp"
#include "output/durable.hpp"
#include "output/error.hpp"
#include "output/hexadecimal.hpp"
#include "sim/base/csv_field.hpp"

namespace waterbed {
namespace {

// "2026-03-01T12:00:00Z"
std::string utc(std::int64_t seconds_since_1970) {
  const std::time_t time = seconds_since_1970;
  std::tm parts{};
  if (gmtime_r(&time, &parts) == nullptr) return {};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                     parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

struct Failure {
  std::string stage;
  std::string message;
};

Failure failure_of(const std::string& message) {
  const std::string begin = std::string(prepare_stage) + ": ";
  if (message.starts_with(begin)) return {std::string(prepare_stage), message.substr(begin.size())};
  return {"run", message};
}

const char* word_of(StoredState state, bool is_running) {
  if (state == StoredState::done) return "done";
  if (state == StoredState::failed) return "failed";
  return is_running ? "running" : "planned";
}

// What of a failure's message is of one run alone: "seed 1, replicate 3, ".
std::string reason_of(const std::string& message) {
  const Failure failure = failure_of(message);
  const std::size_t replicate = failure.message.find("replicate ");
  const std::size_t comma = failure.message.find(", ", replicate);
  const bool is_of_run = failure.message.starts_with("seed ") && comma != std::string::npos;
  return failure.stage + ": " + (is_of_run ? failure.message.substr(comma + 2) : failure.message);
}

class ManifestWriter {
 public:
  ManifestWriter(const SweepRuns& runs, const std::vector<PointReplicate>& under_way, std::ostream& file)
      : runs_(runs), under_way_(under_way.begin(), under_way.end()), file_(file) {}

  void write() {
    file_ << "point,replicate,arm,state,stage,message,seed,ended,seconds,host,digest\n";
    for (std::size_t point = 0; point < runs_.made().points(); ++point)
      for (std::uint32_t replicate = 0; replicate < runs_.replicates(); ++replicate)
        write_replicate(point, replicate);
  }

 private:
  void write_replicate(std::size_t point, std::uint32_t replicate) {
    const ResultLayout& layout = runs_.record().layout;
    std::string made = ",,";
    if (runs_.made().has(point, replicate)) {
      const MadeWhen when = runs_.made().when(point, replicate);
      made = fmt::format("{},{:.6f},{}", utc(when.ended_s), when.seconds,
                         csv_field(runs_.made().host(point, replicate)));
    }
    const bool is_running = under_way_.contains({point, replicate});
    for (std::size_t arm = 0; arm < layout.arms.size(); ++arm) {
      const StoredRun run = runs_.made().statuses().at(arm, point * runs_.replicates() + replicate);
      const Failure failure = run.state == StoredState::failed ? failure_of(run.message) : Failure{};
      fmt::print(file_, "{},{},{},{},{},{},{},{},{}\n", point, replicate, csv_field(layout.arms[arm]),
                 word_of(run.state, is_running), failure.stage, csv_field(failure.message), layout.seed, made,
                 run.state == StoredState::done ? hexadecimal(run.digest) : "");
    }
  }

  const SweepRuns& runs_;
  std::set<PointReplicate> under_way_;
  std::ostream& file_;
};

}  // namespace

SweepStatus status_of(const SweepRuns& runs, const std::vector<PointReplicate>& under_way) {
  SweepStatus status;
  std::map<std::string, std::int64_t> reasons;
  const MadeRuns& made = runs.made();
  for (std::size_t point = 0; point < made.points(); ++point)
    for (std::uint32_t replicate = 0; replicate < runs.replicates(); ++replicate) {
      if (!made.has(point, replicate)) {
        ++status.planned;
        continue;
      }
      status.seconds += made.when(point, replicate).seconds;
      ++(made.has_failed(point, replicate) ? status.failed : status.done);
      for (std::size_t arm = 0; arm < runs.record().layout.arms.size(); ++arm) {
        const StoredRun run = made.statuses().at(arm, point * runs.replicates() + replicate);
        if (run.state == StoredState::failed) ++reasons[reason_of(run.message)];
      }
    }
  for (const PointReplicate& run : under_way)
    if (run.point < made.points() && run.replicate < runs.replicates() && !made.has(run.point, run.replicate))
      ++status.running;
  status.planned -= status.running;
  status.reasons.assign(reasons.begin(), reasons.end());
  std::stable_sort(status.reasons.begin(), status.reasons.end(),
                   [](const auto& left, const auto& right) { return left.second > right.second; });
  return status;
}

void write_manifest(const SweepRuns& runs, const std::filesystem::path& store,
                    const std::vector<PointReplicate>& under_way) {
  const std::filesystem::path path = store / manifest_file;
  // Others may write it at the same moment: who looks at the status needs no lock.
  TemporaryFile temporary(path.string() + "." + letters_of_one_writer() + ".tmp", path);
  std::ofstream file(temporary.path(), std::ios::binary);
  ManifestWriter(runs, under_way, file).write();
  file.close();
  if (!file) throw OutputError(OutputFault::machine, "cannot write " + path.string());
  temporary.keep();
}

}  // namespace waterbed
