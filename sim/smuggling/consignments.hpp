// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/smuggling/choice.hpp"
#include "sim/week/step.hpp"

// What organisations plan to send in a week: how many consignments, and how big.
// Source: MODEL, "Consignments". The default sizes (mean 326 kg, 48 % below 100 kg, 7 % above 1 t) are of the
// order of the seized lots of Rotterdam 2021 (mean 364 kg, 36 % below 100 kg, 11 % above 1 t).
//
// Phase Plan. Reads organisations, effective; writes consignments (all but route and lots), and keeps those
// of last week that wait.
// Draws: "consignment" by organisation, week, k: two words for the time to the next consignment, two for
// size.
namespace waterbed {

enum class ConsignmentDraw { poisson, one_a_week };

struct ConsignmentParams {
  ConsignmentDraw draw = ConsignmentDraw::poisson;
  TonnesPerYear attempted_flow{900};  // range 450 to 1500, derived from recorded seizures
  Kilograms median_size{110};
  Number size_sigma{1.55};
  Kilograms largest_size{8000};

  void describe(FieldVisitor& fields);
};

// Mean size of a consignment: the mean of a lognormal redrawn above the cap.
[[nodiscard]] double mean_consignment_kg(const ConsignmentParams& params);

// Mean mass that an organisation with this share in the flow plans a week, in usual activity.
[[nodiscard]] double planned_kg_a_week(const ConsignmentParams& params, const ChoiceParams& choice,
                                       double flow_share);

[[nodiscard]] Mechanism consignments_mechanism();

}  // namespace waterbed
