// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/verify_job.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "output/error.hpp"
#include "output/result_reader.hpp"
#include "sim/base/date_text.hpp"
#include "sim/base/parallel.hpp"
#include "sim/jobs/stored_scenario.hpp"
#include "sim/jobs/version.hpp"
#include "sim/tally/run_tally.hpp"

namespace waterbed {
namespace {

constexpr std::size_t most_told = 100;

void expect_this_version(const ResultReader& reader) {
  const ProgramRecord& program = reader.record().program;
  if (program.results_version == results_version) return;
  throw OutputError(
      OutputFault::request,
      reader.path().string() + " has results version " + std::to_string(program.results_version) +
          ", and this program makes version " + std::to_string(results_version) +
          ", whose numbers differ on purpose (CHANGELOG.md): verify it with the program that wrote "
          "it, waterbed " +
          program.version + " (commit " + program.commit + ")");
}

// The runs to make again, by arm.
using Choice = std::vector<std::vector<std::uint32_t>>;

Choice all_stored(const ResultReader& reader) {
  const ResultLayout& layout = reader.layout();
  Choice choice(layout.arms.size());
  for (std::size_t arm = 0; arm < layout.arms.size(); ++arm)
    for (std::uint32_t replicate = 0; replicate < layout.replicates; ++replicate)
      if (reader.state({arm, replicate}) != StoredState::missing) choice[arm].push_back(replicate);
  return choice;
}

std::int64_t count_of(const Choice& choice) {
  std::size_t count = 0;
  for (const auto& replicates : choice) count += replicates.size();
  return static_cast<std::int64_t>(count);
}

// The middle ones of `wanted` parts of equal length.
Choice spread(const Choice& all, std::int64_t wanted) {
  const std::int64_t total = count_of(all);
  if (wanted >= total) return all;
  Choice chosen(all.size());
  std::int64_t number = 0;
  std::int64_t next = 0;
  for (std::size_t arm = 0; arm < all.size(); ++arm)
    for (const std::uint32_t replicate : all[arm])
      if (number++ == (2 * next + 1) * total / (2 * wanted)) {
        chosen[arm].push_back(replicate);
        ++next;
      }
  return chosen;
}

Choice only(const ResultReader& reader, const VerifySettings::One& one) {
  const ResultLayout& layout = reader.layout();
  const auto found = std::find(layout.arms.begin(), layout.arms.end(), one.arm);
  const auto arm = static_cast<std::size_t>(found - layout.arms.begin());
  const bool is_there = found != layout.arms.end() && one.replicate >= 0 &&
                        one.replicate < layout.replicates &&
                        reader.state({arm, static_cast<std::size_t>(one.replicate)}) != StoredState::missing;
  if (!is_there)
    throw OutputError(OutputFault::request, reader.path().string() + " has no run " +
                                                std::to_string(one.replicate) + "," + one.arm);
  Choice choice(layout.arms.size());
  choice[arm].push_back(static_cast<std::uint32_t>(one.replicate));
  return choice;
}

std::string label_of(const ResultLayout& layout, Axis axis, std::size_t index) {
  switch (axis) {
    case Axis::period:
      return "the period of " + date_text(layout.periods[index].start_day);
    case Axis::stage:
      return "stage " + layout.stages[index];
    case Axis::lane:
      return "lane " + layout.lanes[index].name;
    case Axis::place:
      return "place " + layout.places[index].name;
    case Axis::source_place:
      return "source " + layout.source_places[index];
    case Axis::lot_size_class:
      return "lots " + layout.lot_size_classes[index].name;
    case Axis::account:
      return "account " + layout.accounts[index];
    case Axis::part:
      return "part " + layout.parts[index].name;
    case Axis::pool:
      return "pool " + layout.pools[index].name;
  }
  return "";
}

// "in the period of 2020-01-06, lane cocaine/NLRTM/rip_off", of a cell of a series in row-major order.
std::string place_of(const ResultLayout& layout, const SeriesSpec& series, std::size_t cell) {
  std::string text;
  for (std::size_t axis = series.axes.size(); axis-- > 0;) {
    const std::size_t length = layout.length(series.axes[axis]);
    text = label_of(layout, series.axes[axis], cell % length) + (text.empty() ? "" : ", ") + text;
    cell /= length;
  }
  return text;
}

// Compares a run with what the file has of it.
class Comparer {
 public:
  explicit Comparer(const ResultReader& reader) : reader_(reader) {}

  [[nodiscard]] RunComparison compare(std::size_t arm, std::uint32_t replicate, const RunResult& made) const {
    RunComparison comparison{replicate, reader_.layout().arms[arm], reader_.run({arm, replicate}), {}, {}};
    const bool is_done = made.state == RunState::done;
    comparison.made = {is_done ? StoredState::done : StoredState::failed, made.digest, made.message};
    comparison.difference = difference(comparison, {arm, replicate}, made);
    return comparison;
  }

