// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/until_precise.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "output/block_store.hpp"
#include "output/compare.hpp"
#include "output/error.hpp"
#include "output/result_reader.hpp"
#include "output/summary.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using UntilPrecise = WithFolder;

constexpr const char* scenario = "lab/no_deterrence.yaml";

ScenarioOptions options_with(std::int64_t replicates) {
  ScenarioOptions options;
  options.replicates = replicates;
  options.sets = {"choice.eta=0.4"};
  return options;
}

Prepared two_ports(std::int64_t replicates) {
  return test::prepare_scenario(scenario, options_with(replicates));
}

// From few replicates really_gone is known to some 60 % of it.
PrecisionGoal goal_of(double relative, std::int64_t most = 10000) {
  return {Statistic::really_gone, relative, most};
}

RunSettings settings_for(const std::filesystem::path& target, Resume resume, int threads = 2) {
  RunSettings settings{target, threads};
  settings.timing = RunSettings::Timing::left_out;
  settings.resume = resume;
  return settings;
}

RunSummary run(const std::filesystem::path& target, const PrecisionGoal& goal, Resume resume = Resume::no,
               const RunWatch& watch = {}, std::int64_t first = 4) {
  return run_until_precise(two_ports(first), options_with(first), settings_for(target, resume), goal, watch);
}

std::string bytes_of_run(const std::filesystem::path& target, std::int64_t replicates) {
  static_cast<void>(run_to_file(two_ports(replicates), settings_for(target, Resume::no, 1), {}));
  return sample::bytes_of(target);
}

Precision only_precision(const std::filesystem::path& target, Statistic statistic) {
  const std::vector<Precision> all = precisions(ResultReader(target), statistic);
  EXPECT_EQ(all.size(), 1U);
  return all.front();
}

TEST(NextReplicates, FollowTheSquareOfTheHalfWidth) {
  // 100 (6 / 5)^2 = 144, and one in twenty more: 151.2.
  EXPECT_EQ(next_replicates(100, 0.06, goal_of(0.05)), 152);
  EXPECT_EQ(next_replicates(100, 0.0999, goal_of(0.05)), 400);  // 419 are needed, 4 x 100 made
  EXPECT_EQ(next_replicates(10, 0.0501, goal_of(0.05)), 14);    // 4 more at least
}

TEST(NextReplicates, AreFourTimesAsManyWhereNothingIsKnown) {
  EXPECT_EQ(next_replicates(16, std::nullopt, goal_of(0.05)), 64);
  EXPECT_EQ(next_replicates(1, std::nullopt, goal_of(0.05)), 5);
}

TEST(NextReplicates, AreNoMoreThanMayBeMadeAndNoFewerThanThereAre) {
  EXPECT_EQ(next_replicates(16, 1.0, goal_of(0.05, 20)), 20);
  EXPECT_EQ(next_replicates(16, 1.0, goal_of(0.05, 16)), 16);
  EXPECT_EQ(next_replicates(30, 1.0, goal_of(0.05, 20)), 30);
}

TEST(Precision, IsRelativeToTheSizeOfTheValue) {
  EXPECT_EQ((Precision{"", 9, -4.0, 1.0}.relative()), 0.25);
  EXPECT_EQ((Precision{"", 9, 0.0, 0.0}.relative()), 0.0);  // exact
  EXPECT_EQ((Precision{"", 9, 0.0, 1.0}.relative()), std::nullopt);
  EXPECT_EQ((Precision{"", 1, 4.0, std::nullopt}.relative()), std::nullopt);
  const Precision sure{"sure", 9, 4.0, 1.0};
  const Precision vague{"vague", 9, 4.0, 3.0};
  const Precision unknown{"unknown", 1, 4.0, std::nullopt};
  EXPECT_EQ(least_precise({sure, vague}).subject, "vague");
  EXPECT_EQ(least_precise({sure, unknown, vague}).subject, "unknown");
}

