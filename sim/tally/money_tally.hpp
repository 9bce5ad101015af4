// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/tally/series_list.hpp"
#include "sim/world/state.hpp"

// The books of organisations (mechanism `money`): what each account received by week, what capital is left,
// how much was not shipped for want of money or labour, and how many gave up. Every week it checks that
// capital and what all accounts have received cancel out to the cent, as every payment has two sides.
namespace waterbed {

class MoneyTally {
 public:
  // Declares its series.
  explicit MoneyTally(SeriesList& list);

  // Throws Broken where the books do not balance, or are too large for whole cents.
  void count(const State& state, Week week, const Counting& counting);

  // What each account received in the week counted last, cents.
  [[nodiscard]] const std::vector<std::int64_t>& received_this_week() const { return this_week_; }

 private:
  void count_wants(const Consignments& consignments, const Counting& counting) const;
  void count_capital(std::int64_t capital, Index period, SeriesList& list);

  SeriesList::Id money_, capital_, no_money_, no_labour_, given_up_;
  std::array<Cents, account_count> received_before_{};
  std::vector<std::int64_t> this_week_;
  // Of the period at hand.
  Index period_ = none;
  std::int64_t counted_capital_ = 0;
};

}  // namespace waterbed
