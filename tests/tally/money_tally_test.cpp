// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/money_tally.hpp"

#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "sim/tally/run_tally.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr Cents price{250};

AxisLengths lengths_of_two_periods() {
  ResultLayout layout = test::experiment_of("lab/money.yaml").layout();
  layout.periods.resize(2);
  return lengths_of(layout);
}

// Two periods of two weeks, from week 10.
class MoneyTallyTest : public testing::Test {
 protected:
  MoneyTallyTest()
      : prepared_(test::prepare_scenario("lab/money.yaml")),
        state_(prepared_.world, prepared_.scenario.start.parameters, Luck(1, 0)),
        tally_(prepared_.world, PeriodOfWeek({Week{10}, Week{12}}, Week{14}), lengths_of_two_periods()) {}

  void count(int week) { tally_.count(state_, Week{week}); }
  void buy() { pay(state_.money, 0, Account::growers, price); }

  [[nodiscard]] std::vector<std::int64_t> cells(const std::string& name) {
    const std::vector<SeriesSpec> specs = run_series(lengths_of_two_periods());
    const RunResult result = tally_.finish(state_);
    for (std::size_t series = 0; series < specs.size(); ++series)
      if (specs[series].name == name) return result.series[series];
    ADD_FAILURE() << "no series " << name;
    return {};
  }

  Prepared prepared_;
  State state_;
  RunTally tally_;
};

// 250 cents in the warm-up, 500 in the first period, 250 in the second.
TEST_F(MoneyTallyTest, CountsWhatAccountsReceiveInEachPeriod) {
  for (const int week : {9, 10, 11, 13}) {
    buy();
    count(week);
  }
  const std::vector<std::int64_t> money = cells("money_cents");
  ASSERT_EQ(money.size(), 2 * account_count);
  constexpr auto growers = static_cast<std::size_t>(Account::growers);
  EXPECT_EQ(money[growers], 500);
  EXPECT_EQ(money[account_count + growers], 250);
  EXPECT_EQ(std::accumulate(money.begin(), money.end(), std::int64_t{0}), 750);
}

// Capital is a stock: that at the end of a period, whatever was before.
TEST_F(MoneyTallyTest, CapitalIsThatAtTheEndOfThePeriod) {
  for (const int week : {9, 10, 11, 12, 13}) {
    buy();
    count(week);
  }
  EXPECT_EQ(cells("capital_cents"), (std::vector<std::int64_t>{-750, -1250}));
}

TEST_F(MoneyTallyTest, MoneyThatVanishesIsNoticedTheSameWeek) {
  state_.money.capital[0] += Cents{1};
  EXPECT_THROW(count(10), Broken);
}

TEST_F(MoneyTallyTest, AmountsBeyondWholeCentsAreNoticedBeforeTheyOverflow) {
  pay(state_.money, 0, Account::growers, Cents{std::int64_t{1} << 61});
  EXPECT_THROW(count(10), Broken);
}

TEST_F(MoneyTallyTest, PaymentsThatOverflowAreNoticedAtOnce) {
  const Cents most{std::numeric_limits<std::int64_t>::max()};
  pay(state_.money, 0, Account::growers, most);
  EXPECT_THROW(pay(state_.money, 0, Account::growers, most), Broken);
}

TEST_F(MoneyTallyTest, SaysWhyConsignmentsAreNotShipped) {
  state_.consignments.size = {Grams{1}, Grams{20}, Grams{300}};
  state_.consignments.route = {none, none, none};
  state_.consignments.lots = {0, 0, 0};
  state_.consignments.why = {NotShipped::no_money, NotShipped::no_labour, NotShipped::unwilling};
  state_.consignments.organisation = {0, 0, 0};
  state_.consignments.planned = {Week{12}, Week{12}, Week{12}};
  count(12);
  EXPECT_EQ(cells("no_money_g"), (std::vector<std::int64_t>{0, 1}));
}

TEST_F(MoneyTallyTest, CountsWhatNobodyTookOut) {
  state_.consignments.size = {Grams{1}, Grams{20}};
  state_.consignments.route = {none, none};
  state_.consignments.lots = {0, 0};
  state_.consignments.why = {NotShipped::no_money, NotShipped::no_labour};
  state_.consignments.organisation = {0, 0};
  state_.consignments.planned = {Week{12}, Week{12}};
  count(12);
  EXPECT_EQ(cells("no_labour_g"), (std::vector<std::int64_t>{0, 20}));
}

// Planned in the first period, and wanted at last in the second.
TEST_F(MoneyTallyTest, WhatWaitedIsNotShippedByTheWeekOfItsPlan) {
  state_.consignments.size = {Grams{1}, Grams{20}};
  state_.consignments.route = {none, none};
  state_.consignments.lots = {0, 0};
  state_.consignments.why = {NotShipped::no_money, NotShipped::no_labour};
  state_.consignments.organisation = {0, 0};
  state_.consignments.planned = {Week{11}, Week{11}};
  count(12);
  EXPECT_EQ(cells("no_money_g"), (std::vector<std::int64_t>{1, 0}));
}

// The same grams and other cents are another run.
TEST_F(MoneyTallyTest, TheDigestHoldsTheMoney) {
  RunTally other(prepared_.world, PeriodOfWeek({Week{10}, Week{12}}, Week{14}), lengths_of_two_periods());
  count(10);
  other.count(state_, Week{10});
  buy();
  count(11);
  pay(state_.money, 0, Account::carriers, price);
  other.count(state_, Week{11});
  EXPECT_NE(tally_.finish(state_).digest, other.finish(state_).digest);
}

}  // namespace
}  // namespace waterbed
