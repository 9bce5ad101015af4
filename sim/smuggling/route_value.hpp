// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>  // sqrt is exact

#include "sim/base/math.hpp"
#include "sim/smuggling/choice_kernel.hpp"

// What a consignment is worth by one route, and in how many lots it would go. Shared by the choice and by
// those who need a single value (the outside option, departures), so that all get the same bits.
namespace waterbed {

// A consignment has at most this many lots.
constexpr int most_lots = 256;

struct RouteOffer {
  float survival;   // believed chance that a small lot lands
  float net_price;  // (1 - phi) V, EUR/kg
  float unit_cost;  // K + tau, EUR/kg
  float lot_cost;   // EUR per lot
  float lot_cap;    // kg
};

struct RouteValue {
  float value;  // U, EUR per kg shipped
  int lots;     // n
};

// n = max(ceil(Q / q_max), floor(r + u)), r = sqrt(s (1 - s)) / sqrt(s_ref (1 - s_ref)): lots of a
// risk-averse sender relative to the usual lot. U = (1 - s) (1 - phi) V - K - tau - (lot costs + s
// arrest_loss) / q, where a lot of q = Q / n kilograms lands with chance 1 - s = survival x exp(-k q).
WATERBED_INLINE RouteValue route_value(const RouteOffer& offer, const KernelCoefficients& coefficients,
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
  const float landing = offer.survival * exp(-coefficients.size_effect * lot);
  const float costs = (offer.lot_cost + (1.0F - landing) * coefficients.arrest_loss) / lot;
  return {landing * offer.net_price - offer.unit_cost - costs, lots};
}

}  // namespace waterbed
