// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/money.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// lab/money.yaml: what an arm says in cents, by week.
class Books {
 public:
  explicit Books(std::string arm, std::vector<std::string> sets = {})
      : results_(experiment(std::move(arm), std::move(sets)), 0) {}

  [[nodiscard]] std::int64_t received(const std::string& account, std::size_t week) const {
    const std::vector<std::string>& accounts = results_.layout().accounts;
    std::size_t number = 0;
    while (number < accounts.size() && accounts[number] != account) ++number;
    return results_.cells(0, "money_cents").at(week * accounts.size() + number);
  }
  [[nodiscard]] std::int64_t of(const std::string& series, std::size_t week) const {
    return results_.cells(0, series).at(week);
  }
  [[nodiscard]] double total(const std::string& series) const { return results_.total(0, series); }

 private:
  static Experiment experiment(std::string arm, std::vector<std::string> sets) {
    ScenarioOptions options;
    options.arms = {std::move(arm)};
    options.sets = std::move(sets);
    return test::experiment_of("lab/money.yaml", options);
  }
  test::Results results_;
};

// 100 kg x 2000; 100 kg x 100 + 1000; 100 kg x 3000; a tenth of that, all in EUR. The withdrawal is 5 % of
// 300000 - 211000 - 30000 = 59000 EUR.
TEST(Money, TheFirstWeekIsPostedToTheCent) {
  const Books books("all_lands");
  EXPECT_EQ(books.received("founders", 0), -252000000);
  EXPECT_EQ(books.received("growers", 0), 20000000);
  EXPECT_EQ(books.received("carriers", 0), 1100000);
  EXPECT_EQ(books.received("buyers", 0), -30000000);
  EXPECT_EQ(books.received("crews", 0), 3000000);
  EXPECT_EQ(books.received("withdrawals", 0), 295000);
  for (const char* account :
       {"insiders", "code_sellers", "go_betweens", "arrests", "confiscation", "creditors"})
    EXPECT_EQ(books.received(account, 0), 0) << account;
  EXPECT_EQ(books.of("capital_cents", 0), 252000000 + 5900000 - 295000);
}

// 333 g at 3000.07 EUR/kg are 999.02331 EUR, a tenth of that 99.902331 EUR; at 1999.99 666 EUR less .333
// cents.
TEST(Money, FractionsOfCentsAreRoundedOnce) {
  const Books books("all_lands", {"consignments.median_size_kg=0.333", "money.rule=unlimited",
                                  "markets.market.landed_price_eur_per_kg=3000.07",
                                  "commodities.goods.source_price_eur_per_kg=1999.99"});
  EXPECT_EQ(books.received("buyers", 0), -99902);
  EXPECT_EQ(books.received("crews", 0), 9990);
  EXPECT_EQ(books.received("growers", 0), 66600);           // 66599.667
  EXPECT_EQ(books.received("carriers", 0), 100000 + 3330);  // 333 g x 100 EUR/kg and the fixed cost
}

// What is left of the surplus after n weeks: S_n = .95 (S_(n-1) + 59000 EUR), so S_n = 1121000 (1 - .95^n)
// EUR; the withdrawal is a nineteenth of that. A half cent a week at most is rounded.
TEST(Money, WithdrawalsApproachWhatIsEarned) {
  const Books books("all_lands");
  for (std::size_t week = 0; week < 20; ++week) {
    const double surplus = 112100000.0 * (1.0 - std::pow(.95, static_cast<double>(week + 1)));
    EXPECT_NEAR(static_cast<double>(books.of("capital_cents", week)), 252000000.0 + surplus, 10.0);
    EXPECT_NEAR(static_cast<double>(books.received("withdrawals", week)), surplus / 19.0, 1.0);
  }
  EXPECT_EQ(books.total("given_up_count"), 0.0);
  EXPECT_EQ(books.total("no_money_g"), 0.0);
}

// 2520000 EUR, less 361000 a week, are 354000 after six weeks and -7000 after seven.
TEST(Money, WhoCannotPayDoesNotShip) {
  const Books books("all_lost");
  for (std::size_t week = 0; week < 20; ++week) {
    EXPECT_EQ(books.of("shipped_g", week), week < 7 ? 100000 : 0) << week;
    EXPECT_EQ(books.of("no_money_g", week), week >= 7 && week < 14 ? 100000 : 0) << week;
    EXPECT_EQ(books.received("arrests", week), week < 7 ? 15000000 : 0) << week;
  }
  EXPECT_EQ(books.of("capital_cents", 5), 35400000);
  EXPECT_EQ(books.of("capital_cents", 6), -700000);
}

// With 361000 EUR more at the start, 13.719 weeks of purchases, the eighth consignment can still be paid.
TEST(Money, MoreCapitalLastsLonger) {
  const Books books("all_lost", {"money.start_weeks=13.719047619047619"});
  EXPECT_EQ(books.of("capital_cents", 6), 35400000);
  EXPECT_EQ(books.of("shipped_g", 7), 100000);
  EXPECT_EQ(books.of("shipped_g", 8), 0);
}

// In debt at the end of weeks 6 to 13, counted from 0: eight in a row. Plans end and creditors bear 7000 EUR.
TEST(Money, WhoIsInDebtForLongGivesUp) {
  const Books books("all_lost");
  for (std::size_t week = 0; week < 20; ++week) {
    EXPECT_EQ(books.of("given_up_count", week), week == 13 ? 1 : 0) << week;
    EXPECT_EQ(books.received("creditors", week), week == 13 ? -700000 : 0) << week;
    EXPECT_EQ(books.of("planned_g", week), week < 14 ? 100000 : 0) << week;
    EXPECT_EQ(books.of("active_organisation_weeks", week), week < 13 ? 1 : 0) << week;
  }
  EXPECT_EQ(books.of("capital_cents", 13), 0);
}

// Of 20 consignments all are sent, however deep the debt: 20 x 361000 EUR.
TEST(Money, UnlimitedMoneyIsCountedAndStopsNobody) {
  const Books books("all_lost", {"money.rule=unlimited"});
  EXPECT_EQ(books.total("shipped_g"), 20.0 * 100000.0);
  EXPECT_EQ(books.received("founders", 0), 0);
  EXPECT_EQ(books.of("capital_cents", 19), -20 * 36100000);
  EXPECT_EQ(books.total("given_up_count") + books.total("no_money_g"), 0.0);
  const Books rich("all_lands", {"money.rule=unlimited"});
  EXPECT_EQ(rich.of("capital_cents", 19), 20 * 5900000);
}

// Lots of 40 kg at most: 100 kg go in three, which cost three times the fixed cost and three arrests.
TEST(Money, EachLotHasItsCosts) {
  const Books books("all_lost", {"methods.box.largest_lot_kg=40", "consignments.largest_size_kg=1000"});
  EXPECT_EQ(books.received("carriers", 0), 1000000 + 3 * 100000);
  EXPECT_EQ(books.received("arrests", 0), 3 * 15000000);
}

// Half of 2520000 EUR at the start, and the rate stays what it was.
TEST(Money, SmallerFirstCapitalIsPaidInByFounders) {
  EXPECT_EQ(Books("all_lands", {"money.start_weeks=6"}).received("founders", 0), -126000000);
}

}  // namespace
}  // namespace waterbed
