// SPDX-License-Identifier: Apache-2.0
#include "output/result_file.hpp"

#include <csignal>
#include <thread>

#include <sys/resource.h>

#include "output/error.hpp"
#include "output/result_reader.hpp"
#include "sim/base/check.hpp"
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

TEST_F(ResultFile, IsEqualByteByByteWhenThreadsAddReplicates) {
  const ResultRecord record = sample::record();
  sample::write_result(file("one.h5"), record, {{0, 1, 2, 3}});
  {
    BlockWriter block(file("block"), record.layout, {0, 1, 2, 3});
    {
      std::vector<std::jthread> threads;
      for (std::uint32_t number = 0; number < 4; ++number) {
        threads.emplace_back([&, number] { block.add(sample::replicate(record.layout, number)); });
      }
    }
    block.finish();
  }
  join({file("block")}, record, file("threads.h5"));
  EXPECT_EQ(sample::bytes_of(file("one.h5")), sample::bytes_of(file("threads.h5")));
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
  record.timing = TimingRecord{1.5, 2, "somewhere"};
  sample::write_result(file("timed.h5"), record, {{0, 1, 2, 3}});
  EXPECT_EQ(sample::bytes_of(file("plain.h5")).find("timing"), std::string::npos);
  EXPECT_NE(sample::bytes_of(file("timed.h5")).find("somewhere"), std::string::npos);
}

TEST_F(ResultFile, RefusesAReplicateInTwoBlocks) {
  const ResultRecord record = sample::record();
  const auto first = sample::write_block(file("a.h5"), record.layout, {0, 1});
  const auto second = sample::write_block(file("b.h5"), record.layout, {1, 2});
  EXPECT_THROW(join({first, second}, record, file("one.h5")), OutputError);
  EXPECT_EQ(file_count(), 2U);  // the blocks stay, no half-made result
}

TEST_F(ResultFile, RefusesABlockOfAnotherScenario) {
  ResultRecord record = sample::record();
  const auto block = sample::write_block(file("a.h5"), record.layout, {0, 1});
  record.layout.lanes.pop_back();
  EXPECT_THROW(join({block}, record, file("one.h5")), OutputError);
}

TEST_F(ResultFile, RefusesAReplicateThatIsNotInThePlan) {
  ResultRecord record = sample::record();
  const auto block = sample::write_block(file("a.h5"), record.layout, {3});
  record.layout.replicates = 3;
  EXPECT_THROW(join({block}, record, file("one.h5")), OutputError);
}

TEST_F(ResultFile, SaysWhyItCannotBeMade) {
  const auto block = sample::write_block(file("a.h5"), sample::record().layout, {0});
  try {
    join({block}, sample::record(), file("missing") / "one.h5");
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
    const auto block = sample::write_block(file("one.h5"), record.layout, {0, 1, 2, 3});
    {
      const FileSizeLimit limit(bytes);
      try {
        join({block}, record, file("one.h5"));
        FAIL() << "no error at " << bytes;
      } catch (const OutputError& error) {
        EXPECT_EQ(error.fault(), OutputFault::machine);
        EXPECT_NE(std::string(error.what()).find("File too large"), std::string::npos) << error.what();
      }
    }
    EXPECT_EQ(file_count(), 1U) << "only the block stays";
  }
}

TEST_F(ResultFile, CannotHoldACountBeyond32Bits) {
  const ResultLayout layout = sample::record().layout;
  BlockWriter block(file("block"), layout, {0});
  ReplicateResult result = sample::replicate(layout, 0);
  result.arms[0].series[2][0] = 3000000000;  // series 2: shipped_count
  EXPECT_THROW(block.add(result), Broken);
}

TEST_F(ResultFile, NeverKeepsABlockThatWasNotFinished) {
  { BlockWriter block(file("block"), sample::record().layout, {0, 1}); }
  EXPECT_EQ(file_count(), 0U);
}

}  // namespace
}  // namespace waterbed
