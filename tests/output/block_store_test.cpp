// SPDX-License-Identifier: Apache-2.0
#include "output/block_store.hpp"

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

class Blocks : public WithFolder {
 protected:
  [[nodiscard]] std::filesystem::path target() const { return file("r.h5"); }
  [[nodiscard]] std::filesystem::path folder() const { return BlockStore::folder_for(target()); }

  void leave_blocks(std::uint64_t question, const std::vector<std::uint32_t>& numbers) const {
    BlockStore store(target(), question);
    for (const std::uint32_t number : numbers) {
      const PackedReplicate packed = pack(layout_, sample::replicate(layout_, number));
      store.add(layout_, std::span(&packed, 1));
    }
  }

  ResultLayout layout_ = sample::record().layout;
};

// What a process would say that wants `question` in the place of this one.
std::string refusal(const std::filesystem::path& target, std::uint64_t question, OutputFault fault) {
  try {
    const BlockStore store(target, question);
  } catch (const OutputError& error) {
    EXPECT_EQ(error.fault(), fault);
    return error.what();
  }
  return "";
}

TEST_F(Blocks, LieInAHiddenFolderUntilTheResultStands) {
  leave_blocks(7, {3, 0, 12});
  BlockStore store(target(), 7);
  EXPECT_TRUE(store.was_begun());
  ASSERT_EQ(store.blocks().size(), 3U);
  EXPECT_EQ(BlockReader(store.blocks()[2]).replicates(), std::vector<std::uint32_t>{12});
  store.remove();
  EXPECT_EQ(file_count(), 0U);
}

TEST_F(Blocks, LeaveNoFolderWhenThereIsNone) {
  { const BlockStore store(target(), 7); }
  EXPECT_EQ(file_count(), 0U);
}

TEST_F(Blocks, OfAnotherQuestionAreRefusedAndKept) {
  leave_blocks(7, {0});
  EXPECT_NE(refusal(target(), 8, OutputFault::request).find("another scenario"), std::string::npos);
  EXPECT_EQ(BlockStore(target(), 7).blocks().size(), 1U);
}

TEST_F(Blocks, AreOfOneProcessAtATime) {
  const BlockStore store(target(), 7);
  EXPECT_NE(refusal(target(), 7, OutputFault::machine).find("another command"), std::string::npos);
}

TEST_F(Blocks, ThatWereNotFinishedAreSweptUp) {
  leave_blocks(7, {0});
  sample::write_bytes(folder() / "block_00000001.tmp", "half");
  sample::write_bytes(folder() / "result.tmp", "half");
  const BlockStore store(target(), 7);
  EXPECT_EQ(store.blocks().size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(store.growing_result()));
}

// A folder in which a process had not yet begun, or had almost ended.
TEST_F(Blocks, OfAnEmptyFolderBelongToWhoComesNext) {
  std::filesystem::create_directory(folder());
  EXPECT_FALSE(BlockStore(target(), 7).was_begun());
  EXPECT_EQ(file_count(), 0U);
}

TEST_F(Blocks, CannotLieWhereAFileIsInTheWay) {
  sample::write_bytes(folder(), "a file");
  EXPECT_NE(refusal(target(), 7, OutputFault::machine).find("Not a directory"), std::string::npos);
}

}  // namespace
}  // namespace waterbed
