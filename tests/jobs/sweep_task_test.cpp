// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_task.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "output/block_store.hpp"
#include "output/error.hpp"
#include "sim/jobs/submission.hpp"
#include "sim/jobs/sweep_merge.hpp"
#include "tests/jobs/small_sweep.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

class SweepTasks : public WithFolder {
 protected:
  [[nodiscard]] std::filesystem::path store() const { return file("d.sweep"); }

  void submit(std::uint64_t tasks, const TaskRuns& runs) const {
    const BlockStore blocks(store(), SweepRuns(plan_, {}, {0}).shape(), "");
    Submission submission;
    submission.design = design_fingerprint(plan_);
    submission.tasks = cut(runs, tasks);
    make_folder(store(), submission);
    write_tasks(submission);
  }

  [[nodiscard]] SweepSummary run(std::uint64_t task, const RunWatch& watch = {}) const {
    return run_task(plan_, {store(), 1, task, 2, InstructionSet::plain}, watch);
  }

  [[nodiscard]] std::string merged() const {
    static_cast<void>(merge_sweep(plan_, {store(), file("merged.h5")}, {}));
    return sample::bytes_of(file("merged.h5"));
  }

  [[nodiscard]] std::string undisturbed() const {
    static_cast<void>(run_sweep(plan_, {file("whole.sweep"), 1}, {}));
    static_cast<void>(merge_sweep(plan_, {file("whole.sweep"), file("whole.h5")}, {}));
    return sample::bytes_of(file("whole.h5"));
  }

  std::string refusal(std::uint64_t task) const {
    try {
      static_cast<void>(run(task));
    } catch (const OutputError& problem) {
      return problem.what();
    }
    return "";
  }

  SweepPlan plan_ = small_sweep(8, 3);
};

TEST_F(SweepTasks, MakeTogetherWhatOneProcessMakes) {
  submit(5, {{0, 24}});
  for (const std::uint64_t task : {3U, 0U, 4U, 1U}) EXPECT_EQ(run(task).ending, RunEnding::finished);
  EXPECT_EQ(status_of_store(plan_, store()).runs.planned, 5);
  EXPECT_EQ(run(2).ending, RunEnding::finished);
  EXPECT_EQ(merged(), undisturbed());
}

TEST_F(SweepTasks, MakeTheirOwnRunsAlone) {
  submit(1, {{4, 5}, {20, 22}});
  EXPECT_EQ(run(0).status.done, 3);
  EXPECT_EQ(status_of_store(plan_, store()).runs.done, 3);
}

TEST_F(SweepTasks, GoOnWithWhatAnEarlierAttemptMade) {
  submit(2, {{0, 24}});
  std::atomic<bool> is_stopping{false};
  RunWatch watch;
  watch.report = [&](const RunProgress& progress) { is_stopping = progress.done >= 3; };
  watch.is_stopping = [&] { return is_stopping.load(); };
  EXPECT_EQ(run(0, watch).ending, RunEnding::stopped);
  const std::size_t blocks = blocks_of(store()).size();
  ASSERT_GT(blocks, 0U);
  RunProgress first{-1, -1, -1, -1};
  RunWatch other;
  other.report = [&](const RunProgress& progress) {
    if (first.done < 0) first = progress;
  };
  EXPECT_EQ(run(0, other).ending, RunEnding::finished);
  EXPECT_GE(first.before, 3);
  EXPECT_EQ(first.total, 12);
  EXPECT_EQ(run(1).ending, RunEnding::finished);
  EXPECT_EQ(merged(), undisturbed());
}

TEST_F(SweepTasks, MayRunTwiceAtATime) {
  submit(1, {{0, 24}});
  {
    const std::jthread other([&] { EXPECT_EQ(run(0).ending, RunEnding::finished); });
    EXPECT_EQ(run(0).ending, RunEnding::finished);
  }
  EXPECT_EQ(merged(), undisturbed());
}

TEST_F(SweepTasks, LeaveAloneWhatOthersAreWriting) {
  submit(2, {{0, 24}});
  sample::write_bytes(store() / "block_0001_000001_0123456789abcdef_00000000.tmp", "half");
  EXPECT_EQ(run(0).ending, RunEnding::finished);
  EXPECT_TRUE(std::filesystem::exists(store() / "block_0001_000001_0123456789abcdef_00000000.tmp"));
}

TEST_F(SweepTasks, KeepOutWhoWantsTheStoreAlone) {
  submit(2, {{0, 24}});
  const std::uint64_t shape = SweepRuns(plan_, {}, {0}).shape();
  const BlockStore task(store(), shape, family_of(1, 0));
  EXPECT_THROW(BlockStore(store(), shape, BlockStore::Intention::add), OutputError);
  EXPECT_EQ(run(1).ending, RunEnding::finished);
}

TEST_F(SweepTasks, AreKeptOutByWhoHasTheStoreAlone) {
  submit(2, {{0, 24}});
  const BlockStore alone(store(), SweepRuns(plan_, {}, {0}).shape(), BlockStore::Intention::add);
  EXPECT_NE(refusal(0).find("another command"), std::string::npos);
}

TEST_F(SweepTasks, OfAChangedDesignAreRefused) {
  submit(2, {{0, 24}});
  plan_.design.files.push_back({"design.yaml", "another text"});
  EXPECT_NE(refusal(0).find("was changed since it was submitted"), std::string::npos);
  EXPECT_TRUE(blocks_of(store()).empty());
}

TEST_F(SweepTasks, OfADamagedListAreRefused) {
  submit(2, {{0, 24}, {30, 1'000'000'000'000}});
  EXPECT_NE(refusal(0).find("are damaged"), std::string::npos);
}

TEST_F(SweepTasks, ThatDoNotExistAreRefused) {
  EXPECT_NE(refusal(0).find("there is no "), std::string::npos);
  submit(2, {{0, 24}});
  EXPECT_NE(refusal(2).find("there are tasks 0 to 1"), std::string::npos);
}

}  // namespace
}  // namespace waterbed
