// SPDX-License-Identifier: Apache-2.0
#include "output/result_file.hpp"

#include <csignal>

#include <sys/resource.h>

#include "output/error.hpp"
#include "output/result_reader.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

// HDF5 1.10 loses memory when it fails to open or to close a file; the address sanitizer need not tell us.
// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,readability-identifier-naming)
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libhdf5";
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,readability-identifier-naming)

namespace waterbed {
namespace {

using ResultFile = WithFolder;

TEST_F(ResultFile, IsEqualByteByByteHoweverTheReplicatesWereSplit) {
  const ResultRecord record = sample::record();
  sample::write_result(file("one.h5"), record, {{0, 1, 2, 3}});
  sample::write_result(file("another name.h5"), record, {{3, 2}, {1}, {0}});
  sample::write_result(file("mixed.h5"), record, {{2, 0}, {3, 1}});
  EXPECT_FALSE(sample::bytes_of(file("one.h5")).empty());
  EXPECT_EQ(sample::bytes_of(file("one.h5")), sample::bytes_of(file("another name.h5")));
  EXPECT_EQ(sample::bytes_of(file("one.h5")), sample::bytes_of(file("mixed.h5")));
}

// A result is a block too: joined again with more replicates it is the result of all of them.
TEST_F(ResultFile, GrowsByMoreReplicatesToTheFileThatHoldsThemAll) {
  ResultRecord record = sample::record();
  sample::write_result(file("whole.h5"), record, {{0, 1, 2, 3}});
  record.layout.replicates = 2;
  sample::write_result(file("grown.h5"), record, {{0, 1}});
  record.layout.replicates = 4;
  const auto rest = sample::make_block(file("rest"), record.layout, {2, 3});
  sample::join_files({file("grown.h5"), rest}, record, file("grown.h5"));
  EXPECT_EQ(sample::bytes_of(file("grown.h5")), sample::bytes_of(file("whole.h5")));
}

TEST_F(ResultFile, LeavesNothingElseBehind) {
  sample::write_result(file("one.h5"), sample::record(), {{0, 1}, {2, 3}});
  EXPECT_EQ(file_count(), 1U);
}

TEST_F(ResultFile, ReplacesAnOlderFile) {
  sample::write_bytes(file("one.h5"), "old");
  sample::write_result(file("one.h5"), sample::record(), {{0, 1, 2, 3}});
  EXPECT_EQ(ResultReader(file("one.h5")).layout().replicates, 4);
}

TEST_F(ResultFile, HoldsTimingOnlyWhenGiven) {
  ResultRecord record = sample::record();
  sample::write_result(file("plain.h5"), record, {{0, 1, 2, 3}});
  record.timing = TimingRecord{1.5, 2, 0.25, "somewhere"};
  sample::write_result(file("timed.h5"), record, {{0, 1, 2, 3}});
  EXPECT_EQ(sample::bytes_of(file("plain.h5")).find("timing"), std::string::npos);
  EXPECT_NE(sample::bytes_of(file("timed.h5")).find("somewhere"), std::string::npos);
}

TEST_F(ResultFile, TakesAReplicateOfTwoBlocksOnceIfItIsTheSame) {
  const ResultRecord record = sample::record();
  sample::write_result(file("one.h5"), record, {{0, 1, 2, 3}});
  sample::write_result(file("two.h5"), record, {{0, 1, 2}, {2, 3}, {1}});
  EXPECT_EQ(sample::bytes_of(file("one.h5")), sample::bytes_of(file("two.h5")));
}

TEST_F(ResultFile, RefusesAReplicateOfWhichTwoBlocksHoldDifferentResults) {
  const ResultRecord record = sample::record();
  PackedReplicate other = pack(record.layout, sample::replicate(record.layout, 1));
  other.arms[1].digest += 1;
  const auto block = sample::make_block(file("a"), record.layout, {0, 1});
  write_block(file("b"), record.layout, std::span(&other, 1));
  append_seal(file("b"));
  try {
    sample::join_files({block, file("b")}, record, file("one.h5"));
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_NE(std::string(error.what()).find("different results of replicate 1"), std::string::npos)
        << error.what();
  }
  EXPECT_EQ(file_count(), 2U);  // the blocks stay, no half-made result
}

TEST_F(ResultFile, RefusesABlockOfAnotherScenario) {
  ResultRecord record = sample::record();
  const auto block = sample::make_block(file("a"), record.layout, {0, 1});
  record.layout.lanes.pop_back();
  EXPECT_THROW(sample::join_files({block}, record, file("one.h5")), OutputError);
}

TEST_F(ResultFile, RefusesADamagedBlock) {
  const ResultRecord record = sample::record();
  const auto block = sample::make_block(file("a"), record.layout, {0, 1});
  std::string bytes = sample::bytes_of(block);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  sample::write_bytes(block, bytes);
  EXPECT_THROW(sample::join_files({block}, record, file("one.h5")), OutputError);
}

TEST_F(ResultFile, LeavesOutAReplicateThatIsNotInThePlan) {
  ResultRecord record = sample::record();
  const auto block = sample::make_block(file("a"), record.layout, {1, 3});
  record.layout.replicates = 3;
  MadeRuns runs(record.layout);
  runs.add(block);
  EXPECT_EQ(runs.count(), 1);
  EXPECT_EQ(runs.others(), 1);
}

// What failed for want of something in the machine may be done by now.
TEST_F(ResultFile, PrefersARunThatIsDoneToOneThatFailed) {
  const ResultRecord record = sample::record();
  PackedReplicate failed = pack(record.layout, sample::replicate(record.layout, 1));
  failed.arms[1] = {StoredState::failed, 0, "no memory", {}};
  failed.pairs.assign(failed.pairs.size(), {});
  write_block(file("failed"), record.layout, std::span(&failed, 1));
  append_seal(file("failed"));
  const auto done = sample::make_block(file("done"), record.layout, {0, 1, 2, 3});
  sample::join_files({done}, record, file("one.h5"));
  sample::join_files({file("failed"), done}, record, file("two.h5"));
  sample::join_files({done, file("failed")}, record, file("three.h5"));
  EXPECT_EQ(sample::bytes_of(file("one.h5")), sample::bytes_of(file("two.h5")));
  EXPECT_EQ(sample::bytes_of(file("one.h5")), sample::bytes_of(file("three.h5")));
}

TEST_F(ResultFile, LeavesOutReplicatesThatAnInterruptedCommandDidNotMake) {
  const ResultRecord record = sample::record();
  const auto block = sample::make_block(file("a"), record.layout, {1, 3});
  sample::join_files({block}, record, file("part.h5"));
  const ResultReader reader(file("part.h5"));
  EXPECT_EQ(reader.state({0, 0}), StoredState::missing);
  EXPECT_EQ(reader.state({0, 1}), StoredState::done);
  MadeRuns again(record.layout);
  again.add(file("part.h5"));
  EXPECT_EQ(again.count(), 2);
  EXPECT_FALSE(again.has(0, 0));
}

TEST_F(ResultFile, SaysWhyItCannotBeMade) {
  const auto block = sample::make_block(file("a"), sample::record().layout, {0});
  try {
    sample::join_files({block}, sample::record(), file("missing") / "one.h5");
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_EQ(error.fault(), OutputFault::machine);
    EXPECT_NE(std::string(error.what()).find("No such file or directory"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("one.h5"), std::string::npos) << error.what();
  }
}

// A limit on the size of files stands for a full disk: both fail in write().
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit limit{bytes, old_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit(FileSizeLimit&&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(FileSizeLimit&&) = delete;
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    (void)std::signal(SIGXFSZ, old_handler_);
  }

 private:
  rlimit old_{};
  void (*old_handler_)(int);
};

TEST_F(ResultFile, SurvivesADiskThatIsFullAtAnyMoment) {
  const ResultRecord record = sample::record();
  sample::write_result(file("whole.h5"), record, {{0, 1, 2, 3}});
  const rlim_t size = std::filesystem::file_size(file("whole.h5"));
  std::filesystem::remove(file("whole.h5"));
  // The last three: where the seal begins, in its midst, and before its last byte.
  for (const rlim_t bytes : {rlim_t{0}, rlim_t{100}, rlim_t{2000}, rlim_t{5000}, rlim_t{10000}, rlim_t{20000},
                             rlim_t{40000}, size - sample::seal_size, size - 10, size - 1}) {
    const auto block = sample::make_block(file("block"), record.layout, {0, 1, 2, 3});
    {
      const FileSizeLimit limit(bytes);
      try {
        sample::join_files({block}, record, file("one.h5"));
        FAIL() << "no error at " << bytes;
      } catch (const OutputError& error) {
        EXPECT_EQ(error.fault(), OutputFault::machine);
        EXPECT_NE(std::string(error.what()).find("File too large"), std::string::npos) << error.what();
      }
    }
    EXPECT_EQ(file_count(), 1U) << "only the block stays";
  }
}

}  // namespace
}  // namespace waterbed
