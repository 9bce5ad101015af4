// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/money_tally.hpp"

#include "sim/base/check.hpp"

namespace waterbed {
namespace {

SeriesSpec by_period(const char* name, const char* units, const char* long_name) {
  return {name, units, long_name, {Axis::period}, *units == '1'};
}

// So that sums over organisations and accounts stay within the range of whole numbers.
constexpr std::int64_t largest_cents = std::int64_t{1} << 61;

void add_checked(std::int64_t& sum, Cents amount) {
  WATERBED_CHECK(amount.value > -largest_cents && amount.value < largest_cents);
  sum += amount.value;
  WATERBED_CHECK(sum > -largest_cents && sum < largest_cents);
}

}  // namespace

MoneyTally::MoneyTally(SeriesList& list)
    : money_(list.declare({"money_cents",
                           "cent",
                           "what an account received from organisations, less what it paid them",
                           {Axis::period, Axis::account},
                           false})),
      capital_(list.declare(by_period("capital_cents", "cent",
                                      "working capital of all organisations at the end of the period"))),
      no_money_(list.declare(by_period("no_money_g", "g",
                                       "mass of consignments not shipped because their organisation could "
                                       "not pay for them"))),
      no_labour_(list.declare(
          by_period("no_labour_g", "g", "mass of consignments not shipped for want of a crew or skipper"))),
      given_up_(list.declare(by_period("given_up_count", "1", "organisations that gave up, in debt"))),
      this_week_(account_count, 0) {}

void MoneyTally::count(const State& state, Week week, const Counting& counting) {
  const Index period = counting.periods.of(week);
  std::int64_t sum = 0;
  for (const Cents capital : state.money.capital) add_checked(sum, capital);
  count_capital(sum, period, counting.list);
  for (std::size_t account = 0; account < account_count; ++account) {
    add_checked(sum, state.money.received[account]);
    this_week_[account] = (state.money.received[account] - received_before_[account]).value;
    counting.list.add(money_, period, account, this_week_[account]);
  }
  received_before_ = state.money.received;
  WATERBED_CHECK(sum == 0);
  count_wants(state.consignments, counting);
  counting.list.add(given_up_, period, 0, state.organisations.given_up);
}

// By week of the plan, as all that is not shipped.
void MoneyTally::count_wants(const Consignments& consignments, const Counting& counting) const {
  for (std::size_t number = 0; number < consignments.why.size(); ++number) {
    const bool wants_money = consignments.why[number] == NotShipped::no_money;
    if (!wants_money && consignments.why[number] != NotShipped::no_labour) continue;
    counting.list.add(wants_money ? no_money_ : no_labour_, counting.periods.of(consignments.planned[number]),
                      0, consignments.size[number].value);
  }
}

// A series only adds: each week adds what has changed since the last one of the period.
void MoneyTally::count_capital(std::int64_t capital, Index period, SeriesList& list) {
  if (period != period_) counted_capital_ = 0;
  period_ = period;
  list.add(capital_, period, 0, capital - counted_capital_);
  counted_capital_ = capital;
}

}  // namespace waterbed
