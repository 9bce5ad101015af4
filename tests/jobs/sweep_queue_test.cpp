// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_queue.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "output/block_store.hpp"
#include "output/error.hpp"
#include "output/folder_lock.hpp"
#include "sim/jobs/submit_job.hpp"
#include "sim/jobs/sweep_task.hpp"
#include "tests/jobs/small_sweep.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

// With commands of Slurm that only say what they were told to say; tests/cluster has a real one.
class SweepsInAQueue : public WithFolder {
 protected:
  void SetUp() override {
    WithFolder::SetUp();
    std::filesystem::create_directories(file("bin"));
    path_before_ = std::getenv("PATH");
    ::setenv("PATH", (file("bin").string() + ":" + path_before_).c_str(), 1);
    command("scontrol", "echo 'MaxArraySize            = 1001'");
    command("squeue", "exit 0");
    command("sinfo", "exit 0");
    command(
        "sbatch",
        "echo 'sbatch: warning: be kind' >&2; echo \"$((70 + $(ls ../submitted_*/jobs | wc -l)));cluster\"");
  }

  void TearDown() override {
    ::setenv("PATH", path_before_.c_str(), 1);
    WithFolder::TearDown();
  }

  void command(const std::string& name, const std::string& line) const {
    sample::write_bytes(file("bin") / name, "#!/bin/sh\n" + line + "\n");
    std::filesystem::permissions(file("bin") / name, std::filesystem::perms::owner_all);
  }

  // A line of squeue for a task of the first submission.
  [[nodiscard]] std::string line(int task, const std::string& state, const std::string& reason) const {
    return "70|" + std::to_string(task) + "|" + state + "|" + reason + "|2|" +
           std::filesystem::absolute(store() / "submitted_0001").string() + "\n";
  }

  void queue_says(const std::string& text) const {
    sample::write_bytes(file("queue.txt"), text);
    command("squeue", "cat '" + file("queue.txt").string() + "'");
  }

  [[nodiscard]] std::filesystem::path store() const { return file("a|b.sweep"); }

  [[nodiscard]] SubmitSummary submit(int tasks) const {
    SubmitSettings settings;
    settings.places = {"/bin/true", "/d.yaml", std::filesystem::absolute(store()), "/d.h5"};
    settings.options.tasks = tasks;
    return submit_sweep(plan_, settings, {});
  }

  [[nodiscard]] QueueStatus status() const {
    const StoreStatus status = status_of_store(plan_, store());
    EXPECT_TRUE(status.queue.has_value());
    return status.queue.value_or(QueueStatus{});
  }

  void run(std::uint64_t task) const {
    EXPECT_EQ(run_task(plan_, {store(), 1, task, 1, InstructionSet::plain}, {}).ending, RunEnding::finished);
  }

  SweepPlan plan_ = small_sweep(6, 2);

 private:
  std::string path_before_;
};

using Reasons = TaskReasons;

TEST_F(SweepsInAQueue, AreToldTaskByTask) {
  const SubmitSummary summary = submit(4);
  EXPECT_EQ(summary.array_job, 70);
  EXPECT_EQ(summary.merge_job, 71);
  run(0);
  run(1);
  sample::write_bytes(store() / "submitted_0001" / "task_0.log", "waterbed: the clock is wrong\nnoise\n");
  sample::write_bytes(store() / "submitted_0001" / "task_3.log", "waterbed: no quota\n");
  queue_says(line(0, "COMPLETED", "None") + line(1, "RUNNING", "None") + line(2, "PENDING", "Resources") +
             line(3, "FAILED", "NonZeroExitCode") + "70|2|COMPLETED|None|1|/elsewhere\nsqueue: a warning\n");
  const QueueStatus status = this->status();
  EXPECT_EQ(status.done, 1);
  EXPECT_EQ(status.running, 1);
  EXPECT_EQ(status.waiting, 1);
  EXPECT_EQ(status.ended_early, 1);
  EXPECT_EQ(status.processors, 2);
  EXPECT_EQ(status.runs_to_make, 3);  // of the one that waits
  EXPECT_GT(status.seconds_left.value_or(0), 0);
  EXPECT_EQ(status.waiting_reasons, (Reasons{{"Resources", 1}}));
  EXPECT_EQ(status.early_reasons, (Reasons{{"no quota (FAILED)", 1}}));
  EXPECT_EQ(status.remarks, (Reasons{{"the clock is wrong", 1}}));
}

