// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/week/step.hpp"

// Agencies that work together: they believe each other's finds, look at scans together, and spend one budget.
// Source: MODEL, "Co-operation". What is shared are finds by origin and stream, because partners stand at
// different places: a load from one port at Antwerp tells Rotterdam of that port.
//
// Parameters and functions only; who directs calls them. No draws.
namespace waterbed {

struct CooperationParams {
  std::string title;
  std::vector<std::string> agencies;
  Share pooling{0};          // off; 1: the partners' finds count as one's own
  Number targeting_gain{0};  // off; .5 with shared images and analysts (assumption, 0 to 1)
  Share joint_budget{0};     // off

  void describe(FieldVisitor& fields);
};

// The partners' finds and examined units in one stream, weighted by `pooling`, by origin (place).
struct PartnerCounts {
  std::vector<double> hits;
  std::vector<double> examined;
};
// Empty arrays where nobody pools with `agency`.
[[nodiscard]] PartnerCounts partner_counts(std::string_view agency, Index stream, const World& world,
                                           const State& state);

// What co-operation adds to the targeting quality of an agency's instruments.
[[nodiscard]] double targeting_gain(std::string_view agency, const State& state);

// An instrument's part in a joint budget.
struct BudgetPart {
  std::string_view agency;
  std::string_view stream;  // capacity of one stream cannot serve another
  double capacity;          // units a week
  double promise;           // finds it expects if it examines everything
};
// The capacities after sharing: each partner gives the share `joint_budget` of its own into a pool, which is
// divided by what each promises. Capacities of one co-operation and stream keep their sum.
[[nodiscard]] std::vector<double> share_budgets(const std::vector<BudgetPart>& parts,
                                                const Named<CooperationParams>& cooperations);

[[nodiscard]] Mechanism cooperation_mechanism();

}  // namespace waterbed
