// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// The parts of a route's value that are the same for all organisations: prices, costs, wages, the pull of
// legal traffic, what an insider's help takes off the loss. Source: MODEL, "Value of a route" and "Choice".
//
// Phase Plan. Reads effective, labour, controls, the beliefs' reference loss; writes route_terms. No draws.
namespace waterbed {

void price_routes(const World& world, State& state, Week week);

[[nodiscard]] Mechanism prices_mechanism();

}  // namespace waterbed