TEST_F(SweepsInAQueue, OfWhichNothingIsKnownAnyMoreAreToldFromTheirStore) {
  static_cast<void>(submit(3));
  run(1);
  command("squeue", "exit 0");
  EXPECT_EQ(status().done, 1);
  EXPECT_EQ(status().early_reasons, (Reasons{{"it said nothing, and Slurm knows nothing of it", 2}}));
}

TEST_F(SweepsInAQueue, AreSentAgainWithoutWhatIsMadeOrInTheQueue) {
  EXPECT_EQ(submit(4).missing, 12U);
  run(0);
  queue_says(line(1, "RUNNING", "None") + line(2, "CANCELLED", "None") + line(3, "PENDING", "Priority"));
  const SubmitSummary again = submit(1);
  EXPECT_EQ(again.missing, 3U);
  EXPECT_EQ(again.in_queue, 6U);
  EXPECT_EQ(read_submission(store(), 2).tasks.front(), (TaskRuns{{6, 9}}));
  queue_says(line(1, "RUNNING", "None") + line(3, "PENDING", "Priority"));
  EXPECT_EQ(status().ended_early, 1);  // the second submission's
  EXPECT_EQ(status().sent_again, 1);
  command("squeue", "exit 0");
  run(1);
  run(3);
  EXPECT_EQ(submit(1).missing, 3U);
}

TEST_F(SweepsInAQueue, ThatDoesNotAnswerAreNotSentTwice) {
  static_cast<void>(submit(2));
  command("squeue",
          "echo 'slurm_load_jobs error: Unable to contact slurm controller (connect failure)'; exit 1");
  EXPECT_THROW(static_cast<void>(submit(2)), SlurmError);
  EXPECT_EQ(submissions_in(store()).size(), 1U);
}

