// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/smuggling/labour_market.hpp"

// Employees at an entry place who help for money, shared by all organisations. One of a terminal moves boxes;
// one of a release office gives the release code as well, so that none is bought. Their help averts a share
// of what examining would find and of the failures of extraction. They are found out by investigations or
// screened out by their employer; a programme of integrity lowers how many would like to help. Others are
// recruited in their place, as the wage invites (labour_market.hpp). So hardening a terminal makes them more
// wanted there, as far as the flow stays, and closing a release chain ends the need for those of the office.
//
// Start: adds the pools. Phase Direct, step `open_insiders`: sets this week's terms and help. Phase Settle,
// step `arrest_insiders`: arrests, then screening. Phase Renew, step `refill_insiders`. All read and write
// labour. Draws: "insiders.arrests", "insiders.screening" by pool, week. Source: MODEL section 9: help .3 and
// .6, hazard .005 a week (.001 to .02), wage 20000 EUR; all are assumptions.
namespace waterbed {

enum class InsiderKind { terminal, release };

struct InsiderParams {
  InsiderKind kind = InsiderKind::terminal;
  PoolTerms terms{};
  Number people{10};
  Probability arrest_hazard{0.005};  // range .001 to .02
  Probability screened_out{0};
  Share integrity{0};
  Share entry_help{0.3};
  Share extraction_help{0.6};

  [[nodiscard]] LabourKind labour_kind() const {
    return kind == InsiderKind::terminal ? LabourKind::terminal_insider : LabourKind::release_insider;
  }
  void describe(FieldVisitor& fields);
};

[[nodiscard]] Mechanism insiders_mechanism();

}  // namespace waterbed
