// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/week/step.hpp"

// A scanner: examines legal units of one stream at its places, chosen by risk targeting.
// Source: MODEL, "Entry". Targeting quality is a discriminability in standard deviations (binormal receiver
// operating characteristic); 1.25 makes 2 % of examined units hold 19 % of the loads, a lift of 9.5, within
// the 7 to 40 that published shares inspected and detected imply.
//
// Phase Direct. Reads effective, hit_rates; writes controls.entry_pass, scan_pass, examined_units. No draws.
namespace waterbed {

struct ScannerParams {
  std::string agency;
  std::vector<std::string> places;
  std::string stream;
  UnitsPerWeek capacity;
  Number targeting_quality{1.25};  // range 0 to 2; +.5 with shared data
  Share random_share{0.1};         // eps

  void describe(FieldVisitor& fields);
};

// Share of lots examined when a share x of legal units is examined with targeting quality d and a share eps
// of them at random: (1 - eps) Phi(d + Phi^-1(x)) + eps x.
[[nodiscard]] double examined_share_of_lots(double x, double d, double eps);

// The strata that the scanner covers, in the order of the world.
[[nodiscard]] std::vector<std::size_t> strata_of(const ScannerParams& scanner, const World& world,
                                                 const State& state);

[[nodiscard]] Mechanism scanner_mechanism();

}  // namespace waterbed
