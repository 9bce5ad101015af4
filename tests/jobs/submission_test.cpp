// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/submission.hpp"

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

TaskRuns joined(const std::vector<TaskRuns>& tasks) {
  TaskRuns runs;
  for (const TaskRuns& task : tasks)
    for (const RunRange& range : task) {
      if (!runs.empty() && runs.back().end == range.begin)
        runs.back().end = range.end;
      else
        runs.push_back(range);
    }
  return runs;
}

TEST(RunsOfASweep, AreCutIntoTasksOfNearlyTheSameSize) {
  const TaskRuns runs{{0, 5}, {7, 8}, {100, 1000}};
  for (const std::uint64_t count : {1U, 2U, 7U, 100U, 905U, 906U}) {
    const std::vector<TaskRuns> tasks = cut(runs, count);
    ASSERT_EQ(tasks.size(), count);
    for (const TaskRuns& task : tasks) {
      EXPECT_GE(count_of(task), 906 / count);
      EXPECT_LE(count_of(task), 906 / count + 1);
    }
    EXPECT_EQ(joined(tasks), runs);
  }
}

class Submissions : public WithFolder {
 protected:
  [[nodiscard]] Submission made(std::vector<TaskRuns> tasks) const {
    Submission submission;
    submission.design = 42;
    submission.tasks = std::move(tasks);
    make_folder(file(""), submission);
    write_tasks(submission);
    return submission;
  }
};

TEST_F(Submissions, AreReadAsTheyWereWritten) {
  Submission submission = made({{{0, 5}, {7, 8}}, {{8, 10}}});
  submission.array_job = 12;
  submission.merge_job = 13;
  write_jobs(submission);
  const Submission read = read_submission(file(""), 1);
  EXPECT_EQ(read.design, 42U);
  EXPECT_EQ(read.tasks, submission.tasks);
  EXPECT_EQ(read.array_job, 12);
  EXPECT_EQ(read.merge_job, 13);
}

TEST_F(Submissions, HaveNumbersOfTheirOwn) {
  EXPECT_EQ(made({{{0, 1}}}).number, 1);
  EXPECT_EQ(made({{{1, 2}}}).number, 2);
  std::filesystem::remove_all(file("submitted_0001"));
  EXPECT_EQ(made({{{2, 3}}}).number, 3);
  const std::vector<Submission> all = submissions_in(file(""));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].tasks.front(), (TaskRuns{{2, 3}}));
}

TEST_F(Submissions, ThatAreNotWholeAreRefused) {
  const Submission submission = made({{{0, 5}}});
  const std::filesystem::path tasks = submission.folder / "tasks";
  const std::string whole = sample::bytes_of(tasks);
  for (const std::string& text :
       {std::string(), std::string("waterbed tasks 1\n"), whole + "5-x\n", whole + "9-9\n", whole + "\n",
        whole + "6-7\n", whole.substr(0, whole.size() - 1) + "x7-8\n", whole.substr(0, whole.size() - 4)}) {
    sample::write_bytes(tasks, text);
    EXPECT_THROW(static_cast<void>(read_submission(file(""), 1)), OutputError) << text;
    EXPECT_TRUE(submissions_in(file("")).empty()) << text;
  }
  EXPECT_THROW(static_cast<void>(read_submission(file(""), 2)), OutputError);
}

TEST(FamiliesOfBlocks, AreThoseOfOneTask) {
  EXPECT_EQ(family_of(1, 2), "0001_000002_");
  EXPECT_NE(family_of(1, 12), family_of(11, 2));
  EXPECT_FALSE(family_of(1, 1000000).starts_with(family_of(1, 100000)));
}

}  // namespace
}  // namespace waterbed
