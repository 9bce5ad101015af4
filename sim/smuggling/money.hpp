// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// The books of organisations: every payment has another side, an account, and is posted to both in whole
// cents, rounded once. Goods, freight, fixed costs and labour are paid when a consignment leaves; a lot that
// lands brings its price, of which crews, and those who sell codes, get the method's share; a lot that is
// lost costs arrests. Books are always kept. Under the rule `limited` capital also decides: founders pay in
// some weeks of usual purchases, nobody ships what it cannot pay (funds.hpp), part of what is beyond some
// weeks of purchases is withdrawn, and who is in debt for long gives up. Creditors then bear the debt and get
// what still comes in. Usual purchases are the mass that an organisation plans a week, at the source price
// and freight of the cheapest route. Source: MODEL, "Money"; the weeks and shares are assumptions.
//
// Start: first capital. Phase Move, step `pay_departures`: reads consignments, labour, controls, effective.
// Phase Settle, step `settle_accounts`: reads endings, effective; writes organisations (activity, left,
// wakes, given_up). Both write money. No draws.
namespace waterbed {

enum class MoneyRule { unlimited, limited };

struct MoneyParams {
  MoneyRule rule = MoneyRule::unlimited;
  Weeks start{12};        // range 2 to 52
  Weeks kept{12};         // range 4 to 52
  Share withdrawn{0.05};  // a week, range 0 to .2
  Weeks debt{8};          // range 2 to 26

  void describe(FieldVisitor& fields);
};

[[nodiscard]] Mechanism money_mechanism();

}  // namespace waterbed
