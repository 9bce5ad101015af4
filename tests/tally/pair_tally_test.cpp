// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/pair_tally.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "tests/tally/hand_made.hpp"

namespace waterbed {
namespace {

using test::Accounts;
using test::beach;
using test::east;
using test::first_week;
using test::HandMadePair;

// The lot to the beach ends two weeks after that through R: both are compared all the same.
TEST(PairTally, WaitsForTheSlowerArm) {
  HandMadePair pair;
  pair.a.deliver({0, 0, first_week}, 5, east);
  pair.b.ship({0, 0, first_week}, 5, beach);
  pair.end_week();
  pair.end_week();
  pair.b.land({0, 0, first_week}, 5, beach);
  pair.end_week();
  const Accounts accounts = pair.finish();
  EXPECT_EQ(accounts.sum("displaced_g"), 5);
  EXPECT_EQ(accounts.total("still_under_way_g"), 0);
  accounts.expect_no_residuals();
}

// A lot that ends a second time, which none does, is explained while its week is held, and not afterwards.
TEST(PairTally, LetsAWeekGoWhenBothArmsHaveEndedIt) {
  HandMadePair pair;
  pair.a.deliver({0, 0, first_week}, 5, east);
  pair.b.keep({0, 0, first_week}, 5);
  pair.end_week();
  pair.a.land({0, 0, first_week}, 5, east);
  pair.end_week();
  EXPECT_THROW((void)pair.finish(), Broken);  // what lands after that is not explained
}

// Three arms: 7 g go through R in the first, to the beach in the second, nowhere in the third.
class ThreeArms : public testing::Test {
 protected:
  ThreeArms() : pairs_(world_, test::hand_made_time(), three_pairs(), 3, test::hand_made_lengths()) {
    arms_[0].deliver({0, 0, first_week}, 7, east);
    arms_[1].ship({0, 0, first_week}, 7, beach);
    arms_[2].keep({0, 0, first_week}, 7);
  }

  [[nodiscard]] std::vector<PairTally::Pair> three_pairs() const {
    std::vector<bool> touched(world_.routes.size(), false);
    touched[test::east] = true;
    return {{0, 1, touched}, {0, 2, touched}, {1, 2, touched}};
  }
  void end_week() {
    for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
      if (arm != failed_) pairs_.count(arm, arms_[arm].state(), week_);
      arms_[arm].next_week();
    }
    pairs_.settle();
    week_ = week_ + 1;
  }
  void fail(std::size_t arm) {
    failed_ = arm;
    pairs_.drop(arm);
  }
  std::vector<Accounts> finish() {
    std::vector<Accounts> all;
    for (PairResult& pair : pairs_.finish()) all.emplace_back(std::move(pair));
    return all;
  }

  World world_ = test::hand_made_world();
  PairTally pairs_;
  std::array<test::HandMadeState, 3> arms_;
  std::size_t failed_ = 3;
  Week week_ = first_week;
};

TEST_F(ThreeArms, AreComparedPairByPair) {
  end_week();
  arms_[1].land({0, 0, first_week}, 7, beach);
  end_week();
  const std::vector<Accounts> all = finish();
  EXPECT_EQ(all[0].sum("displaced_g"), 7);
  EXPECT_EQ(all[1].total("deterred_g"), 7);
  EXPECT_EQ(all[2].sum("outside_g"), -7);
}

TEST_F(ThreeArms, LoseOnlyThePairsOfOneThatFails) {
  end_week();
  fail(1);
  end_week();
  const std::vector<Accounts> all = finish();
  EXPECT_TRUE(all[0].are_missing());
  EXPECT_TRUE(all[2].are_missing());
  EXPECT_EQ(all[1].sum("kept_out_g"), 7);
  EXPECT_EQ(all[1].total("deterred_g"), 7);
  all[1].expect_no_residuals();
}

// The lot of the arm that failed would never end. What lands twice of the others' first week, which none
// does, is left unexplained because that week is gone.
TEST_F(ThreeArms, AreNotHeldUpByOneThatFails) {
  end_week();
  fail(1);
  end_week();
  arms_[0].land({0, 0, first_week}, 7, east);
  end_week();
  EXPECT_THROW((void)finish(), Broken);  // what lands once the week was let go is not explained
}

// All are one until the lot of the first two lands; then the third, whose lot was stopped, is by itself.
TEST_F(ThreeArms, ThatAreOneRunAreCountedOnceAndDivideWithWhatWasCounted) {
  test::HandMadeState& shared = arms_[0];
  PairTally pairs(world_, test::hand_made_time(), three_pairs(), 3, test::hand_made_lengths());
  pairs.regroup({0, 0, 0});
  shared = {};
  shared.ship({0, 0, first_week}, 7, east);
  pairs.count(0, shared.state(), first_week);
  pairs.settle();
  pairs.regroup({0, 0, 2});
  shared.next_week();
  shared.land({0, 0, first_week}, 7, east);
  pairs.count(0, shared.state(), first_week + 1);
  test::HandMadeState third;
  third.stop({0, 0, first_week}, 7, east);
  pairs.count(2, third.state(), first_week + 1);
  pairs.settle();
  std::vector<Accounts> all;
  for (PairResult& pair : pairs.finish()) all.emplace_back(std::move(pair));
  EXPECT_EQ(all[0].sum("kept_out_g"), 0);
  EXPECT_EQ(test::sum_of(all[0].cells("shift_g")), 7);  // stays where it is
  EXPECT_EQ(all[1].sum("intercepted_g"), 7);
  EXPECT_EQ(all[2].sum("intercepted_g"), 7);
  for (const Accounts& accounts : all) accounts.expect_no_residuals();
}

// The arm that goes by its strand's number is in no pair itself; the one that is fails with it.
TEST_F(ThreeArms, OfWhichOneIsInNoPairMayBeOneRun) {
  const std::vector<bool> touched = three_pairs()[0].touched;
  for (const bool fails : {false, true}) {
    PairTally pairs(world_, test::hand_made_time(), {{1, 2, touched}}, 3, test::hand_made_lengths());
    pairs.regroup({0, 0, 2});
    pairs.count(0, arms_[0].state(), first_week);
    pairs.count(2, arms_[2].state(), first_week);
    if (fails)
      for (const std::size_t arm : {0U, 1U}) pairs.drop(arm);
    pairs.settle();
    const Accounts accounts(pairs.finish().front());
    ASSERT_EQ(accounts.are_missing(), fails);
    if (!fails) {
      EXPECT_EQ(accounts.total("deterred_g"), 7);
    }
  }
}

TEST_F(ThreeArms, MayAllFail) {
  end_week();
  for (std::size_t arm = 0; arm < arms_.size(); ++arm) pairs_.drop(arm);
  for (const Accounts& accounts : finish()) EXPECT_TRUE(accounts.are_missing());
}

}  // namespace
}  // namespace waterbed
