// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/block_writing.hpp"

#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

class Writing : public WithFolder {
 protected:
  Writing() : store_(BlockStore::folder_for(file("r.h5")), 1, BlockStore::Intention::replace) {}

  [[nodiscard]] PackedReplicate packed(std::uint32_t number) const {
    return pack(layout_, sample::replicate(layout_, number));
  }

  ResultLayout layout_ = sample::record().layout;
  BlockStore store_;
};

std::vector<std::uint32_t> replicates_in(const std::vector<std::filesystem::path>& blocks) {
  std::vector<std::uint32_t> numbers;
  for (const std::filesystem::path& block : blocks) {
    const BlockReader reader(block);
    for (std::size_t slot = 0; slot < reader.slots(); ++slot) numbers.push_back(reader.replicate(slot));
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

TEST_F(Writing, WritesEachReplicateOnceWhoeverHandsItOver) {
  BlockWriting writing(store_, layout_);
  {
    std::vector<std::jthread> workers;
    for (std::uint32_t worker = 0; worker < 4; ++worker)
      workers.emplace_back([&, worker] {
        for (std::uint32_t number = worker; number < 200; number += 4) writing.add(packed(number));
      });
  }
  std::vector<std::uint32_t> expected;
  for (std::uint32_t number = 0; number < 200; ++number) expected.push_back(number);
  EXPECT_EQ(replicates_in(writing.finish()), expected);
}

TEST_F(Writing, KeepsWhatWasHandedOverWhenItIsLeftInAHurry) {
  {
    BlockWriting writing(store_, layout_);
    writing.add(packed(3));
    writing.add(packed(1));
  }
  EXPECT_EQ(replicates_in(store_.blocks()), (std::vector<std::uint32_t>{1, 3}));
}

TEST_F(Writing, WritesABlockSoonAfterItsFirstReplicate) {
  BlockWriting writing(store_, layout_);
  writing.add(packed(0));
  const auto begin = std::chrono::steady_clock::now();
  while (store_.blocks().empty() && std::chrono::steady_clock::now() - begin < std::chrono::seconds(60))
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(replicates_in(store_.blocks()), std::vector<std::uint32_t>{0});
}

// The folder goes, as if its disk had failed: who hands over learns it, and does not wait for ever.
TEST_F(Writing, TellsTheWorkersThatItFailed) {
  std::filesystem::remove_all(BlockStore::folder_for(file("r.h5")));
  BlockWriting writing(store_, layout_);
  const auto hand_over = [&] {
    for (std::uint32_t number = 0; number < 100000; ++number) writing.add(packed(number));
  };
  EXPECT_THROW(hand_over(), OutputError);
  EXPECT_THROW(writing.add(packed(0)), OutputError);
  EXPECT_THROW(static_cast<void>(writing.finish()), OutputError);
}

}  // namespace
}  // namespace waterbed
