// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/fates.hpp"

#include <gtest/gtest.h>

#include "tests/tally/hand_made.hpp"

namespace waterbed {
namespace {

using test::beach;
using test::beach_cover;
using test::east;
using test::first_week;
using test::west;

// One arm, written by hand from the first week on.
class Fates : public testing::Test {
 protected:
  void end_week() {
    fates_.note(world_, arm_.state(), week_);
    arm_.next_week();
    week_ = week_ + 1;
  }
  void end_weeks_until(Week week) {
    while (week_ < week) end_week();
  }
  [[nodiscard]] const WeekOfFates& oldest() const { return fates_.weeks().front(); }
  // Of the only consignment planned in the week that has just ended.
  [[nodiscard]] bool is_last_through_tie() const {
    return fates_.weeks().back().fates.front().is_through_tie;
  }
  // Organisation ships to the beach, or by another way.
  void use(Index organisation, Index route = beach) { arm_.ship({organisation, 0, week_}, 1, route); }

  World world_ = test::hand_made_world();
  test::HandMadeState arm_;
  ArmFates fates_{first_week};
  Week week_ = first_week;
};

TEST_F(Fates, AddUpTheLotsOfAConsignment) {
  arm_.keep({0, 0, week_}, 500);
  arm_.ship({2, 1, week_}, 100, beach, 3);
  arm_.end({2, 1, week_}, 30, beach, Ending::landed, 25);
  end_week();
  arm_.end({2, 1, first_week}, 30, beach, Ending::lost, 20);
  end_week();
  arm_.end({2, 1, first_week}, 40, beach, Ending::landed, 35);
  end_week();
  ASSERT_EQ(oldest().fates.size(), 2U);
  const Fate& kept = oldest().fates[0];
  EXPECT_EQ(kept.route, none);
  EXPECT_EQ(kept.planned_g, 500);
  EXPECT_EQ(kept.shipped_g(), 0);
  const Fate& sent = oldest().fates[1];
  EXPECT_EQ(sent.route, beach);
  EXPECT_EQ(sent.lots, 3);
  EXPECT_EQ(sent.leaves, first_week);
  EXPECT_EQ(sent.shipped_g(), 100);
  EXPECT_EQ(sent.landed_g, 70);
  EXPECT_EQ(sent.stopped_g, 30);
  EXPECT_EQ(sent.expected_g, 80);
}

TEST_F(Fates, AreSettledWhenTheLastLotHasEnded) {
  arm_.ship({0, 0, week_}, 2, east, 2);
  arm_.land({0, 0, week_}, 1, east);
  end_week();
  EXPECT_FALSE(fates_.has_settled_week());
  arm_.stop({0, 0, first_week}, 1, east);
  end_week();
  EXPECT_TRUE(fates_.has_settled_week());
  fates_.let_go();
  EXPECT_EQ(oldest().week, first_week + 1);
  EXPECT_TRUE(fates_.has_settled_week());  // nothing was planned in it
}

TEST_F(Fates, AreNotSettledWhileAConsignmentWaits) {
  arm_.wait({0, 0, week_}, 1);
  arm_.wait({1, 0, week_}, 1);
  end_week();
  arm_.wait({0, 0, first_week}, 1);
  arm_.keep({1, 0, first_week}, 1);  // in vain
  end_week();
  EXPECT_FALSE(fates_.has_settled_week());
  arm_.deliver({0, 0, first_week}, 1, west);
  end_week();
  EXPECT_TRUE(fates_.has_settled_week());
  EXPECT_EQ(oldest().fates[0].leaves, first_week + 2);
  EXPECT_EQ(oldest().fates[1].route, none);
}

TEST_F(Fates, LeaveOutWhatWasPlannedBeforeTheFirstWeek) {
  const Week before = first_week - 1;
  fates_.note(world_, arm_.state(), before);
  EXPECT_TRUE(fates_.weeks().empty());
  arm_.ship({0, 0, before}, 1, east);
  arm_.land({1, 0, before}, 1, east);
  end_week();
  EXPECT_TRUE(oldest().fates.empty());
  EXPECT_TRUE(fates_.has_settled_week());
}

// Who is taken away or comes back at the end of a week planned, or did not plan, in it.
TEST_F(Fates, KnowWhoWasAtWorkWhenTheWeekWasPlanned) {
  arm_.set_awake(1, false);
  end_week();
  arm_.set_awake(1, true);
  end_week();
  end_week();
  std::vector<bool> is_awake;
  for (const WeekOfFates& week : fates_.weeks()) is_awake.push_back(week.is_awake[1]);
  EXPECT_EQ(is_awake, (std::vector<bool>{true, false, true}));
}

TEST_F(Fates, AreThroughATieThatUsedThePlaceInTheYearBefore) {
  arm_.tie();
  use(1);
  end_weeks_until(first_week + 52);
  use(0);
  end_week();
  EXPECT_TRUE(is_last_through_tie());
}

TEST_F(Fates, AreNotThroughATieThatUsedThePlaceLongAgo) {
  arm_.tie();
  use(1);
  end_weeks_until(first_week + 53);
  use(0);
  end_week();
  EXPECT_FALSE(is_last_through_tie());
}

TEST_F(Fates, AreThroughATieAgainAYearAfterTheLastUseOfOnesOwn) {
  arm_.tie();
  use(0);
  end_weeks_until(first_week + 52);
  use(1);
  end_week();
  use(0);
  end_week();
  EXPECT_TRUE(is_last_through_tie());
  use(0);
  end_week();
  EXPECT_FALSE(is_last_through_tie());
}

// Not by another method there, nor by one that is not tied, nor by one that goes there in the same week.
TEST_F(Fates, AreThroughATieByItsOwnPlaceAndMethodOnly) {
  arm_.tie();
  use(1, beach_cover);
  use(2);
  end_week();
  use(0);
  use(1);
  end_week();
  EXPECT_FALSE(is_last_through_tie());
}

// A tie that has used one terminal of a port knows the other one.
TEST_F(Fates, TakeThePartsOfAPlaceForOnePlace) {
  arm_.tie();
  use(1, west);
  end_week();
  use(0, east);
  end_week();
  EXPECT_TRUE(is_last_through_tie());
}

// The warm-up is remembered, though its plans are not kept.
TEST_F(Fates, AreThroughATieOfTheTimeBeforeTheFirstWeek) {
  arm_.tie();
  week_ = first_week - 1;
  use(1);
  end_week();
  use(0);
  end_week();
  EXPECT_TRUE(is_last_through_tie());
}

}  // namespace
}  // namespace waterbed
