// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/funds.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "sim/smuggling/bill.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// The world of lab/money.yaml, where 100 kg in one lot cost 211000 EUR, with people to hire and a code to
// buy: a crew for 20000, an insider of a terminal for 30000, one of an office for 40000, a code for 50000 EUR
// a lot.
class Funds : public testing::Test {
 protected:
  Funds()
      : prepared_(test::prepare_scenario("lab/money.yaml")),
        state_(prepared_.world, prepared_.scenario.start.parameters, Luck(1, 0)) {
    for (const auto& [kind, wage] : {std::pair{LabourKind::crew, 20000.0},
                                     {LabourKind::terminal_insider, 30000.0},
                                     {LabourKind::release_insider, 40000.0}}) {
      Pool pool{};
      pool.kind = kind;
      pool.wage = wage;
      state_.labour.pools.push_back(pool);
    }
    state_.labour.hands[0] = 0;
    state_.controls.code_price[0] = 50000.0;
    state_.money.limits = true;
  }

  // 100 kg each, in so many lots, by organisation 0, which wants this insider.
  void plan(const std::vector<Index>& lots, Index insider = none) {
    Consignments& consignments = state_.consignments;
    consignments.begin = {0, lots.size()};
    consignments.lots = lots;
    consignments.organisation.assign(lots.size(), 0);
    consignments.size.assign(lots.size(), Grams{100000});
    consignments.route.assign(lots.size(), 0);
    consignments.insider.assign(lots.size(), insider);
    consignments.helped = insider == none ? std::vector<Index>(lots.size(), 0) : lots;
    consignments.why.assign(lots.size(), NotShipped::is_shipped);
  }
  void check_funds(double euros) {
    state_.money.capital[0] = in_cents(euros);
    funds_mechanism().steps[0].run(prepared_.world, state_, Week{0});
  }
  [[nodiscard]] bool is_shipped(std::size_t consignment) const {
    return state_.consignments.route[consignment] != none;
  }
  // Of the first consignment, with the help of an insider for all its lots.
  [[nodiscard]] Bill bill(Index insider) {
    state_.consignments.insider[0] = insider;
    return Billing(prepared_.world, state_).of(0, insider == none ? 0 : state_.consignments.lots[0]);
  }

  Prepared prepared_;
  State state_;
};

constexpr Index terminal = 1;
constexpr Index office = 2;

TEST_F(Funds, CrewsInsidersAndCodesArePaidByTheLot) {
  plan({2});
  EXPECT_EQ(bill(none).growers, in_cents(200000));
  EXPECT_EQ(bill(none).carriers, in_cents(10000 + 2 * 1000));
  EXPECT_EQ(bill(none).crews, in_cents(2 * 20000));
  EXPECT_EQ(bill(none).insiders, Cents{0});
  EXPECT_EQ(bill(none).code_sellers, in_cents(2 * 50000));
  EXPECT_EQ(bill(terminal).insiders, in_cents(2 * 30000));
  EXPECT_EQ(bill(terminal).code_sellers, in_cents(2 * 50000));
}

// Wages can grow without end where nobody gives up sending.
TEST_F(Funds, AWageThatIsNoSumOfMoneyIsNoticed) {
  plan({1});
  for (const double wage :
       {1e17, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    state_.labour.pools[0].wage = wage;
    EXPECT_THROW((void)bill(none), Broken);
  }
}

TEST_F(Funds, AnInsiderOfAnOfficeGivesTheCode) {
  plan({1});
  EXPECT_EQ(bill(office).insiders, in_cents(40000));
  EXPECT_EQ(bill(office).code_sellers, Cents{0});
  // Of three lots the insider helps with one: two codes are bought.
  plan({3}, office);
  const Bill mixed = Billing(prepared_.world, state_).of(0, 1);
  EXPECT_EQ(mixed.insiders, in_cents(40000));
  EXPECT_EQ(mixed.code_sellers, in_cents(2 * 50000));
}

// 211000 + 20000 + 50000 EUR; a cent less is not enough.
TEST_F(Funds, AConsignmentIsShippedIfItCanBePaidInFull) {
  plan({1});
  check_funds(281000);
  EXPECT_TRUE(is_shipped(0));
  check_funds(280999.99);
  EXPECT_FALSE(is_shipped(0));
  EXPECT_EQ(state_.consignments.why[0], NotShipped::no_money);
  EXPECT_EQ(state_.consignments.lots[0], 0);
}

// The office asks 40000 EUR and the code costs 50000: if nobody there can be hired, the code must be bought.
TEST_F(Funds, MoneyIsSetAsideForTheDearerWay) {
  plan({1}, office);
  check_funds(271000);
  EXPECT_FALSE(is_shipped(0));
  plan({1}, office);
  check_funds(281000);
  EXPECT_TRUE(is_shipped(0));
  plan({1}, terminal);  // who needs the code as well
  check_funds(310999.99);
  EXPECT_FALSE(is_shipped(0));
  EXPECT_EQ(state_.consignments.insider[0], none);
}

// One lot costs 281000 EUR, three lots 281000 + 2 x (1000 + 20000 + 50000) = 423000 EUR.
TEST_F(Funds, ALaterCheaperConsignmentMayStillBePaid) {
  plan({1, 3, 1});
  check_funds(281000 + 422999);
  EXPECT_TRUE(is_shipped(0));
  EXPECT_FALSE(is_shipped(1));
  EXPECT_TRUE(is_shipped(2));
}

TEST_F(Funds, NobodyIsAskedForMoneyThatDoesNotLimit) {
  state_.money.limits = false;
  plan({1});
  check_funds(0);
  EXPECT_TRUE(is_shipped(0));
}

}  // namespace
}  // namespace waterbed
