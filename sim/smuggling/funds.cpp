// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/funds.hpp"

#include <algorithm>

#include "sim/smuggling/bill.hpp"

namespace waterbed {
namespace {

void refuse(std::size_t consignment, Consignments& consignments) {
  consignments.route[consignment] = none;
  consignments.lots[consignment] = 0;
  consignments.insider[consignment] = none;
  consignments.helped[consignment] = 0;
  consignments.why[consignment] = NotShipped::no_money;
}

void check_funds(const World& world, State& state, Week) {
  if (!state.money.limits) return;
  Consignments& consignments = state.consignments;
  const Billing billing(world, state);
  for (std::size_t organisation = 0; organisation < state.money.capital.size(); ++organisation) {
    Cents left = state.money.capital[organisation];
    const std::size_t end = consignments.begin[organisation + 1];
    for (std::size_t number = consignments.begin[organisation]; number < end; ++number) {
      if (consignments.route[number] == none) continue;
      const Cents most =
          std::max(billing.of(number, consignments.helped[number]).total(), billing.of(number, 0).total());
      if (left < most)
        refuse(number, consignments);
      else
        left -= most;
    }
  }
}

}  // namespace

Mechanism funds_mechanism() {
  return {.name = "funds", .steps = {{"check_funds", Phase::plan, check_funds, {"choose_routes"}}}};
}

}  // namespace waterbed
