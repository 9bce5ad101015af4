// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/units.hpp"

namespace waterbed {

// Where money comes from and goes to, beside the organisations' working capital. Positive: has received.
enum class Account : std::int8_t {
  founders,      // pay in the first capital
  buyers,        // pay for what lands
  growers,       // sell at the source
  carriers,      // freight and the fixed cost of lots
  crews,         // shares of the landed price, wages of crews and skippers
  insiders,      // wages
  code_sellers,  // release codes
  go_betweens,   // what contacts cost
  arrests,       // what a lost lot costs beside the load
  confiscation,
  withdrawals,
  creditors  // bear the debts of those who give up
};
constexpr std::size_t account_count = 12;
constexpr std::array<const char*, account_count> account_names{
    "founders",     "buyers",      "growers", "carriers",     "crews",       "insiders",
    "code_sellers", "go_betweens", "arrests", "confiscation", "withdrawals", "creditors"};

// Working capital and the other side of every payment, in whole cents (mechanism `money`, and whoever pays).
struct Money {
  bool limits = false;                      // capital limits what is shipped, is withdrawn, and can run out
  std::vector<Cents> capital;               // by organisation
  std::vector<std::int32_t> weeks_in_debt;  // by organisation, in a row
  std::array<Cents, account_count> received{};  // since the beginning
};

// Throws Broken for an amount beyond 10^16 EUR or none at all, which whole cents cannot hold.
[[nodiscard]] inline Cents in_cents(double euros) {
  WATERBED_CHECK(euros > -1e16 && euros < 1e16);
  return {static_cast<std::int64_t>(euros * 100.0 + (euros < 0.0 ? -0.5 : 0.5))};
}

// Payments of organisations to accounts, added up apart from those of others.
using Received = std::array<Cents, account_count>;

// Throws Broken where a sum leaves the range of whole cents, as it can for prices that no one pays.
inline void add_to(Cents& sum, Cents amount) {
  WATERBED_CHECK(!__builtin_add_overflow(sum.value, amount.value, &sum.value));
}
inline void pay(Money& money, std::size_t organisation, Account to, Cents amount, Received& received) {
  if (amount == Cents{}) return;
  std::int64_t& capital = money.capital[organisation].value;
  WATERBED_CHECK(!__builtin_sub_overflow(capital, amount.value, &capital));
  add_to(received[static_cast<std::size_t>(to)], amount);
}
inline void pay(Money& money, std::size_t organisation, Account to, Cents amount) {
  pay(money, organisation, to, amount, money.received);
}

}  // namespace waterbed
