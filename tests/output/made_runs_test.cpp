// SPDX-License-Identifier: Apache-2.0
#include "output/made_runs.hpp"

#include <utility>

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "tests/output/sweep_sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

using sweep_sample::first_question;

class MadeRunsOfASweep : public WithFolder {
 protected:
  // Point and replicate.
  using Slot = std::pair<std::size_t, std::uint32_t>;

  [[nodiscard]] std::filesystem::path block(const std::vector<Slot>& slots) {
    std::vector<PackedReplicate> packed;
    for (const auto& [point, replicate] : slots)
      packed.push_back(sweep_sample::packed(layout_, point, replicate));
    return block_of(packed);
  }
  [[nodiscard]] std::filesystem::path block_of(const std::vector<PackedReplicate>& packed) {
    return sweep_sample::make_block(file("block_" + std::to_string(blocks_++)), layout_, packed);
  }

  ResultLayout layout_ = sweep_sample::record(3, 4).layout;

 private:
  int blocks_ = 0;
};

PackedReplicate failed(PackedReplicate packed) {
  for (PackedRun& run : packed.arms) run = {StoredState::failed, 0, "no luck", {}};
  return packed;
}

TEST_F(MadeRunsOfASweep, AreOfThePointsWhoseQuestionsTheyAnswer) {
  MadeRuns made(layout_, sweep_sample::questions(3));
  made.add(block({{2, 0}, {0, 1}, {2, 3}}));
  made.add(block({{1, 1}}));
  EXPECT_EQ(made.count(), 4);
  EXPECT_EQ(made.others(), 0);
  const std::vector<std::vector<bool>> has{
      {false, true, false, false}, {false, true, false, false}, {true, false, false, true}};
  for (std::size_t point = 0; point < 3; ++point)
    for (std::uint32_t replicate = 0; replicate < 4; ++replicate)
      EXPECT_EQ(made.has(point, replicate), has[point][replicate]) << point << ' ' << replicate;
  const auto [source, slot] = made.find(2, 3);
  EXPECT_EQ(slot, 2U);  // of the first block
  EXPECT_EQ(source.run(0, slot).digest, sample::run(layout_, 0, 203).digest);
  EXPECT_EQ(made.statuses().at(1, 2 * 4 + 3).digest, sample::run(layout_, 1, 203).digest);
}

// Points 0 and 2 ask the question of point 0.
TEST_F(MadeRunsOfASweep, AnswerAllPointsThatAskTheSame) {
  MadeRuns made(layout_, {first_question, first_question + 1, first_question});
  EXPECT_EQ(made.first_alike(2), 0U);
  EXPECT_EQ(made.first_alike(1), 1U);
  made.add(block({{0, 1}}));
  EXPECT_TRUE(made.has(0, 1) && made.has(2, 1));
  EXPECT_FALSE(made.has(1, 1));
  EXPECT_EQ(made.count(), 2);
}

// Point 7 is not asked for, nor is replicate 4 where there are four.
TEST_F(MadeRunsOfASweep, LeaveOutWhatIsNotAskedFor) {
  MadeRuns made(layout_, sweep_sample::questions(3));
  made.add(block({{7, 0}, {1, 4}, {1, 3}}));
  EXPECT_EQ(made.count(), 1);
  EXPECT_EQ(made.others(), 2);
}

// Four are held open.
TEST_F(MadeRunsOfASweep, AreFoundInMoreFilesThanAreHeldOpen) {
  MadeRuns made(layout_, sweep_sample::questions(3));
  for (std::size_t point = 0; point < 3; ++point)
    for (std::uint32_t replicate = 0; replicate < 4; ++replicate) made.add(block({{point, replicate}}));
  for (int time = 0; time < 2; ++time)
    for (std::size_t point = 0; point < 3; ++point)
      for (std::uint32_t replicate = 0; replicate < 4; ++replicate) {
        const auto [source, slot] = made.find(point, replicate);
        EXPECT_EQ(source.question(slot), first_question + point);
        EXPECT_EQ(source.replicate(slot), replicate);
      }
}

