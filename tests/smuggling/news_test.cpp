// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/news.hpp"

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

class NewsTest : public testing::Test {
 protected:
  NewsTest()
      : prepared_(test::prepare_scenario("lab/geometric.yaml")),
        state_(prepared_.world, prepared_.scenario.start.parameters, Luck(1, 0)) {
    state_.beliefs.prior_loss = {0.0, 0.2};  // source, place-method
    state_.beliefs.first_transit = 1;
    state_.beliefs.first_place_method = 1;
    state_.recorded_lots.weeks_seen = 52;
  }
  // Recorded lots a week in the last 4 weeks and before.
  News news(std::int32_t recent, std::int32_t before) {
    for (int back = 0; back < 52; ++back)
      state_.recorded_lots.by_week[RecordedLots::row(week_ - back)] = back < 4 ? recent : before;
    return news_of_week(prepared_.world, state_, {rule_, 0.1}, week_);
  }
  Prepared prepared_;
  State state_;
  Week week_{1000};
  NewsRule rule_ = NewsRule::ratio;
};

TEST_F(NewsTest, SteadyFindsConfirmThePrior) {
  EXPECT_FLOAT_EQ(news(2, 2).lost[0], 0.1F * 0.2F);
  EXPECT_FLOAT_EQ(news(2, 2).passed[0], 0.1F * 0.8F);
}

TEST_F(NewsTest, NoFindsAtAllConfirmThePrior) {
  EXPECT_FLOAT_EQ(news(0, 0).lost[0], 0.1F * 0.2F);
}

// 4 a week against (4 x 4 + 48) / 52 = 1.2308: 3.25 times, cut at 3, so .6.
TEST_F(NewsTest, AWaveOfFindsIsReadAsAtMostThreeTimesTheRisk) {
  EXPECT_FLOAT_EQ(news(4, 1).lost[0], 0.1F * 0.6F);
}

// 3 x .4 would be 1.2; belief in loss by news stays at most .9.
TEST_F(NewsTest, NewsNeverSaysThatLossIsCertain) {
  state_.beliefs.prior_loss = {0.0, 0.4};
  EXPECT_FLOAT_EQ(news(4, 1).lost[0], 0.1F * 0.9F);
}

// Five recorded lots this week, at weight .1.
TEST_F(NewsTest, APlainCountAddsTheWeeksFindsAndNoPasses) {
  rule_ = NewsRule::raw;
  EXPECT_FLOAT_EQ(news(5, 2).lost[0], 0.5F);
  EXPECT_EQ(news(5, 2).passed[0], 0.0F);
  EXPECT_EQ(news(0, 2).lost[0], 0.0F);
}

TEST_F(NewsTest, NoWeightNoNews) {
  EXPECT_TRUE(news_of_week(prepared_.world, state_, {NewsRule::ratio, 0.0}, week_).lost.empty());
}

}  // namespace
}  // namespace waterbed
