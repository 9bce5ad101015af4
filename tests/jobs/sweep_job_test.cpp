// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_job.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "output/block_store.hpp"
#include "output/error.hpp"
#include "output/result_reader.hpp"
#include "sim/jobs/run_job.hpp"
#include "sim/jobs/sweep_merge.hpp"
#include "tests/jobs/small_sweep.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using Begin = SweepSettings::Begin;
using Values = std::vector<std::string>;

constexpr const char* eta = "choice.eta";

SweepPlan list(const std::string& path, const Values& values, std::int64_t replicates = 1) {
  Design design;
  design.kind = DesignKind::list;
  design.factors = {factor_of(path)};
  for (const std::string& value : values) design.rows.push_back({value});
  return plan_of(std::move(design), replicates);
}

// What a watch is told.
struct Told {
  RunProgress first{-1, -1, -1, -1};
  RunProgress last{};
  std::string remarks;

  RunWatch watch() {
    RunWatch watch;
    watch.report = [this](const RunProgress& progress) {
      if (first.done < 0) first = progress;
      last = progress;
    };
    watch.remark = [this](const std::string& sentence) { remarks += sentence + "\n"; };
    return watch;
  }
};

class SweepJob : public WithFolder {
 protected:
  [[nodiscard]] std::filesystem::path store() const { return file("d.sweep"); }

  [[nodiscard]] SweepSummary run(const SweepPlan& plan, Begin begin = Begin::anew, const RunWatch& watch = {},
                                 int threads = 2) const {
    return run_sweep(plan, {store(), threads, InstructionSet::plain, begin}, watch);
  }

  // Stops once so many replicates have ended.
  [[nodiscard]] SweepSummary run_until(std::int64_t replicates, const SweepPlan& plan) const {
    std::atomic<bool> is_stopping{false};
    RunWatch watch;
    watch.report = [&](const RunProgress& progress) {
      if (progress.done >= replicates) is_stopping = true;
    };
    watch.is_stopping = [&] { return is_stopping.load(); };
    return run(plan, Begin::resume, watch);
  }

  [[nodiscard]] std::string merged(const SweepPlan& plan, const RunWatch& watch = {}) const {
    static_cast<void>(merge_sweep(plan, {store(), file("merged.h5")}, watch));
    return sample::bytes_of(file("merged.h5"));
  }

  // Of a sweep that nothing disturbs, in a folder of its own.
  [[nodiscard]] std::string undisturbed(const SweepPlan& plan, int threads = 2) const {
    const SweepSettings settings{file("whole.sweep"), threads};
    EXPECT_EQ(run_sweep(plan, settings, {}).ending, RunEnding::finished);
    static_cast<void>(merge_sweep(plan, {settings.store, file("whole.h5")}, {}));
    std::filesystem::remove_all(settings.store);
    return sample::bytes_of(file("whole.h5"));
  }

  [[nodiscard]] std::size_t slots_in_store() const {
    std::size_t slots = 0;
    for (const std::filesystem::path& block : blocks_of(store())) slots += BlockReader(block).slots();
    return slots;
  }

  [[nodiscard]] std::string refusal(const SweepPlan& plan, Begin begin) const {
    try {
      static_cast<void>(run(plan, begin));
    } catch (const OutputError& error) {
      EXPECT_EQ(error.fault(), OutputFault::request);
      return error.what();
    }
    return "";
  }
};

TEST_F(SweepJob, GoesOnWhereItWasStoppedAndEndsWithTheSameFile) {
  const SweepPlan plan = small_sweep(16, 3);
  const std::string whole = undisturbed(plan);
  const SweepSummary stopped = run_until(7, plan);
  EXPECT_EQ(stopped.ending, RunEnding::stopped);
  EXPECT_EQ(stopped.status.asked(), 48);  // 16 points x 3 replicates
  EXPECT_GE(stopped.status.made(), 7);
  EXPECT_LT(stopped.status.made(), 48);
  Told told;
  EXPECT_EQ(run(plan, Begin::resume, told.watch()).status.made(), 48);
  EXPECT_EQ(told.first.before, stopped.status.made());
  EXPECT_EQ(merged(plan), whole);
}