TEST_F(MadeRunsOfASweep, PreferARunThatIsDoneToOneThatFailed) {
  const PackedReplicate done = sweep_sample::packed(layout_, 1, 0);
  for (const bool fails_first : {true, false}) {
    MadeRuns made(layout_, sweep_sample::questions(3));
    made.add(block_of({fails_first ? failed(done) : done}));
    EXPECT_EQ(made.has_failed(1, 0), fails_first);
    made.add(block_of({fails_first ? done : failed(done)}));
    EXPECT_FALSE(made.has_failed(1, 0));
    EXPECT_EQ(made.count(), 1);
    const auto [source, slot] = made.find(1, 0);
    EXPECT_EQ(source.run(0, slot).state, StoredState::done);
    EXPECT_EQ(made.statuses().at(0, 4).message, "");  // slot 0 of point 1, behind four of point 0
  }
}

// One failure each, in the first arm with two messages and in the second. Of arms that fail the later one
// counts as less, and of messages the one that is first in the alphabet.
TEST_F(MadeRunsOfASweep, DoNotDependOnTheOrderOfAttemptsThatFailed) {
  const auto failing = [&](std::size_t arm, const std::string& message) {
    PackedReplicate packed = sweep_sample::packed(layout_, 1, 0);
    packed.arms[arm] = {StoredState::failed, 0, message, {}};
    packed.pairs.assign(packed.pairs.size(), {});
    return block_of({packed});
  };
  const auto later = failing(0, "no room");
  const auto earlier = failing(0, "no memory");
  const auto second_arm = failing(1, "no room");
  const auto message_of = [&](std::size_t arm, const std::vector<std::filesystem::path>& blocks) {
    MadeRuns made(layout_, sweep_sample::questions(3));
    for (const std::filesystem::path& block : blocks) made.add(block);
    return made.statuses().at(arm, 4).message;  // slot 0 of point 1, behind four of point 0
  };
  EXPECT_EQ(message_of(0, {later, earlier}), "no memory");
  EXPECT_EQ(message_of(0, {earlier, later}), "no memory");
  EXPECT_EQ(message_of(1, {earlier, second_arm}), "no room");
  EXPECT_EQ(message_of(1, {second_arm, earlier}), "no room");
}

TEST_F(MadeRunsOfASweep, CannotComeOutInTwoWays) {
  MadeRuns made(layout_, sweep_sample::questions(3));
  made.add(block({{1, 0}}));
  PackedReplicate other = sweep_sample::packed(layout_, 1, 0);
  other.arms[1].digest ^= 1;
  try {
    made.add(block_of({other}));
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_NE(std::string(error.what()).find("different results of point 1, replicate 0"), std::string::npos)
        << error.what();
  }
}

// A status of many points would read all blocks once more for each table.
TEST_F(MadeRunsOfASweep, TellWhenAndWhereThoughTheirFileIsGone) {
  PackedReplicate packed = sweep_sample::packed(layout_, 1, 2);
  packed.when = {2.5, 1700000000};
  const std::filesystem::path path = block_of({packed});
  const std::string host = BlockReader(path).host();
  MadeRuns made(layout_, sweep_sample::questions(3));
  made.add(path);
  std::filesystem::remove(path);
  EXPECT_EQ(made.when(1, 2).seconds, 2.5);
  EXPECT_EQ(made.when(1, 2).ended_s, 1700000000);
  EXPECT_EQ(made.host(1, 2), host);
}

TEST_F(MadeRunsOfASweep, AreMissedWhenTheirFileIsGone) {
  MadeRuns made(layout_, sweep_sample::questions(3));
  std::vector<std::filesystem::path> blocks;
  for (std::uint32_t replicate = 0; replicate < 4; ++replicate) blocks.push_back(block({{0, replicate}}));
  blocks.push_back(block({{1, 0}}));  // the fifth: the first is no longer open
  for (const std::filesystem::path& path : blocks) made.add(path);
  std::filesystem::remove(blocks[0]);
  EXPECT_THROW(static_cast<void>(made.find(0, 0)), OutputError);
  EXPECT_EQ(made.find(1, 0).second, 0U);
}

}  // namespace
}  // namespace waterbed