TEST_F(UntilPrecise, MeasuresTheTermsThatComparePrints) {
  ScenarioOptions options = options_with(12);
  options.arms = {"as_it_is", "tighter_first"};
  static_cast<void>(run_to_file(test::prepare_scenario("lab/two_ports.yaml", options),
                                settings_for(file("r.h5"), Resume::no), {}));
  const ResultReader reader(file("r.h5"));
  const std::vector<Table> tables = compare(reader);
  const auto table =
      std::find_if(tables.begin(), tables.end(), [](const Table& one) { return one.key == "displacement"; });
  ASSERT_NE(table, tables.end());
  const auto expect = [&](Statistic statistic, const std::string& row, std::size_t column, double unit) {
    const auto key = std::find(table->row_keys.begin(), table->row_keys.end(), row);
    ASSERT_NE(key, table->row_keys.end()) << row;
    const std::vector<Cell>& cells = table->rows[static_cast<std::size_t>(key - table->row_keys.begin())];
    const Precision precision = only_precision(file("r.h5"), statistic);
    EXPECT_EQ(precision.subject, "as_it_is - tighter_first");
    EXPECT_NEAR(*precision.value, *cells[column].number / unit, 1e-9) << row;
    EXPECT_NEAR(*precision.half_width, (*cells[column + 2].number - *cells[column + 1].number) / 2 / unit,
                1e-9)
        << row;
  };
  expect(Statistic::kept_out, "kept_out", 1, 1.0);
  expect(Statistic::displaced, "displaced", 1, 1.0);
  expect(Statistic::deterred, "deterred", 1, 1.0);
  expect(Statistic::intercepted, "intercepted", 1, 1.0);
  expect(Statistic::really_gone, "really_gone", 1, 1.0);
  expect(Statistic::displaced_share, "displaced", 4, 100.0);
}

TEST_F(UntilPrecise, MeasuresWhatLandsInEveryArm) {
  ScenarioOptions options = options_with(3);
  options.arms = {"tightened"};
  static_cast<void>(
      run_to_file(test::prepare_scenario(scenario, options), settings_for(file("r.h5"), Resume::no), {}));
  const Precision landed = only_precision(file("r.h5"), Statistic::landed);
  EXPECT_EQ(landed.subject, "tightened");
  EXPECT_NEAR(*landed.value, *summarise(ResultReader(file("r.h5"))).rows[0][3].number, 1e-9);
}

TEST_F(UntilPrecise, EndsWithTheFileOfSoManyReplicatesAtOnce) {
  const RunSummary summary = run(file("r.h5"), goal_of(0.15));
  EXPECT_EQ(summary.ending, RunEnding::finished);
  EXPECT_EQ(summary.made, summary.asked);
  EXPECT_GT(summary.asked, 4);
  const Precision reached = only_precision(file("r.h5"), Statistic::really_gone);
  EXPECT_EQ(reached.replicates, static_cast<std::size_t>(summary.asked));
  EXPECT_LE(*reached.relative(), 0.15);
  EXPECT_EQ(sample::bytes_of(file("r.h5")), bytes_of_run(file("whole.h5"), summary.asked));
  EXPECT_EQ(file_count(), 2U);
}

TEST_F(UntilPrecise, AddsNothingToWhatIsPrecise) {
  EXPECT_EQ(run(file("r.h5"), goal_of(1.0), Resume::no, {}, 12).asked, 12);
  EXPECT_EQ(sample::bytes_of(file("r.h5")), bytes_of_run(file("whole.h5"), 12));
}