TEST_F(SweepsInAQueue, AreNotSentInATrial) {
  SubmitSettings settings;
  settings.places = {"/bin/true", "/d.yaml", store(), "/d.h5"};
  settings.is_dry = true;
  const SubmitSummary summary = submit_sweep(plan_, settings, {});
  EXPECT_EQ(summary.missing, 12U);
  EXPECT_NE(summary.scripts.tasks.find("--array=0-"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(store()));
}

TEST_F(SweepsInAQueue, AreCancelledWithTheirMerge) {
  static_cast<void>(submit(2));
  queue_says(line(0, "RUNNING", "None") + line(1, "PENDING", "Priority") + "71|N/A|PENDING|Dependency|1|" +
             std::filesystem::absolute(store() / "submitted_0001").string() + "\n");
  EXPECT_EQ(status().merge, "PENDING (Dependency)");
  command("scancel", "echo \"$@\" >> '" + file("cancelled.txt").string() + "'; : > '" +
                         file("queue.txt").string() + "'");
  EXPECT_EQ(cancel_sweep(store()), 2U);
  EXPECT_EQ(sample::bytes_of(file("cancelled.txt")), "71 70\n");
}

// As when the connection was lost after Slurm had taken the jobs.
TEST_F(SweepsInAQueue, AreKnownByTheirFolderWhereTheirNumbersWereLost) {
  command("sbatch",
          "echo 'sbatch: error: Batch job submission failed: Socket timed out on send/recv'; exit 1");
  EXPECT_THROW(static_cast<void>(submit(2)), SlurmError);
  queue_says(line(0, "RUNNING", "None") + line(1, "PENDING", "Priority"));
  EXPECT_EQ(submit(2).missing, 0U);
  EXPECT_EQ(status().running, 1);
}

TEST_F(SweepsInAQueue, AreKeptWhereSbatchWasEndedBeforeItAnswered) {
  command("sbatch", "kill -INT $$");
  EXPECT_THROW(static_cast<void>(submit(2)), SlurmError);
  EXPECT_EQ(submissions_in(store()).size(), 1U);
}

// As of a store that was removed while its jobs were known, and made again.
TEST_F(SweepsInAQueue, AreNotHiddenByJobsThatHaveEnded) {
  static_cast<void>(submit(1));
  const std::string here = std::filesystem::absolute(store() / "submitted_0001").string() + "\n";
  for (const std::string& text : {line(0, "RUNNING", "None") + "12|0|CANCELLED|None|1|" + here,
                                  "12|0|CANCELLED|None|1|" + here + line(0, "RUNNING", "None")}) {
    queue_says(text);
    EXPECT_EQ(status().running, 1);
  }
}

TEST_F(SweepsInAQueue, TellOfLogsOnlyWhatCanBePrinted) {
  static_cast<void>(submit(1));
  sample::write_bytes(store() / "submitted_0001" / "task_0.log", "waterbed: \x1b[31mred\n");
  EXPECT_EQ(status().early_reasons, (Reasons{{"?[31mred", 1}}));
}

TEST_F(SweepsInAQueue, AreSubmittedByOneCommandAtATime) {
  static_cast<void>(submit(2));
  const FolderLock other(store() / "submitting");
  EXPECT_THROW(static_cast<void>(submit(2)), OutputError);
}

TEST_F(SweepsInAQueue, KeepOutWhoRunsThemHere) {
  static_cast<void>(submit(2));
  queue_says(line(1, "PENDING", "Priority"));
  EXPECT_THROW(static_cast<void>(run_sweep(plan_, {store(), 1}, {})), OutputError);
  queue_says("");
  EXPECT_EQ(run_sweep(plan_, {store(), 1}, {}).status.done, 12);
}

TEST_F(SweepsInAQueue, AreAskedForWhateverTheUserHasSetForSqueue) {
  command("squeue", "[ -z \"$SQUEUE_PARTITION\" ] && cat '" + file("queue.txt").string() + "'");
  sample::write_bytes(file("queue.txt"), line(0, "PENDING", "Priority"));
  static_cast<void>(submit(1));
  ::setenv("SQUEUE_PARTITION", "other", 1);
  EXPECT_EQ(status().waiting, 1);
  ::unsetenv("SQUEUE_PARTITION");
}

TEST_F(SweepsInAQueue, AskForNoMoreTimeThanThePartitionAllows) {
  command("sinfo", "echo 'main*|20:00'; echo 'long|2-00:00:00'");
  EXPECT_LE(submit(1).size.merge_limit_minutes, 20);
  EXPECT_EQ(longest_minutes("").value_or(0), 20);
  EXPECT_EQ(longest_minutes("long").value_or(0), 2880);
}

TEST(TimesOfSlurm, AreReadInMinutes) {
  EXPECT_EQ(minutes_in("20:00"), 20);
  EXPECT_EQ(minutes_in("01:30:00"), 90);
  EXPECT_EQ(minutes_in("1-00:00:00"), 1440);
  for (const char* text : {"infinite", "n/a", "", "20", "1:2:3:4", "x-1:00", "0:30", "999999999999-00:00:00"})
    EXPECT_FALSE(minutes_in(text)) << text;
}

TEST_F(SweepsInAQueue, HaveAsManyTasksAsAnArrayMayHave) {
  command("scontrol", "echo 'MaxArraySize            = 3'");
  EXPECT_EQ(submit(8).size.tasks, 3U);
}

TEST_F(SweepsInAQueue, AreRefusedWithTheReasonOfSlurm) {
  command("sbatch",
          "echo 'sbatch: error: Batch job submission failed: Job violates accounting policy'; exit 1");
  try {
    static_cast<void>(submit(2));
    FAIL();
  } catch (const std::invalid_argument& problem) {
    EXPECT_STREQ(problem.what(), "Slurm refuses the job: Job violates accounting policy");
  }
  EXPECT_FALSE(std::filesystem::exists(store()));
}

}  // namespace
}  // namespace waterbed
