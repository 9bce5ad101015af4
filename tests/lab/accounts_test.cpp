// SPDX-License-Identifier: Apache-2.0
// Cases 14, 6 and 7 of the model, end to end: the accounts of a known displacement, and what seizures alone
// say of it.
#include "tests/support/accounts.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "sim/stats/quotients.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr std::size_t organisations = 10000 / test::times_smaller;
constexpr double weeks = 40.0;
constexpr double consignments = weeks * organisations;  // of 1 kg

// One run of lab/accounts.yaml. Amounts are shares of what is planned: case 14's per 200.
class AccountsLab : public testing::Test {
 protected:
  static const test::Results& results() {
    static const test::Results run(
        test::experiment_of("lab/accounts.yaml", test::with_organisations(organisations)), 0);
    return run;
  }
  static const test::Accounts& accounts() {
    static const test::Accounts pair(results().result().pairs[0]);
    return pair;
  }
  static double share(std::int64_t grams) { return static_cast<double>(grams) / (1000.0 * consignments); }
  static double drawn(const std::string& term) { return share(accounts().sum(term, 0)); }
  static double expected(const std::string& term) { return share(accounts().sum(term, 1)); }
  static double total(const std::string& term) { return share(accounts().total(term)); }

  // Amount of a term of which a consignment is 1 with probability `plus`, -1 with probability `minus`.
  static void expect_term(double amount, double plus, double minus = 0.0) {
    const double mean = plus - minus;
    EXPECT_NEAR(amount, mean, 4.0 * std::sqrt((plus + minus - mean * mean) / consignments));
  }
};

TEST_F(AccountsLab, ShipsItsSharesInBothArms) {
  const std::array<std::array<double, 2>, 2> shares{{{.5, .375}, {.3, .525}}};
  for (std::size_t arm = 0; arm < shares.size(); ++arm)
    for (std::size_t lane = 0; lane < 2; ++lane)
      expect_term(results().by_lane(arm, "shipped_count")[lane] / consignments, shares[arm][lane]);
}

// Lane by lane: first, other, not shipped, not planned. Of A's 100 through R 60 stay, 30 go to the other
// place, 10 nowhere; the others' 75 and 25 stay as they are.
TEST_F(AccountsLab, MovesOutOfROnly) {
  const std::array<std::array<double, 4>, 4> shares{
      {{.3, .15, .05, 0.0}, {0.0, .375, 0.0, 0.0}, {0.0, 0.0, .125, 0.0}, {0.0, 0.0, 0.0, 0.0}}};
  for (std::size_t row = 0; row < 4; ++row)
    for (std::size_t column = 0; column < 4; ++column)
      expect_term(share(accounts().cells("shift_g")[row * 4 + column]), shares[row][column]);
}

// A lot keeps its luck, in either place: of those that stay in R .1 are stopped in B only, and those that
// move land, or are stopped, in both arms.
TEST_F(AccountsLab, ExplainsWhatIsKeptOutAsDrawn) {
  expect_term(drawn("kept_out_g"), .21);
  expect_term(drawn("displaced_g"), .15 * .9);
  expect_term(drawn("displaced_stopped_g"), .15 * .1);
  expect_term(total("deterred_g"), .05);
  expect_term(drawn("intercepted_g"), .3 * .1, (.15 + .05) * .1);
  expect_term(drawn("really_gone_g"), .3 * .1 + .05 * .9);
  EXPECT_EQ(drawn("outside_g"), 0.0);
  EXPECT_EQ(total("still_under_way_g"), 0.0);
  accounts().expect_no_residuals();
}

// To the gram what follows from who goes where: .9 of what is shipped lands, .8 of it through R in B.
TEST_F(AccountsLab, ExplainsWhatIsKeptOutAsExpected) {
  const test::Cells& shift = accounts().cells("shift_g");
  const std::int64_t stays = shift[0];
  const std::int64_t moves = shift[1];
  const std::int64_t given_up = shift[2];
  const auto tenths = [](std::int64_t grams, std::int64_t count) { return grams / 10 * count; };
  EXPECT_EQ(accounts().sum("kept_out_g", 1), tenths(stays, 1) + tenths(moves + given_up, 9));
  EXPECT_EQ(accounts().sum("displaced_g", 1), tenths(moves, 9));
  EXPECT_EQ(accounts().sum("displaced_stopped_g", 1), tenths(moves, 1));
  EXPECT_EQ(accounts().sum("intercepted_g", 1), tenths(stays, 2) - tenths(stays + moves + given_up, 1));
  EXPECT_EQ(accounts().sum("outside_g", 1), 0);
}

