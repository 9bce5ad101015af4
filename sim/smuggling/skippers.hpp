// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/smuggling/labour_market.hpp"

// Skippers of small craft on a stretch of coast who pick lots up at sea, shared by all organisations. Only so
// many boats there could, and only some skippers would: more where their trade earns little, fewer where they
// are spoken to early. So a coast takes a bounded flow, whatever else is closed. One who is arrested loses
// the boat for that time; others take the place, as the wage invites and boats allow (labour_market.hpp).
//
// Start: adds the pools. Phase Direct, step `open_skippers`: sets this week's terms. Phase Settle, step
// `arrest_skippers`. Phase Renew, step `refill_skippers`. All read and write labour. Draws:
// "skippers.arrests" by pool, week. Numbers are assumptions: wage 50000 EUR (10000 to 150000), 2 % of 100
// craft (.5 to 10 %), hazard .002 a week (0 to .01).
namespace waterbed {

struct SkipperParams {
  PoolTerms terms{.wage = Euros{50000}};
  Number craft{100};
  Share willing{0.02};
  Number stress{0};
  Share outreach{0};
  Probability arrest_hazard{0.002};

  [[nodiscard]] static LabourKind labour_kind() { return LabourKind::skipper; }
  // Those who would at the wage of the start.
  [[nodiscard]] double people() const {
    return craft.value() * willing.value() * (1.0 + stress.value()) * (1.0 - outreach.value());
  }
  void describe(FieldVisitor& fields);
};

[[nodiscard]] Mechanism skippers_mechanism();

}  // namespace waterbed
