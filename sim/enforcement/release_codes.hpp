// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/week/step.hpp"

// Boxes that leave a terminal against a release code. Who uses such a method buys a code for each lot, unless
// an insider of an office gives it. A closed release chain needs no code that could be stolen or bought: the
// share of boxes it covers grows by measures, trade lane by trade lane, and takes that share of the method's
// traffic away; where all boxes are in it, nothing more is sent that way. Lots on the way when it closes
// still come out. Source: MODEL, "Extraction" (a closed chain ends the need for release insiders) and section
// 9 (a lot by code costs 100,000 EUR, or up to 500,000, where others cost 50,000).
//
// The price is beside the method's fixed_cost, which must then not hold it, too. Default 50,000 EUR a lot, an
// assumption (20,000 to 450,000): what MODEL's fixed cost of pin_code is above that of other methods.
//
// Phase Direct, behind `reset_controls`. Reads effective; writes controls.code_price, code_share. No draws.
namespace waterbed {

struct ReleaseCodesParams {
  std::vector<std::string> places, origins;  // empty: all
  std::vector<std::string> methods;          // at least one
  Euros price{50000};                        // per lot
  Share closed{0};

  void describe(FieldVisitor& fields);
};

[[nodiscard]] Mechanism release_codes_mechanism();

}  // namespace waterbed
