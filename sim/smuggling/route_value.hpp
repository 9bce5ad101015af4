// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>  // sqrt is exact

#include "sim/base/math.hpp"
#include "sim/smuggling/premium.hpp"
#include "sim/world/lot_key.hpp"

// What a consignment is worth by one route, and in how many lots it would go. Shared by the choice and by
// the outside option, so that both get the same bits.
namespace waterbed {

// EUR per lot where nobody can be hired: more than any load is worth, yet finite, so that no premium divides
// infinities.
constexpr float nobody_to_hire = 1e30F;

// What is the same for all consignments of a week.
struct ValueCoefficients {
  float theta;        // kg/EUR
  float arrest_loss;  // EUR per lot lost
  float size_effect;  // 1/kg
  float split_scale;  // 1 / sqrt(s_ref (1 - s_ref)); 0: no splitting for risk
  double nest_scale;  // nu
  PremiumTerms premium{};
};

struct RouteOffer {
  float survival;           // believed chance that a small lot lands
  float net_price;          // (1 - phi) V, EUR/kg
  float unit_cost;          // K + tau, EUR/kg
  float lot_cost;           // EUR per lot
  float lot_cap;            // kg
  float risk_price = 0.0F;  // see LotAtRisk
};

struct RouteValue {
  float value;    // U, EUR per kg shipped
  int lots;       // n
  float landing;  // 1 - s of a lot as it would go
};

// n = max(ceil(Q / q_max), floor(r + u)), r = sqrt(s (1 - s)) / sqrt(s_ref (1 - s_ref)): lots of a
// risk-averse sender relative to the usual lot. U = (1 - s) (1 - phi) V - K - tau - (lot costs + s
// arrest_loss) / q - premium, where a lot of q = Q / n kilograms lands with chance 1 - s = survival x exp(-k
// q).
template <PremiumKind kind = PremiumKind::neutral>
WATERBED_INLINE RouteValue route_value(const RouteOffer& offer, const ValueCoefficients& coefficients,
                                       float kilograms, float split_uniform) {
  const float loss = 1.0F - offer.survival;
  const float spread = std::sqrt(loss * offer.survival);
  const float appetite = spread * coefficients.split_scale + split_uniform;
  const int wanted = static_cast<int>(appetite < most_lots ? appetite : most_lots);
  const float fill = kilograms / offer.lot_cap;
  int needed = static_cast<int>(fill);
  needed += static_cast<float>(needed) < fill ? 1 : 0;
  const int at_least_one = needed > 1 ? needed : 1;
  const int lots = wanted > at_least_one ? wanted : at_least_one;
  const float lot = kilograms / static_cast<float>(lots);
  const float exponent = -coefficients.size_effect * lot;
  const float landing = exponent == 0.0F ? offer.survival : offer.survival * exp(exponent);
  const float costs = (offer.lot_cost + (1.0F - landing) * coefficients.arrest_loss) / lot;
  const float value = landing * offer.net_price - offer.unit_cost - costs;
  if constexpr (kind == PremiumKind::neutral) {
    return {value, lots, landing};
  } else {
    const float spent = offer.unit_cost + offer.lot_cost / lot;
    const LotAtRisk at_risk{1.0F - landing, lot, offer.risk_price, offer.net_price - spent,
                            spent + coefficients.arrest_loss / lot};
    return {value - premium<kind>(at_risk, coefficients.premium), lots, landing};
  }
}

// Calls `call` with the kind as a template argument.
template <class Call>
WATERBED_INLINE auto with_premium(PremiumKind kind, const Call& call) {
  switch (kind) {
    case PremiumKind::cara:
      return call.template operator()<PremiumKind::cara>();
    case PremiumKind::threshold:
      return call.template operator()<PremiumKind::threshold>();
    case PremiumKind::salience:
      return call.template operator()<PremiumKind::salience>();
    case PremiumKind::neutral:
      break;
  }
  return call.template operator()<PremiumKind::neutral>();
}

}  // namespace waterbed
