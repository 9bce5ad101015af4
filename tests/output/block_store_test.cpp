// SPDX-License-Identifier: Apache-2.0
#include "output/block_store.hpp"

#include <optional>

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

constexpr auto add = BlockStore::Intention::add;
constexpr auto replace = BlockStore::Intention::replace;

class Blocks : public WithFolder {
 protected:
  [[nodiscard]] std::filesystem::path target() const { return file("r.h5"); }
  [[nodiscard]] std::filesystem::path folder() const { return BlockStore::folder_for(target()); }

  void leave_blocks(std::uint64_t question, const std::vector<std::uint32_t>& numbers) const {
    BlockStore store(folder(), question, add);
    for (const std::uint32_t number : numbers) {
      const PackedReplicate packed = pack(layout_, sample::replicate(layout_, number));
      store.add(layout_, std::span(&packed, 1));
    }
  }

  ResultLayout layout_ = sample::record().layout;
};

// What a process would say that wants `question` in the place of this one.
std::string refusal(const std::filesystem::path& folder, std::uint64_t question, OutputFault fault) {
  try {
    const BlockStore store(folder, question, add);
  } catch (const OutputError& error) {
    EXPECT_EQ(error.fault(), fault);
    return error.what();
  }
  return "";
}

TEST_F(Blocks, LieInAHiddenFolderUntilTheResultStands) {
  leave_blocks(7, {3, 0, 12});
  BlockStore store(folder(), 7, add);
  ASSERT_EQ(store.blocks().size(), 3U);
  EXPECT_EQ(BlockReader(store.blocks()[2]).replicate(0), 12U);  // in the order in which they were written
  store.remove();
  EXPECT_EQ(file_count(), 0U);
}

TEST_F(Blocks, LeaveNoFolderWhenThereIsNone) {
  { const BlockStore store(folder(), 7, add); }
  EXPECT_EQ(file_count(), 0U);
}

TEST_F(Blocks, OfAnotherQuestionAreRefusedAndKept) {
  leave_blocks(7, {0});
  EXPECT_NE(refusal(folder(), 8, OutputFault::request).find("another scenario"), std::string::npos);
  EXPECT_EQ(BlockStore(folder(), 7, add).blocks().size(), 1U);
}

TEST_F(Blocks, AreOfOneProcessAtATime) {
  const BlockStore store(folder(), 7, add);
  const std::string told = refusal(folder(), 7, OutputFault::machine);
  EXPECT_NE(told.find("another command"), std::string::npos) << told;
  EXPECT_NE(told.find("another file (-o; of a sweep, another folder: --store)"), std::string::npos) << told;
}

TEST_F(Blocks, OfManyProcessesAtATimeHaveTheNamesOfTheirFamilies) {
  const PackedReplicate packed = pack(layout_, sample::replicate(layout_, 0));
  BlockStore first(folder(), 7, "0001_000001_");
  BlockStore second(folder(), 7, "0001_000002_");
  first.add(layout_, std::span(&packed, 1));
  second.add(layout_, std::span(&packed, 1));
  second.add(layout_, std::span(&packed, 1));
  EXPECT_EQ(blocks_of(folder(), "0001_000001_").size(), 1U);
  EXPECT_EQ(blocks_of(folder(), "0001_000002_").size(), 2U);
  EXPECT_EQ(blocks_of(folder()).size(), 3U);
}

TEST_F(Blocks, OfManyProcessesStayWithTheirFolder) {
  { const BlockStore store(folder(), 7, "0001_000001_"); }
  EXPECT_TRUE(std::filesystem::exists(folder()));
  EXPECT_TRUE(std::filesystem::exists(folder()));
  std::filesystem::create_directories(folder() / "submitted_0001");
  EXPECT_THROW(BlockStore(folder(), 8, "0001_000001_"), OutputError);
  EXPECT_TRUE(std::filesystem::exists(folder() / "question"));
}

TEST_F(Blocks, OfWhoHasTheFolderAloneKeepOutMany) {
  std::optional<BlockStore> alone(std::in_place, folder(), 7, add);
  EXPECT_THROW(BlockStore(folder(), 7, "0001_000001_"), OutputError);
  alone.reset();
  const BlockStore one_of_many(folder(), 7, "0001_000001_");
  EXPECT_NE(refusal(folder(), 7, OutputFault::machine).find("another command"), std::string::npos);
}

TEST_F(Blocks, LeaveTheFolderOfASubmission) {
  std::filesystem::create_directories(folder() / "submitted_0001");
  { const BlockStore store(folder(), 7, add); }
  EXPECT_TRUE(std::filesystem::exists(folder() / "question"));
}

