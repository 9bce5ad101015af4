// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/verify_job.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "output/error.hpp"
#include "output/open_result.hpp"
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
    case Axis::year:
      return "the year of " + date_text(layout.years[index].start_day);
    case Axis::week:
      return "the week of " + date_text(layout.week_days[index]);
    case Axis::estimate:
      return "estimate " + layout.estimates[index];
    case Axis::shift_kind:
      return "kind " + layout.shift_kinds[index];
    case Axis::displaced_by:
      return layout.displaced_by[index];
    case Axis::move_class:
      return "class " + layout.move_classes[index];
    case Axis::lane_in_a:
      return "lane number " + std::to_string(index) + " in A";
    case Axis::lane_in_b:
      return "lane number " + std::to_string(index) + " in B";
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

// A pair of the file that was made again.
struct MadePair {
  std::size_t pair;
  const PairResult& made;
};

// Compares a run with what the file has of it.
class Comparer {
 public:
  explicit Comparer(const ResultReader& reader) : reader_(reader) {}

  // `pairs` are those in which the run is compared with its reference.
  [[nodiscard]] RunComparison compare(std::size_t arm, std::uint32_t replicate, const RunResult& made,
                                      const std::vector<MadePair>& pairs) const {
    RunComparison comparison{replicate, reader_.layout().arms[arm], reader_.run({arm, replicate}), {}, {}};
    const bool is_done = made.state == RunState::done;
    comparison.made = {is_done ? StoredState::done : StoredState::failed, made.digest, made.message};
    comparison.difference = difference(comparison, {arm, replicate}, made);
    for (const MadePair& pair : pairs)
      if (comparison.difference.empty()) comparison.difference = difference(pair, replicate);
    return comparison;
  }

  // Number of a pair in the file, which has the pairs of its scenario.
  [[nodiscard]] std::size_t number_of(const ArmPair& pair) const {
    const ResultLayout& layout = reader_.layout();
    const auto found = std::find_if(layout.pairs.begin(), layout.pairs.end(), [&](const PairLabel& label) {
      return layout.arms[label.reference] == pair.reference && layout.arms[label.arm] == pair.arm;
    });
    return static_cast<std::size_t>(found - layout.pairs.begin());
  }

 private:
  [[nodiscard]] std::string difference(const RunComparison& run, RunId id, const RunResult& made) const {
    if (run.made.state != run.stored.state)
      return run.made.state == StoredState::done ? "it failed, and does not fail now" : "it fails now";
    if (run.made.state == StoredState::failed)
      return where(run.made.message) == where(run.stored.message) ? "" : "it fails elsewhere";
    for (std::size_t series = 0; series < made.series.size(); ++series) {
      const std::string text =
          difference(reader_.layout().series[series], reader_.run_cells(series, id), made.series[series]);
      if (!text.empty()) return text;
    }
    return run.made.digest == run.stored.digest ? ""
                                                : "its digest is another, though all numbers are the same";
  }

  // Seed, replicate, week and step; what comes behind may name a line of the program.
  static std::string where(const std::string& message) { return message.substr(0, message.find(": ")); }

  [[nodiscard]] std::string difference(const MadePair& pair, std::uint32_t replicate) const {
    const ResultLayout& layout = reader_.layout();
    for (std::size_t series = 0; series < pair.made.series.size(); ++series) {
      const std::string text =
          difference(layout.pair_series[series], reader_.pair_cells(series, pair.pair, replicate),
                     pair.made.series[series]);
      if (!text.empty()) return text + ", compared with " + layout.arms[layout.pairs[pair.pair].reference];
    }
    return {};
  }

  [[nodiscard]] std::string difference(const SeriesSpec& series, const std::vector<std::int64_t>& stored,
                                       const std::vector<std::int64_t>& made) const {
    const auto [left, right] = std::mismatch(stored.begin(), stored.end(), made.begin(), made.end());
    if (left == stored.end() && right == made.end()) return {};
    if (left == stored.end() || right == made.end()) return series.name + " has another number of cells";
    const auto cell = static_cast<std::size_t>(left - stored.begin());
    return series.name + " is " + std::to_string(*left) + " in the file and " + std::to_string(*right) +
           " again (" + place_of(reader_.layout(), series, cell) + ")";
  }

  const ResultReader& reader_;
};

// Makes chosen runs again, and adds them up. Runs of one replicate are made side by side, with the references
// of their pairs, so that the accounts of a pair are checked with the run of its arm.
class Verifier {
 public:
  Verifier(const ResultReader& reader, const Prepared& prepared, const VerifySettings& settings,
           const RunWatch& watch)
      : comparer_(reader), prepared_(prepared), settings_(settings), watch_(watch) {}

