// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "sim/world/state.hpp"

namespace waterbed {

inline constexpr std::array<std::string_view, 3> organisation_purposes{
    "organisations.size", "organisations.home", "organisations.tie"};

// Draws the organisations of a replicate: shares in the flow (lognormal, normalised), homes (by weight) and
// ties. Each organisation makes ties/2 ties on average with others drawn at random; a tie serves both sides,
// so that their mean number is `ties`.
// Draws: "organisations.size", "organisations.home" by organisation; "organisations.tie" by organisation,
// tie.
void draw_organisations(const World& world, State& state);

}  // namespace waterbed
