// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/run_job.hpp"

#include <atomic>

#include <gtest/gtest.h>

#include "output/block_store.hpp"
#include "output/error.hpp"
#include "output/fingerprint.hpp"
#include "output/result_reader.hpp"
#include "sim/jobs/version.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"
#include "tests/support/faulty.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using RunJob = WithFolder;

Prepared two_ports(std::int64_t replicates, const std::vector<std::string>& sets = {}) {
  ScenarioOptions options;
  options.replicates = replicates;
  options.weeks = 90;
  options.sets = sets;
  return test::prepare_scenario("lab/no_deterrence.yaml", options);
}

RunSettings settings_for(const std::filesystem::path& target, Resume resume) {
  RunSettings settings{target, 2};
  settings.timing = RunSettings::Timing::left_out;
  settings.resume = resume;
  return settings;
}

std::uint64_t fingerprint_of(const Prepared& prepared) {
  const ResultLayout layout = experiment_of(prepared, InstructionSet::plain).layout();
  return fingerprint({layout, prepared.scenario.record, {"", "", results_version}, {}});
}

RunSummary run(const Prepared& prepared, const std::filesystem::path& target, Resume resume = Resume::no) {
  return run_to_file(prepared, settings_for(target, resume), {});
}

// Stops once so many replicates have ended.
RunSummary run_until(std::int64_t replicates, const Prepared& prepared, const std::filesystem::path& target) {
  std::atomic<bool> is_stopping{false};
  RunWatch watch;
  watch.report = [&](const RunProgress& progress) {
    if (progress.done >= replicates) is_stopping = true;
  };
  watch.is_stopping = [&] { return is_stopping.load(); };
  return run_to_file(prepared, settings_for(target, Resume::yes), watch);
}

std::string refusal(const Prepared& prepared, const std::filesystem::path& target) {
  try {
    static_cast<void>(run(prepared, target, Resume::yes));
  } catch (const OutputError& error) {
    EXPECT_NE(error.fault(), OutputFault::machine);
    return error.what();
  }
  return "";
}

// Of an unfinished result.
std::filesystem::path first_block(const std::filesystem::path& target) {
  std::filesystem::path first;
  for (const auto& entry : std::filesystem::directory_iterator(BlockStore::folder_for(target))) {
    const bool is_block = entry.path().filename().string().starts_with("block_");
    if (is_block && (first.empty() || entry.path() < first)) first = entry.path();
  }
  return first;
}

TEST_F(RunJob, GoesOnWhereItWasStoppedAndEndsWithTheSameFile) {
  static_cast<void>(run(two_ports(40), file("whole.h5")));
  const RunSummary stopped = run_until(5, two_ports(40), file("r.h5"));
  EXPECT_EQ(stopped.ending, RunEnding::stopped);
  EXPECT_GE(stopped.made, 5);
  EXPECT_LT(stopped.made, 40);
  EXPECT_FALSE(std::filesystem::exists(file("r.h5")));
  EXPECT_TRUE(has_blocks(file("r.h5")));

  std::int64_t before = 0;
  RunWatch watch;
  watch.report = [&](const RunProgress& progress) { before = progress.before; };
  EXPECT_EQ(run_to_file(two_ports(40), settings_for(file("r.h5"), Resume::yes), watch).made, 40);
  EXPECT_EQ(before, stopped.made);
  EXPECT_EQ(sample::bytes_of(file("r.h5")), sample::bytes_of(file("whole.h5")));
  EXPECT_EQ(file_count(), 2U);
}

TEST_F(RunJob, ExtendsAResultToTheFileOfAllReplicatesAtOnce) {
  static_cast<void>(run(two_ports(9), file("whole.h5")));
  static_cast<void>(run(two_ports(4), file("r.h5")));
  static_cast<void>(run(two_ports(9), file("r.h5"), Resume::yes));
  EXPECT_EQ(sample::bytes_of(file("r.h5")), sample::bytes_of(file("whole.h5")));
  static_cast<void>(run(two_ports(9), file("r.h5"), Resume::yes));  // nothing is left to do
  EXPECT_EQ(sample::bytes_of(file("r.h5")), sample::bytes_of(file("whole.h5")));
}

TEST_F(RunJob, RefusesToAddToAResultOfAnotherScenario) {
  static_cast<void>(run(two_ports(2), file("r.h5")));
  const std::string before = sample::bytes_of(file("r.h5"));
  EXPECT_NE(
      refusal(two_ports(3, {"choice.eta=0.25"}), file("r.h5")).find("choice.eta is 0.5 there and 0.25 here"),
      std::string::npos);
  EXPECT_NE(refusal(two_ports(1), file("r.h5")).find("already has 2 replicates"), std::string::npos);
  EXPECT_EQ(sample::bytes_of(file("r.h5")), before);
  EXPECT_EQ(file_count(), 1U);
}

TEST_F(RunJob, RefusesBlocksOfAnotherScenarioAndKeepsThem) {
  static_cast<void>(run_until(3, two_ports(40), file("r.h5")));
  EXPECT_NE(refusal(two_ports(40, {"choice.eta=0.25"}), file("r.h5")).find("another scenario"),
            std::string::npos);
  EXPECT_TRUE(has_blocks(file("r.h5")));
}