TEST_F(UntilPrecise, GoesOnInTheRoundInWhichItWasStopped) {
  const std::int64_t all = run(file("whole.h5"), goal_of(0.15)).asked;
  for (const std::int64_t stop_after : {2, 6, 10}) {
    std::atomic<bool> is_stopping{false};
    RunWatch watch;
    watch.report = [&](const RunProgress& progress) {
      if (progress.done >= stop_after) is_stopping = true;
    };
    watch.is_stopping = [&] { return is_stopping.load(); };
    const RunSummary stopped = run(file("r.h5"), goal_of(0.15), Resume::no, watch);
    EXPECT_EQ(stopped.ending, RunEnding::stopped);
    EXPECT_LT(stopped.made, all);
    EXPECT_EQ(std::filesystem::exists(file("r.h5")), stop_after > 4);  // the first round stands
    EXPECT_EQ(run(file("r.h5"), goal_of(0.15), Resume::yes).asked, all);
    EXPECT_EQ(sample::bytes_of(file("r.h5")), sample::bytes_of(file("whole.h5")));
    std::filesystem::remove(file("r.h5"));
  }
}

TEST_F(UntilPrecise, GoesOnFromAResultThatHasMoreThanIsAskedForAtFirst) {
  static_cast<void>(run_to_file(two_ports(9), settings_for(file("r.h5"), Resume::no), {}));
  EXPECT_EQ(run(file("r.h5"), goal_of(1.0), Resume::yes).asked, 9);
  EXPECT_GT(run(file("r.h5"), goal_of(0.15), Resume::yes).asked, 9);
}

// What it is to replace must not decide how many are made.
TEST_F(UntilPrecise, BeginsAgainWhereAnOlderResultIsToBeReplaced) {
  static_cast<void>(run_to_file(two_ports(60), settings_for(file("r.h5"), Resume::no), {}));
  std::atomic<bool> is_stopping{false};
  RunWatch watch;
  watch.report = [&](const RunProgress& progress) { is_stopping = progress.done >= 2; };
  watch.is_stopping = [&] { return is_stopping.load(); };
  ASSERT_EQ(run(file("r.h5"), goal_of(1.0), Resume::no, watch, 40).ending, RunEnding::stopped);
  ASSERT_TRUE(has_blocks(file("r.h5")));
  EXPECT_EQ(run(file("r.h5"), goal_of(1.0), Resume::yes, {}, 40).asked, 40);
}

std::vector<std::string> remarks_of(const std::filesystem::path& target, const PrecisionGoal& goal,
                                    const std::function<void()>& then = {}) {
  std::vector<std::string> remarks;
  RunWatch watch;
  watch.remark = [&](const std::string& sentence) {
    remarks.push_back(sentence);
    if (then) then();
  };
  static_cast<void>(run(target, goal, Resume::no, watch));
  return remarks;
}

TEST_F(UntilPrecise, RemarksOnEveryRoundAndOnNothingElse) {
  const std::vector<std::string> remarks = remarks_of(file("r.h5"), goal_of(0.15));
  ASSERT_GE(remarks.size(), 2U);
  EXPECT_TRUE(remarks.front().starts_with("4 replicates: half the interval of really_gone of as_it_is - "))
      << remarks.front();
  EXPECT_TRUE(remarks.back().ends_with("% of it; 15 % is reached")) << remarks.back();
  for (const std::string& remark : remarks) EXPECT_EQ(remark.find("exists"), std::string::npos) << remark;
}

TEST_F(UntilPrecise, EndsWithTheMostThatMayBeMadeAndSaysHowPreciseItIs) {
  const std::vector<std::string> remarks = remarks_of(file("r.h5"), goal_of(0.01, 7));
  ASSERT_EQ(remarks.size(), 2U);
  EXPECT_TRUE(remarks.front().ends_with("; for 1 % 7 are made next")) << remarks.front();
  EXPECT_NE(remarks.back().find("% of it; 1 % is not reached with the most"), std::string::npos)
      << remarks.back();
  EXPECT_EQ(sample::bytes_of(file("r.h5")), bytes_of_run(file("whole.h5"), 7));
}