// 27, 3, 10 and 2 of 42, and 15 really gone. A ratio r of the means of x and d varies as x - r d does. Of a
// consignment d is 0 or 1 with the mean .21 and x no more often not 0: the root of the mean square of x - r d
// is at most (1 + r) sqrt(.21).
TEST_F(AccountsLab, GivesTheSharesOfCase14) {
  const auto expect_ratio = [](double term, double kept_out, double ratio) {
    EXPECT_NEAR(term / kept_out, ratio, 4.0 * (1.0 + ratio) / std::sqrt(.21 * consignments));
  };
  const double d_drawn = drawn("kept_out_g");
  const double d_expected = expected("kept_out_g");
  expect_ratio(drawn("displaced_g"), d_drawn, 27.0 / 42.0);
  expect_ratio(expected("displaced_g"), d_expected, 27.0 / 42.0);
  expect_ratio(drawn("displaced_stopped_g"), d_drawn, 3.0 / 42.0);
  expect_ratio(expected("displaced_stopped_g"), d_expected, 3.0 / 42.0);
  expect_ratio(total("deterred_g"), d_drawn, 10.0 / 42.0);
  expect_ratio(total("deterred_g"), d_expected, 10.0 / 42.0);
  expect_ratio(drawn("intercepted_g"), d_drawn, 2.0 / 42.0);
  expect_ratio(expected("intercepted_g"), d_expected, 2.0 / 42.0);
  expect_ratio(drawn("really_gone_g"), d_drawn, 15.0 / 42.0);
  expect_ratio(expected("really_gone_g"), d_expected, 15.0 / 42.0);
}

// Case 6: R's flow falls to .6 of what it was, its recorded seizures rise to 1.2. Of a consignment, stopped
// in R in A (x, probability .05) and in B (y, .06), in both with .03, y - 1.2 x has the variance .06 - 2.4 x
// .03 + 1.44 x .05 = .06.
TEST_F(AccountsLab, HasMoreSeizuresOfASmallerFlow) {
  const auto ratio = [](const char* series) {
    return results().by_lane(1, series)[0] / results().by_lane(0, series)[0];
  };
  EXPECT_NEAR(ratio("recorded_g"), 1.2, 4.0 * std::sqrt(.06 / consignments) / .05);
  EXPECT_NEAR(ratio("shipped_g"), .6, 4.0 * std::sqrt(.5 * .6 * .4 / consignments) / .5);
}

// Kilograms recorded in lab/quotients.yaml by target, displaced and control, before and after the measure.
std::array<double, 6> recorded_kg() {
  ScenarioOptions options = test::with_organisations(organisations);
  options.arms = {"dearer"};
  const test::Results results(test::experiment_of("lab/quotients.yaml", options), 0);
  EXPECT_EQ(results.layout().periods.size(), 20U);
  EXPECT_EQ(results.layout().periods[10].start_day, 11869);  // 2002-07-01
  const test::Cells& cells = results.cells(0, "recorded_g");
  std::array<double, 6> sums{};
  for (std::size_t cell = 0; cell < cells.size(); ++cell)
    sums[2 * (cell % 3) + (cell / 3 < 10 ? 0 : 1)] += static_cast<double>(cells[cell]) / 1000.0;
  return sums;
}

stats::AreaCounts areas(const std::array<double, 6>& counts) {
  return {{counts[0], counts[1]}, {counts[2], counts[3]}, {counts[4], counts[5]}};
}

// Standard error of a quotient of counts that vary as Poisson numbers do, which is no less than counts of a
// fixed whole do: the slope along each, by a small difference, squared times its variance.
template <class Quotient>
double standard_error(const Quotient& quotient, const std::array<double, 6>& counts) {
  double variance = 0.0;
  for (std::size_t count = 0; count < counts.size(); ++count) {
    std::array<double, 6> moved = counts;
    moved[count] += 1.0;
    const double slope = *quotient(areas(moved)) - *quotient(areas(counts));
    variance += slope * slope * counts[count];
  }
  return std::sqrt(variance);
}

// Case 7. 130 weeks of one kilogram from every organisation are 425; half of what is shipped is on record.
TEST(QuotientsLab, ComeOutOfRecordedSeizures) {
  const std::array<double, 6> counts = recorded_kg();
  const double unit = 130.0 * organisations / 425.0 / 2.0;
  const std::array<double, 6> flows{100.0, 60.0, 50.0, 62.0, 200.0, 210.0};
  for (std::size_t count = 0; count < counts.size(); ++count)
    EXPECT_NEAR(counts[count], flows[count] * unit, 4.0 * std::sqrt(flows[count] * unit)) << count;
  const stats::AreaCounts seized = areas(counts);
  EXPECT_NEAR(*stats::weighted_displacement_quotient(seized), -.2111,
              4.0 * standard_error(stats::weighted_displacement_quotient, counts));
  EXPECT_NEAR(*stats::total_net_effect(seized), 35.5 * unit,
              4.0 * standard_error(stats::total_net_effect, counts));
}

}  // namespace
}  // namespace waterbed