// Stops a command that is to replace the file, after some weeks.
RunSummary begin_to_replace(const Prepared& prepared, const std::filesystem::path& target) {
  std::atomic<int> calls{0};
  RunWatch watch;
  watch.is_stopping = [&] { return ++calls > 2000; };
  return run_to_file(prepared, settings_for(target, Resume::no), watch);
}

// The file holds another scenario, or more replicates than the interrupted command was to make.
TEST_F(RunJob, GoesOnBesideAnOlderResultThatItIsToReplace) {
  static_cast<void>(run(two_ports(40), file("whole.h5")));
  for (const Prepared& older : {two_ports(2, {"choice.eta=0.25"}), two_ports(60)}) {
    static_cast<void>(run(older, file("r.h5")));
    EXPECT_NE(refusal(two_ports(40), file("r.h5")), "");
    const RunSummary stopped = begin_to_replace(two_ports(40), file("r.h5"));
    ASSERT_EQ(stopped.ending, RunEnding::stopped);
    ASSERT_GT(stopped.made, 0);
    static_cast<void>(run(two_ports(40), file("r.h5"), Resume::yes));
    EXPECT_EQ(sample::bytes_of(file("r.h5")), sample::bytes_of(file("whole.h5")));
  }
}

// A command that was to add is no reason to replace what it could not add to.
TEST_F(RunJob, RefusesAgainWhatItRefusedBeforeItWasKilled) {
  static_cast<void>(run(two_ports(2, {"choice.eta=0.25"}), file("r.h5")));
  const auto folder = BlockStore::folder_for(file("r.h5"));
  {
    const BlockStore killed(folder, fingerprint_of(two_ports(40)), BlockStore::Intention::add);
    std::filesystem::copy(folder, file("left"));
  }
  std::filesystem::rename(file("left"), folder);
  EXPECT_NE(refusal(two_ports(40), file("r.h5")).find("choice.eta is 0.25 there and 0.5 here"),
            std::string::npos);
}

TEST_F(RunJob, RunsAgainWhatADamagedBlockHeld) {
  static_cast<void>(run(two_ports(40), file("whole.h5")));
  static_cast<void>(run_until(5, two_ports(40), file("r.h5")));
  const auto block = first_block(file("r.h5"));
  std::string bytes = sample::bytes_of(block);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  sample::write_bytes(block, bytes);
  std::string remark;
  RunWatch watch;
  watch.remark = [&](const std::string& sentence) { remark = sentence; };
  static_cast<void>(run_to_file(two_ports(40), settings_for(file("r.h5"), Resume::yes), watch));
  EXPECT_NE(remark.find("run again"), std::string::npos) << remark;
  EXPECT_EQ(sample::bytes_of(file("r.h5")), sample::bytes_of(file("whole.h5")));
}

TEST_F(RunJob, RefusesABlockThatAnswersAnotherQuestion) {
  static_cast<void>(run_until(3, two_ports(40, {"choice.eta=0.25"}), file("other.h5")));
  static_cast<void>(run_until(3, two_ports(40), file("r.h5")));
  std::filesystem::copy_file(first_block(file("other.h5")), first_block(file("r.h5")),
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_NE(refusal(two_ports(40), file("r.h5")).find("is of another scenario: remove it"),
            std::string::npos);
}

TEST_F(RunJob, BeginsAnewWithoutResumeAndSaysThatItCouldGoOn) {
  static_cast<void>(run_until(3, two_ports(40), file("r.h5")));
  RunWatch watch;
  std::string remark;
  std::int64_t before = -1;
  watch.remark = [&](const std::string& sentence) { remark = sentence; };
  watch.report = [&](const RunProgress& progress) { before = progress.before; };
  static_cast<void>(run_to_file(two_ports(40), settings_for(file("r.h5"), Resume::no), watch));
  EXPECT_NE(remark.find("--resume"), std::string::npos);
  EXPECT_EQ(before, 0);
  EXPECT_EQ(file_count(), 1U);
}

TEST_F(RunJob, KeepsRunsThatFailedWithTheirMessageAndDoesNotRepeatThem) {
  Prepared prepared = two_ports(16);
  prepared.mechanisms.push_back(test::faulty_mechanism());
  static_cast<void>(run(prepared, file("r.h5")));
  std::size_t failed = 0;
  {
    const ResultReader reader(file("r.h5"));
    for (std::size_t replicate = 0; replicate < 16; ++replicate) {
      const bool fails = test::fault_of(Luck(1, static_cast<std::uint32_t>(replicate))) != test::Fault::none;
      EXPECT_EQ(reader.state({1, replicate}), fails ? StoredState::failed : StoredState::done);
      EXPECT_EQ(reader.state({0, replicate}), StoredState::done);
      EXPECT_EQ(reader.run({1, replicate}).message.starts_with("seed 1, replicate "), fails);
      failed += fails ? 1 : 0;
    }
  }
  EXPECT_GT(failed, 0U);
  EXPECT_LT(failed, 16U);
  RunWatch watch;
  std::int64_t failed_now = -1;
  watch.report = [&](const RunProgress& progress) { failed_now = progress.failed; };
  prepared.scenario.plan.replicates = 17;
  static_cast<void>(run_to_file(prepared, settings_for(file("r.h5"), Resume::yes), watch));
  EXPECT_LE(failed_now, 1);
}

}  // namespace
}  // namespace waterbed