TEST_F(SweepJob, MakesTheSameFileWithAnyNumberOfThreads) {
  const SweepPlan plan = small_sweep(8, 2);
  EXPECT_EQ(undisturbed(plan, 1), undisturbed(plan, 4));
}

TEST_F(SweepJob, ExtendsToTheFileOfAllPointsAtOnce) {
  const std::string whole = undisturbed(small_sweep(32));
  static_cast<void>(run(small_sweep(8)));
  Told told;
  static_cast<void>(run(small_sweep(32), Begin::resume, told.watch()));
  EXPECT_EQ(told.first.before, 8);
  EXPECT_EQ(told.last.done, 32);
  EXPECT_EQ(slots_in_store(), 32U);  // 8, and the 24 that were missing
  EXPECT_EQ(merged(small_sweep(32)), whole);
}

TEST_F(SweepJob, ExtendsToMoreReplicates) {
  const std::string whole = undisturbed(small_sweep(4, 3));
  static_cast<void>(run(small_sweep(4, 1)));
  static_cast<void>(run(small_sweep(4, 3), Begin::resume));
  EXPECT_EQ(slots_in_store(), 12U);  // 4 points x 3 replicates
  EXPECT_EQ(merged(small_sweep(4, 3)), whole);
}

// 0.1 and 0.2, then 0.2 again and 0.3 twice, once written in another way: three worlds.
TEST_F(SweepJob, RunsOnceWhatSeveralPointsOrDesignsAskFor) {
  const SweepPlan second = list(eta, {"0.2", "0.3", "0.30"});
  const std::string whole = undisturbed(second);
  static_cast<void>(run(list(eta, {"0.1", "0.2"})));
  Told told;
  const SweepSummary summary = run(second, Begin::resume, told.watch());
  EXPECT_EQ(slots_in_store(), 3U);
  EXPECT_EQ(summary.status.made(), 3);
  EXPECT_EQ(summary.status.asked(), 3);
  EXPECT_NE(told.remarks.find("1 replicates in the store are of other points"), std::string::npos)
      << told.remarks;
  EXPECT_EQ(merged(second), whole);
}

// Of the two worlds one is there, which was asked for twice.
TEST_F(SweepJob, CountsWhatItMakesOnceWhateverAsksForIt) {
  static_cast<void>(run(list(eta, {"0.1"})));
  Told told;
  static_cast<void>(run(list(eta, {"0.1", "0.1", "0.2"}), Begin::resume, told.watch()));
  EXPECT_EQ(told.first.before, 1);
  EXPECT_EQ(told.first.total, 2);
  EXPECT_EQ(told.last.done, 2);
}

TEST_F(SweepJob, MakesTheRunsOfItsScenarioWithTheSameValues) {
  const SweepPlan plan = small_sweep(4, 2);
  static_cast<void>(run(plan));
  static_cast<void>(merged(plan));
  ResultReader reader(file("merged.h5"));
  const DesignPoints points(plan.design);
  for (std::size_t point = 0; point < 4; ++point) {
    reader.choose_point(point);
    const Prepared alone = prepare(plan.design.scenario, options_at(plan.design, points.values(point)));
    static_cast<void>(run_to_file(alone, {file("alone.h5"), 2}, {}));
    const ResultReader of_alone(file("alone.h5"));
    for (const RunId id : {RunId{0, 0}, RunId{0, 1}, RunId{1, 0}, RunId{1, 1}})
      EXPECT_EQ(reader.run(id).digest, of_alone.run(id).digest) << point;
    for (const SeriesSpec& series : of_alone.layout().series)
      EXPECT_EQ(reader.series(series.name).values, of_alone.series(series.name).values) << series.name;
    for (std::size_t series = 0; series < of_alone.layout().pair_series.size(); ++series)
      EXPECT_EQ(reader.pair_cells(series, 0, 1), of_alone.pair_cells(series, 0, 1)) << series;
  }
}

