// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/job_scripts.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "sim/base/shell_word.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

bool has_line(const std::string& text, const std::string& line) {
  return text.find("\n" + line + "\n") != std::string::npos;
}

class JobScriptsOfASweep : public WithFolder {
 protected:
  [[nodiscard]] JobScripts scripts() const { return scripts_for(options_, places_, size_); }

  // What a shell says is wrong with a script.
  void expect_sound(const std::string& script) const {
    sample::write_bytes(file("script.sh"), script);
    const std::string line = "bash -n " + shell_word(file("script.sh").string());
    EXPECT_EQ(std::system(line.c_str()), 0) << script;
  }

  ClusterOptions options_;
  ScriptPlaces places_{"/opt/waterbed", "/home/me/it's \"$x\" & co.yaml", "/scratch/a b.sweep",
                       "/scratch/%a.h5"};
  JobSize size_{3, 12, 900, 70, 500, 15};
};

TEST_F(JobScriptsOfASweep, AreSoundWhateverFilesAreCalled) {
  expect_sound(scripts().tasks);
  expect_sound(scripts().merge);
  EXPECT_TRUE(has_line(scripts().tasks, R"(design='/home/me/it'\''s "$x" & co.yaml')")) << scripts().tasks;
  EXPECT_TRUE(has_line(scripts().merge, "store='/scratch/a b.sweep'"));
}

TEST_F(JobScriptsOfASweep, AskForWhatTheTaskNeeds) {
  const std::string text = scripts().tasks;
  for (const char* line : {"#SBATCH --array=0-11", "#SBATCH --cpus-per-task=4", "#SBATCH --mem=900M",
                           "#SBATCH --time=70", "#SBATCH --signal=B:USR1@120", "#SBATCH --requeue"})
    EXPECT_TRUE(has_line(text, line)) << line;
  EXPECT_EQ(text.find("--partition"), std::string::npos);
  EXPECT_NE(text.find("--submission 3 --task"), std::string::npos);
  EXPECT_TRUE(has_line(scripts().merge, "#SBATCH --time=15"));
}

TEST_F(JobScriptsOfASweep, GiveNoticeInTimeWhereTheLimitIsShort) {
  size_.task_limit_minutes = 2;
  EXPECT_TRUE(has_line(scripts().tasks, "#SBATCH --signal=B:USR1@30"));
}

TEST_F(JobScriptsOfASweep, AskForWhatTheUserWants) {
  options_.partition = "long";
  options_.account = "project_7";
  options_.at_once = 5;
  options_.setup = {"module load gcc/12", "ulimit -c 0"};
  options_.sbatch = {"--qos=short"};
  for (const std::string& text : {scripts().tasks, scripts().merge}) {
    for (const char* line : {"#SBATCH --partition=long", "#SBATCH --account=project_7", "#SBATCH --qos=short",
                             "module load gcc/12", "ulimit -c 0"})
      EXPECT_TRUE(has_line(text, line)) << line;
    expect_sound(text);
  }
  EXPECT_TRUE(has_line(scripts().tasks, "#SBATCH --array=0-11%5"));
}

TEST_F(JobScriptsOfASweep, SubmitTheRestLikeTheWhole) {
  options_ = {"", "long", "project_7", 2, 45, 7, 90, 800, 5, 3, {"module load gcc/12"}, {"--qos=short"}};
  EXPECT_NE(scripts().merge.find(
                "sweep submit \"$design\" --store \"$store\" -o \"$merged\" --cores 2 --minutes 45 "
                "--rounds 2 --partition long --account project_7 --tasks 7 --time 90 --memory 800 "
                "--at-once 5 --setup='module load gcc/12' --sbatch=--qos=short"),
            std::string::npos)
      << scripts().merge;
}

TEST_F(JobScriptsOfASweep, SubmitNothingOnceAllRoundsAreOver) {
  options_.rounds = 0;
  EXPECT_EQ(scripts().merge.find("sweep submit"), std::string::npos);
  expect_sound(scripts().merge);
}

}  // namespace
}  // namespace waterbed
