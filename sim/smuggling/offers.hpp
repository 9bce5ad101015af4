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

// What a route is worth where risk costs more than the expected loss.
[[nodiscard]] RouteValue value_with_premium(const RouteOffer& offer, const ValueCoefficients& coefficients,
                                            const Load& load);

struct BestOffer {
  RouteValue value;
  bool hires = false;           // an insider
  double gain_eur_per_lot = 0;  // what the insider's help is worth beyond the wage
};

WATERBED_INLINE RouteValue value_of(const RouteOffer& offer, const ValueCoefficients& coefficients,
                                    const Load& load) {
  if (coefficients.premium.kind == PremiumKind::neutral)
    return route_value(offer, coefficients, load.kilograms, load.split_uniform);
  return value_with_premium(offer, coefficients, load);
}

// The better of going with an insider and without, by a route.
WATERBED_INLINE BestOffer best_offer(const RouteTerms& terms, const Believed& believed, std::size_t route,
                                     const ValueCoefficients& coefficients, const Load& load) {
  RouteOffer offer{believed.plain,
                   terms.net_price[route],
                   terms.unit_cost[route] + load.contact_cost,
                   terms.lot_cost[route],
                   terms.lot_cap[route],
                   terms.risk_price.empty() ? 0.0F : terms.risk_price[route]};
  BestOffer best{value_of(offer, coefficients, load)};
  if (terms.hired_cost.empty()) return best;
  offer.survival = believed.hired;
  offer.lot_cost = terms.hired_cost[route];
  const RouteValue hired = value_of(offer, coefficients, load);
  if (!(hired.value > best.value.value)) return best;
  const double gain = static_cast<double>(hired.value) - static_cast<double>(best.value.value);
  return {hired, true, gain * static_cast<double>(load.kilograms) / hired.lots};
}

}  // namespace waterbed