// eta cannot be below 0.
TEST_F(SweepJob, TellsWhyAPointCannotBePreparedAndRunsTheOthers) {
  const SweepPlan plan = list(eta, {"0.1", "-1", "0.2"}, 2);
  const SweepSummary summary = run(plan);
  EXPECT_EQ(summary.ending, RunEnding::finished);
  EXPECT_EQ(summary.status.made(), 6);  // 3 points x 2 replicates
  EXPECT_EQ(summary.status.failed, 2);  // of the second point
  const SweepStatus status = status_of_store(plan, store()).runs;
  EXPECT_EQ(status.done, 4);
  EXPECT_EQ(status.failed, 2);
  ASSERT_EQ(status.reasons.size(), 1U);
  EXPECT_TRUE(status.reasons[0].first.starts_with("prepare: choice.eta = -1 ")) << status.reasons[0].first;
  EXPECT_EQ(status.reasons[0].second, 4);  // 2 replicates x 2 arms
  static_cast<void>(merged(plan));
  ResultReader reader(file("merged.h5"));
  for (std::size_t point = 0; point < 3; ++point) {
    reader.choose_point(point);
    EXPECT_EQ(reader.state({1, 1}), point == 1 ? StoredState::failed : StoredState::done);
  }
}

TEST_F(SweepJob, FailsAPointWhosePeriodsAreNotThoseOfTheOthers) {
  const SweepPlan plan = list("report_every", {"quarter", "week"});
  EXPECT_EQ(run(plan).status.failed, 1);
  const SweepStatus status = status_of_store(plan, store()).runs;
  ASSERT_EQ(status.reasons.size(), 1U);
  EXPECT_NE(status.reasons[0].first.find("prepare: its places, lanes, periods or arms"), std::string::npos);
}

TEST_F(SweepJob, RunsAgainWhatFailedWhenAsked) {
  const SweepPlan plan = list(eta, {"0.1", "-1", "0.2"}, 2);
  static_cast<void>(run(plan));
  Told resumed;
  EXPECT_EQ(run(plan, Begin::resume, resumed.watch()).status.failed, 2);
  EXPECT_EQ(resumed.first.before, 6);
  EXPECT_EQ(slots_in_store(), 6U);
  Told again;
  EXPECT_EQ(run(plan, Begin::retry_failed, again.watch()).status.failed, 2);
  EXPECT_EQ(again.first.before, 4);  // the others stand
  EXPECT_EQ(again.first.total, 6);
  EXPECT_EQ(again.last.done, 6);
  EXPECT_EQ(slots_in_store(), 8U);
}

// Of as many blocks as replicates: few are held open.
TEST_F(SweepJob, TellsItsStatusWithoutReadingBlocksAgain) {
  const SweepPlan plan = small_sweep(6);
  for (std::int64_t points = 1; points <= 6; ++points)
    static_cast<void>(run(small_sweep(points), Begin::resume));
  SweepRuns runs(plan, {});
  const std::vector<std::filesystem::path> blocks = blocks_of(store());
  ASSERT_EQ(blocks.size(), 6U);
  runs.take_up(blocks, {});
  for (const std::filesystem::path& block : blocks) std::filesystem::remove(block);
  EXPECT_EQ(status_of(runs, {}).done, 6);
  EXPECT_GT(status_of(runs, {}).seconds, 0.0);
  write_manifest(runs, store());
}

// One of them is the command that has just made the runs.
TEST_F(SweepJob, HasAStatusThatManyMayAskForAtOnce) {
  const SweepPlan plan = small_sweep(4);
  static_cast<void>(run(plan));
  std::atomic<int> answers{0};
  {
    std::vector<std::jthread> askers;
    for (int asker = 0; asker < 4; ++asker)
      askers.emplace_back([&] {
        for (int time = 0; time < 8; ++time) try {
            answers += status_of_store(plan, store()).runs.done == 4 ? 1 : 0;
          } catch (const OutputError& error) {
            ADD_FAILURE() << error.what();
          }
      });
  }
  EXPECT_EQ(answers, 32);  // 4 askers x 8 times
  EXPECT_TRUE(std::filesystem::exists(store() / manifest_file));
}

// Neither value can be read; each is told of its own point, also where it came later.
TEST_F(SweepJob, TellsPointsApartThatCannotBeRead) {
  const SweepPlan both = list(eta, {"-1", "0.1", "-2"});
  const std::string whole = undisturbed(both);
  static_cast<void>(run(list(eta, {"-1", "0.1"})));
  const SweepSummary summary = run(both, Begin::resume);
  EXPECT_EQ(summary.status.failed, 2);
  ASSERT_EQ(summary.status.reasons.size(), 2U);
  EXPECT_EQ(merged(both), whole);
}

