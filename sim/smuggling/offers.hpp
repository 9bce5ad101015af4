// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/smuggling/beliefs.hpp"
#include "sim/smuggling/route_value.hpp"

// What each route offers a consignment in a week, with the help of an insider and without: the terms that are
// the same for all, put together with what its organisation believes. Phase Plan, called by the choice.
namespace waterbed {

// From the parameters in force.
[[nodiscard]] ValueCoefficients coefficients_of(const State& state);

// One consignment, as far as its value goes.
struct Load {
  float kilograms;
  float split_uniform;
  float contact_cost = 0.0F;  // EUR per kg shipped, of a contact that has to be made for the route
};

struct BestOffer {
  RouteValue value;
  bool hires = false;           // an insider
  double gain_eur_per_lot = 0;  // what the insider's help is worth beyond the wage
};

// The better of going with an insider and without, by a route.
[[nodiscard]] BestOffer best_offer(const RouteTerms& terms, const Survival& survival, std::size_t route,
                                   const ValueCoefficients& coefficients, const Load& load);

}  // namespace waterbed
