// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/week/step.hpp"

// Patrols at sea: ships and aircraft that look for boats in the waters before their places. Random search: in
// `hours` a patrol sweeps hours x sweep of the area, on paths that know nothing of each other, so that a boat
// stays unseen with chance exp(-hours x sweep x seen_if_swept / area). Source: MODEL, "Patrols"; Koopman
// (1946), Search and Screening, OEG report 56, chapter 2.
//
// A boat that was swept and not noticed can be noticed at the next sweep; hence seen_if_swept stands inside
// the exponent. It is 1 where `sweep` is speed x effective sweep width, which already counts what is
// overlooked; give less where it is speed x breadth looked over. Area and hours are those of all its places
// together.
//
// Phase Direct. Reads effective, budgets; writes controls.entry_pass. No draws. Numbers: hours, sweep and
// area are the scenario's; there is no common value.
namespace waterbed {

struct PatrolParams {
  std::string agency;
  std::vector<std::string> places;   // empty: all
  std::vector<std::string> methods;  // empty: all that use no legal traffic
  HoursPerWeek effort;
  SquareKilometresPerHour sweep;
  SquareKilometres area;
  Probability seen_if_swept{1};

  void describe(FieldVisitor& fields);
};

// Chance that a boat which crosses the area is found.
[[nodiscard]] double found_by_patrol(const PatrolParams& patrol, double budget_factor);

[[nodiscard]] Mechanism patrol_mechanism();

}  // namespace waterbed