// A list of words is read again at each point; what is stored there must be the scenario that was asked for.
TEST_F(SweepJob, StopsWhereTheScenarioIsChangedWhileItRuns) {
  const std::string text =
      "waterbed: 1\nextends: " +
      (std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios/lab/no_deterrence.yaml").string() + "\n";
  sample::write_bytes(file("s.yaml"), text + "choice: {nu: 0.5}\n");
  SweepPlan plan = list("beliefs.rule", {"learned", "frozen", "learned"});
  plan.design.scenario = file("s.yaml");
  plan.base = prepare(plan.design.scenario, plan.design.options);
  ASSERT_TRUE(plan.base.mistakes.empty());
  RunWatch watch;
  watch.report = [&](const RunProgress& progress) {
    if (progress.done == 1) sample::write_bytes(file("s.yaml"), text + "choice: {nu: 0.6}\n");
  };
  try {
    static_cast<void>(run(plan, Begin::anew, watch, 1));
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_NE(std::string(error.what()).find("changed while the sweep ran"), std::string::npos);
  }
  EXPECT_EQ(slots_in_store(), 1U);
}

TEST_F(SweepJob, RefusesRunsOfAnotherShapeAndKeepsThem) {
  static_cast<void>(run(small_sweep(4)));
  SweepPlan longer = small_sweep(4);
  longer.design.options.weeks = 30;
  longer.base = prepare(longer.design.scenario, longer.design.options);
  const std::string told = refusal(longer, Begin::resume);
  EXPECT_NE(told.find("another scenario"), std::string::npos) << told;
  EXPECT_NE(told.find("--store"), std::string::npos) << told;
  EXPECT_THROW(static_cast<void>(merged(longer)), OutputError);
  EXPECT_EQ(slots_in_store(), 4U);
}

TEST_F(SweepJob, DoesNotBeginAnewWhereRunsAre) {
  static_cast<void>(run(small_sweep(4)));
  EXPECT_NE(refusal(small_sweep(4), Begin::anew).find("--resume goes on with them"), std::string::npos);
  EXPECT_EQ(slots_in_store(), 4U);
}

TEST_F(SweepJob, RunsAgainWhatADamagedBlockHeld) {
  const SweepPlan plan = small_sweep(8, 2);
  const std::string whole = undisturbed(plan);
  static_cast<void>(run(plan));
  const std::filesystem::path block = blocks_of(store()).front();
  const std::size_t lost = BlockReader(block).slots();
  std::string bytes = sample::bytes_of(block);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  sample::write_bytes(block, bytes);
  Told told;
  static_cast<void>(run(plan, Begin::resume, told.watch()));
  EXPECT_NE(told.remarks.find(block.string()), std::string::npos) << told.remarks;
  EXPECT_NE(told.remarks.find("counts as not run"), std::string::npos) << told.remarks;
  EXPECT_EQ(told.first.before, 16 - static_cast<std::int64_t>(lost));  // of 8 points x 2 replicates
  EXPECT_EQ(merged(plan), whole);
}

TEST_F(SweepJob, MergesWhatIsMadeAndSaysHowMuchThatIs) {
  const SweepPlan small = small_sweep(2);
  const SweepPlan large = small_sweep(4);
  EXPECT_THROW(static_cast<void>(merged(small)), OutputError);  // nothing is there
  static_cast<void>(run(small));
  const SweepSummary summary = merge_sweep(large, {store(), file("merged.h5")}, {});
  EXPECT_EQ(summary.status.made(), 2);
  EXPECT_EQ(summary.status.asked(), 4);
  ResultReader reader(file("merged.h5"));
  reader.choose_point(1);
  EXPECT_EQ(reader.state({0, 0}), StoredState::done);
  reader.choose_point(2);
  EXPECT_EQ(reader.state({0, 0}), StoredState::missing);
  EXPECT_EQ(reader.series("shipped_g").values.front(), missing_int64);
}

}  // namespace
}  // namespace waterbed