// Student's t of two values is 12.7: nearly every interval holds 0.
TEST_F(UntilPrecise, TellsAtOnceOfAValueThatMayBeZero) {
  std::string first;
  RunWatch watch;
  watch.remark = [&](const std::string& sentence) { first = first.empty() ? sentence : first; };
  static_cast<void>(run(file("r.h5"), goal_of(0.01, 3), Resume::no, watch, 2));
  EXPECT_NE(first.find("may be 0 ("), std::string::npos) << first;
  EXPECT_TRUE(first.ends_with("1 % of it may be out of reach: up to 3 replicates are made, 3 next")) << first;
}

TEST_F(UntilPrecise, AddsNothingWhereEveryReplicateFails) {
  Prepared prepared = two_ports(4);
  Mechanism broken{.name = "broken"};
  broken.steps = {{"break", Phase::renew,
                   [](const World&, State&, Week) { throw std::runtime_error("broken on purpose"); }}};
  prepared.mechanisms.push_back(broken);
  std::string remark;
  RunWatch watch;
  watch.remark = [&](const std::string& sentence) { remark = sentence; };
  const RunSummary summary = run_until_precise(prepared, options_with(4),
                                               settings_for(file("r.h5"), Resume::no), goal_of(0.05), watch);
  EXPECT_EQ(summary.asked, 4);
  EXPECT_TRUE(remark.ends_with("; none is done, so none is added")) << remark;
}

TEST_F(UntilPrecise, ReadsTheScenarioOnce) {
  const auto copy = file("mine.yaml");
  std::filesystem::copy_file(std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios" / scenario, copy);
  Prepared prepared = prepare(copy, options_with(4));
  const Prepared all = prepare(copy, options_with(9));
  std::filesystem::remove(copy);
  const PrecisionGoal goal = goal_of(0.01, 9);
  static_cast<void>(run_until_precise(std::move(prepared), options_with(4),
                                      settings_for(file("r.h5"), Resume::no), goal, {}));
  static_cast<void>(run_to_file(all, settings_for(file("whole.h5"), Resume::no), {}));
  EXPECT_EQ(sample::bytes_of(file("r.h5")), sample::bytes_of(file("whole.h5")));
}

TEST_F(UntilPrecise, DoesNotAddToWhatReplacedItsResultMeanwhile) {
  ScenarioOptions others = options_with(4);
  others.sets = {"choice.eta=0.3"};
  static_cast<void>(
      run_to_file(test::prepare_scenario(scenario, others), settings_for(file("other.h5"), Resume::no), {}));
  const auto replace = [&] {
    std::filesystem::copy_file(file("other.h5"), file("r.h5"),
                               std::filesystem::copy_options::overwrite_existing);
  };
  EXPECT_THROW(static_cast<void>(remarks_of(file("r.h5"), goal_of(0.15), replace)), OutputError);
  EXPECT_EQ(sample::bytes_of(file("r.h5")), sample::bytes_of(file("other.h5")));
}

std::string refusal(const ScenarioOptions& options, const PrecisionGoal& goal) {
  try {
    check_goal(test::prepare_scenario(scenario, options), goal);
  } catch (const std::invalid_argument& problem) {
    return problem.what();
  }
  return "";
}

TEST(CheckGoal, RefusesWhatNoNumberOfReplicatesReaches) {
  EXPECT_EQ(refusal(options_with(4), goal_of(0.05)), "");
  EXPECT_NE(refusal(options_with(4), goal_of(0.05, 3)).find("4 are to be made first"), std::string::npos);
  ScenarioOptions alone = options_with(4);
  alone.arms = {"as_it_is"};
  EXPECT_NE(refusal(alone, goal_of(0.05)).find("really_gone is told of a pair of arms"), std::string::npos);
  EXPECT_EQ(refusal(alone, {Statistic::landed, 0.05, 100}), "");
  // The measure begins in week 52.
  ScenarioOptions early = options_with(4);
  early.weeks = 52;
  EXPECT_NE(refusal(early, goal_of(0.05)).find("as_it_is and tightened never differ"), std::string::npos);
  early.weeks = 53;
  EXPECT_EQ(refusal(early, goal_of(0.05)), "");
}

}  // namespace
}  // namespace waterbed
