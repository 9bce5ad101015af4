// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// The parts of a route's value that are the same for all organisations: prices, costs, the pull of legal
// traffic. Source: MODEL, "Value of a route" and "Choice".
//
// Phase Plan. Reads effective, the beliefs' reference loss; writes route_terms. No draws.
namespace waterbed {

void price_routes(const World& world, State& state, Week week);

[[nodiscard]] Mechanism prices_mechanism();

}  // namespace waterbed
