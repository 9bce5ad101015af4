// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/week/step.hpp"

// Screening of parcels at post hubs. Only parcels announced by advance electronic data can be targeted; of
// the rest the same share is examined at random. With a share a announced and a share x of parcels examined,
//   share of lots examined = a Phi(d + d_method + Phi^-1(x)) + (1 - a) x.
// Source: MODEL, "Entry", with 1 - a in the place of eps. Advance data are due since 2021 for postal items
// with goods: Universal Postal Union, Convention Regulations, article 08-002; EU import control system 2.
//
// Phase Direct. Reads effective, hit_rates, budgets; writes controls.scan_pass, examined_units,
// hit_rates.agency. No draws of its own; its agency's rule may draw (deployment.hpp). advance_data .8 (.4 to
// 1) is an assumption: the duty is general, compliance differs between posts of origin.
namespace waterbed {

struct ParcelScreeningParams {
  std::string agency;
  std::vector<std::string> places;
  std::string stream;
  UnitsPerWeek capacity;
  Number targeting_quality{1.25};  // range 0 to 2
  Share advance_data{0.8};

  void describe(FieldVisitor& fields);
};

[[nodiscard]] Mechanism parcel_screening_mechanism();

}  // namespace waterbed
