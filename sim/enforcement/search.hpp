// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sim/week/step.hpp"

// Physical search of what a scan holds to be suspicious. It comes after the scan, not beside it: a load is
// found only where it was examined, recognised, searched and found in the search. Source: MODEL, "Entry".
//
// The scan selects false_alarm x examined units (loads are few beside false alarms); teams search a share
// min(1, capacity / selected) of them, without telling alarms apart. One scan has one search at most; more
// teams are more capacity.
//
// Parameters and functions only; the instrument that is searched after calls them in the phase Direct. Reads
// effective, budgets. No draws. false_alarm .02 (.005 to .1) and found_if_searched .95 (.8 to 1) are
// assumptions.
namespace waterbed {

struct SearchParams {
  std::string agency;
  std::string after;
  UnitsPerWeek capacity;
  Share false_alarm{0.02};
  Probability found_if_searched{0.95};

  void describe(FieldVisitor& fields);
};

// Share of selected units that is searched.
[[nodiscard]] double searched_share(double capacity, double selected_units);

// Chance that a load recognised by `instrument`, which examined so many units this week, is found: 1 where
// no search comes after it.
[[nodiscard]] double found_after_scan(std::string_view instrument, double examined_units, const State& state);

[[nodiscard]] Mechanism search_mechanism();

}  // namespace waterbed