  void verify(const Choice& choice, Verification& result) {
    total_ = count_of(choice);
    try {
      for (const auto& [arms, replicates] : by_arms(choice)) verify_arms(arms, replicates, result);
    } catch (const Stop&) {
      result.ending = RunEnding::stopped;
    }
    std::sort(result.different.begin(), result.different.end(),
              [&](const RunComparison& left, const RunComparison& right) {
                return std::pair(number_of(left.arm), left.replicate) <
                       std::pair(number_of(right.arm), right.replicate);
              });
  }

 private:
  // Replicates of which the same arms are chosen.
  static std::map<std::vector<std::size_t>, std::vector<std::uint32_t>> by_arms(const Choice& choice) {
    std::map<std::uint32_t, std::vector<std::size_t>> arms_of;
    for (std::size_t arm = 0; arm < choice.size(); ++arm)
      for (const std::uint32_t replicate : choice[arm]) arms_of[replicate].push_back(arm);
    std::map<std::vector<std::size_t>, std::vector<std::uint32_t>> result;
    for (const auto& [replicate, arms] : arms_of) result[arms].push_back(replicate);
    return result;
  }

  [[nodiscard]] std::size_t number_of(const std::string& arm) const {
    const std::vector<Arm>& arms = prepared_.scenario.arms;
    return static_cast<std::size_t>(
        std::find_if(arms.begin(), arms.end(), [&](const Arm& candidate) { return candidate.name == arm; }) -
        arms.begin());
  }

  // The arms to make, so that each of `arms` is compared with the references of its pairs, too.
  [[nodiscard]] std::vector<std::size_t> with_references(std::vector<std::size_t> arms) const {
    const std::vector<std::size_t> chosen = arms;
    for (const ArmPair& pair : prepared_.scenario.pairs)
      if (is_among(number_of(pair.arm), chosen)) arms.push_back(number_of(pair.reference));
    std::sort(arms.begin(), arms.end());
    arms.erase(std::unique(arms.begin(), arms.end()), arms.end());
    return arms;
  }

  static bool is_among(std::size_t arm, const std::vector<std::size_t>& arms) {
    return std::find(arms.begin(), arms.end(), arm) != arms.end();
  }

  void verify_arms(const std::vector<std::size_t>& arms, const std::vector<std::uint32_t>& replicates,
                   Verification& result) {
    const std::vector<std::size_t> made_arms = with_references(arms);
    Prepared chosen = prepared_;
    chosen.scenario.arms.clear();
    for (const std::size_t arm : made_arms) chosen.scenario.arms.push_back(prepared_.scenario.arms[arm]);
    std::erase_if(chosen.scenario.pairs, [&](const ArmPair& pair) {
      return !is_among(number_of(pair.reference), made_arms) || !is_among(number_of(pair.arm), arms);
    });
    const Experiment experiment = experiment_of(chosen, settings_.instruction_set);
    with_threads(settings_.threads, [&] {
      experiment.run_all(
          replicates,
          [&](const ReplicateResult& made) {
            const std::lock_guard lock(mutex_);  // one file is read by one thread at a time
            for (std::size_t position = 0; position < made_arms.size(); ++position)
              if (is_among(made_arms[position], arms))
                add(compared(made_arms[position], made.arms[position], chosen.scenario.pairs, made), result);
            if (watch_.report) watch_.report({result.compared, 0, result.compared - result.equal, total_});
          },
          [&](std::size_t, const State&, Week) { stop_if_asked(watch_); });
    });
  }

  // A run made again, against the file. `pairs` are those of `replicate`.
  [[nodiscard]] RunComparison compared(std::size_t arm, const RunResult& made,
                                       const std::vector<ArmPair>& pairs,
                                       const ReplicateResult& replicate) const {
    std::vector<MadePair> of_arm;
    for (std::size_t pair = 0; pair < pairs.size(); ++pair)
      if (number_of(pairs[pair].arm) == arm)
        of_arm.push_back({comparer_.number_of(pairs[pair]), replicate.pairs[pair]});
    return comparer_.compare(arm, replicate.replicate, made, of_arm);
  }

  void add(RunComparison comparison, Verification& result) const {
    ++result.compared;
    result.equal += comparison.difference.empty() ? 1 : 0;
    if (settings_.one) result.asked_for = comparison;
    if (!comparison.difference.empty() && result.different.size() < most_told)
      result.different.push_back(std::move(comparison));
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
  const ResultLayout made = experiment_of(prepared, InstructionSet::plain).layout();
  const ResultLayout& stored = reader.layout();
  const bool is_alike =
      made.arms.size() == stored.arms.size() && made.series.size() == stored.series.size() &&
      made.pairs.size() == stored.pairs.size() && made.pair_series.size() == stored.pair_series.size();
  if (is_alike) Verifier(reader, prepared, settings, watch).verify(choice, result);
  return result;
}

}  // namespace waterbed