 private:
  [[nodiscard]] std::string difference(const RunComparison& run, RunId id, const RunResult& made) const {
    if (run.made.state != run.stored.state)
      return run.made.state == StoredState::done ? "it failed, and does not fail now" : "it fails now";
    if (run.made.state == StoredState::failed)
      return where(run.made.message) == where(run.stored.message) ? "" : "it fails elsewhere";
    for (std::size_t series = 0; series < made.series.size(); ++series) {
      const std::string text = difference(series, id, made.series[series]);
      if (!text.empty()) return text;
    }
    return run.made.digest == run.stored.digest ? ""
                                                : "its digest is another, though all numbers are the same";
  }

  // Seed, replicate, week and step; what comes behind may name a line of the program.
  static std::string where(const std::string& message) { return message.substr(0, message.find(": ")); }

  [[nodiscard]] std::string difference(std::size_t number, RunId id,
                                       const std::vector<std::int64_t>& made) const {
    const SeriesSpec& series = reader_.layout().series[number];
    const std::vector<std::int64_t> stored = reader_.run_cells(number, id);
    const auto [left, right] = std::mismatch(stored.begin(), stored.end(), made.begin(), made.end());
    if (left == stored.end() && right == made.end()) return {};
    if (left == stored.end() || right == made.end()) return series.name + " has another number of cells";
    const auto cell = static_cast<std::size_t>(left - stored.begin());
    return series.name + " is " + std::to_string(*left) + " in the file and " + std::to_string(*right) +
           " again (" + place_of(reader_.layout(), series, cell) + ")";
  }

  const ResultReader& reader_;
};

// Makes chosen runs again, arm by arm, and adds them up.
class Verifier {
 public:
  Verifier(const ResultReader& reader, const Prepared& prepared, const VerifySettings& settings,
           const RunWatch& watch)
      : comparer_(reader), prepared_(prepared), settings_(settings), watch_(watch) {}

  void verify(const Choice& choice, Verification& result) {
    total_ = count_of(choice);
    try {
      for (std::size_t arm = 0; arm < choice.size(); ++arm)
        if (!choice[arm].empty()) verify_arm(arm, choice[arm], result);
    } catch (const Stop&) {
      result.ending = RunEnding::stopped;
    }
  }

 private:
  void verify_arm(std::size_t arm, const std::vector<std::uint32_t>& replicates, Verification& result) {
    Prepared alone = prepared_;
    alone.scenario.arms = {prepared_.scenario.arms[arm]};
    const Experiment experiment = experiment_of(alone, settings_.instruction_set);
    const std::size_t before = result.different.size();
    with_threads(settings_.threads, [&] {
      experiment.run_all(
          replicates, [&](const ReplicateResult& made) { add(arm, made, result); },
          [&](std::size_t, const State&, Week) { stop_if_asked(watch_); });
    });
    std::sort(result.different.begin() + static_cast<std::ptrdiff_t>(before), result.different.end(),
              [](const RunComparison& left, const RunComparison& right) {
                return left.replicate < right.replicate;
              });
  }

  void add(std::size_t arm, const ReplicateResult& made, Verification& result) {
    const std::lock_guard lock(mutex_);  // one file is read by one thread at a time
    RunComparison comparison = comparer_.compare(arm, made.replicate, made.arms.front());
    ++result.compared;
    result.equal += comparison.difference.empty() ? 1 : 0;
    if (settings_.one) result.asked_for = comparison;
    if (!comparison.difference.empty() && result.different.size() < most_told)
      result.different.push_back(std::move(comparison));
    if (watch_.report) watch_.report({result.compared, 0, result.compared - result.equal, total_});
  }

  Comparer comparer_;
  const Prepared& prepared_;
  const VerifySettings& settings_;
  const RunWatch& watch_;
  std::int64_t total_ = 0;
  std::mutex mutex_;
};

}  // namespace

Verification verify_file(const VerifySettings& settings, const RunWatch& watch) {
  const ResultReader reader = open_result(settings.file);
  expect_this_version(reader);
  const Choice all = all_stored(reader);
  const Choice choice =
      settings.one ? only(reader, *settings.one) : spread(all, settings.runs.value_or(count_of(all)));
  Verification result;
  result.stored = count_of(all);
  Prepared prepared = prepare_stored(reader.record());
  prepared.mechanisms = settings.mechanisms;
  if (!prepared.mistakes.empty()) {
    const std::string printed = prepared.mistakes.printed();
    result.scenario.push_back("the scenario in the file cannot be read: " +
                              printed.substr(0, printed.find('\n')));
    return result;
  }
  result.scenario = differences_from(reader.record(), prepared);
  const bool has_series =
      reader.layout().series.size() == experiment_of(prepared, InstructionSet::plain).layout().series.size();
  if (prepared.scenario.arms.size() == reader.layout().arms.size() && has_series)
    Verifier(reader, prepared, settings, watch).verify(choice, result);
  return result;
}

}  // namespace waterbed