TEST_F(Blocks, ThatWereNotFinishedAreSweptUp) {
  leave_blocks(7, {0});
  sample::write_bytes(folder() / "block_00000001.tmp", "half");
  sample::write_bytes(folder() / "result.tmp", "half");
  const BlockStore store(folder(), 7, add);
  EXPECT_EQ(store.blocks().size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(store.growing_result()));
}

// Else it would be told of the next process, until that has begun a run.
TEST_F(Blocks, ForgetWhatAKilledProcessHadUnderWay) {
  leave_blocks(7, {0});
  sample::write_bytes(folder() / running_file, "0 1\n");
  sample::write_bytes(folder() / "running_0001_000012", "0 1\n");
  sample::write_bytes(folder() / "running_notes", "mine");
  const BlockStore store(folder(), 7, add);
  EXPECT_FALSE(std::filesystem::exists(folder() / running_file));
  EXPECT_FALSE(std::filesystem::exists(folder() / "running_0001_000012"));
  EXPECT_TRUE(std::filesystem::exists(folder() / "running_notes"));
}

TEST_F(Blocks, LeaveTemporaryFilesOfOthersAlone) {
  leave_blocks(7, {0});
  sample::write_bytes(folder() / "thesis.tmp", "mine");
  sample::write_bytes(folder() / "result.txt.tmp", "mine");
  sample::write_bytes(folder() / "manifest.csv.00ff.tmp", "half");
  sample::write_bytes(folder() / "running.tmp", "half");
  const BlockStore store(folder(), 7, add);
  EXPECT_TRUE(std::filesystem::exists(folder() / "thesis.tmp"));
  EXPECT_TRUE(std::filesystem::exists(folder() / "result.txt.tmp"));
  EXPECT_FALSE(std::filesystem::exists(folder() / "manifest.csv.00ff.tmp"));
  EXPECT_FALSE(std::filesystem::exists(folder() / "running.tmp"));
}

// As with `--store .`: also names that a store would sweep up.
TEST_F(Blocks, DoNotComeIntoAFolderOfOtherFiles) {
  std::filesystem::create_directory(folder());
  for (const char* name : {"block_diagram", "block_a.tmp", "result.tmp"})
    sample::write_bytes(folder() / name, "mine");
  EXPECT_EQ(refusal(folder(), 7, OutputFault::request),
            folder().string() + " is not empty and holds no runs: name another folder (--store)");
  for (const char* name : {"block_diagram", "block_a.tmp", "result.tmp"})
    EXPECT_EQ(sample::bytes_of(folder() / name), "mine");
  EXPECT_FALSE(std::filesystem::exists(folder() / FolderLock::file_name));
}

// As when somebody has removed all blocks and the question with them.
TEST_F(Blocks, ComeIntoAFolderWithWhatIsLeftOfAStore) {
  std::filesystem::create_directory(folder());
  for (const char* name : {"manifest.csv", "running", ".nfs0001"}) sample::write_bytes(folder() / name, "");
  EXPECT_EQ(refusal(folder(), 7, OutputFault::request), "");
}

// Between the end of a command and the end of its store another command may have begun.
TEST_F(Blocks, OfTheNextCommandAreLeftAlone) {
  std::optional<BlockStore> finished(std::in_place, folder(), 7, replace);
  finished->remove();
  const BlockStore next(folder(), 8, add);
  finished.reset();
  EXPECT_TRUE(std::filesystem::exists(folder() / FolderLock::file_name));
  EXPECT_TRUE(std::filesystem::exists(folder() / "question"));
}

TEST_F(Blocks, RememberThatTheirCommandWasToReplaceAFile) {
  leave_blocks(7, {0});
  EXPECT_FALSE(BlockStore(folder(), 7, add).is_replacing());
  EXPECT_TRUE(BlockStore(folder(), 7, replace).is_replacing());
  EXPECT_TRUE(BlockStore(folder(), 7, add).is_replacing());
}

TEST_F(Blocks, OfSeveralWritersAreAllKept) {
  leave_blocks(7, {0, 0});
  leave_blocks(7, {0});
  EXPECT_EQ(BlockStore(folder(), 7, add).blocks().size(), 3U);
}

TEST_F(Blocks, OfAnEmptyFolderBelongToWhoComesNext) {
  std::filesystem::create_directory(folder());
  EXPECT_FALSE(BlockStore(folder(), 7, add).is_replacing());
  EXPECT_EQ(file_count(), 0U);
}

TEST_F(Blocks, CannotLieWhereAFileIsInTheWay) {
  sample::write_bytes(folder(), "a file");
  EXPECT_NE(refusal(folder(), 7, OutputFault::machine).find("Not a directory"), std::string::npos);
}

}  // namespace
}  // namespace waterbed
