// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// The parts of a route's value that are the same for all organisations: prices, costs, wages, the pull of
// legal traffic, what an insider's help takes off the loss. Source: MODEL, "Value of a route" and "Choice".
//
// Phase Plan. Reads effective, labour, controls, the beliefs' reference and helped losses; writes
// route_terms. No draws.
namespace waterbed {

// Freight by a route of this method: its own, and that from the entry place to the market, EUR/kg.
[[nodiscard]] inline double freight_of(const Routes& routes, std::size_t route, const MethodParams& method,
                                       const InlandParams& inland) {
  return method.freight.value() + inland.freight.value() * routes.inland_km[route];
}

void price_routes(const World& world, State& state, Week week);

[[nodiscard]] Mechanism prices_mechanism();

}  // namespace waterbed
