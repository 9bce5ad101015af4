// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/week/measure.hpp"
#include "sim/world/world.hpp"

// The routes R that the measures of an arm touch, out of which flow is displaced (MODEL, "Displacement
// accounting").
//
// Touched is what a changed parameter names, not what changes with it: so R is the same in all weeks and
// replicates, and growth of one measure does not move the border between what was kept out and what came up
// elsewhere. A parameter touches the routes that pass all that its entry names (one of its places in whatever
// role, one of its methods or a method of its stream, its part, commodity or market); what it does not name
// does not restrict it. Derived from the descriptions of the parameters alone:
// - An entry of `places`, `methods` ... names itself, one with a composite name (`strata`) every part of it.
//   What is called an origin is the last port; every other place counts in whatever role the route gives it.
// - A name of another entry (the scan that a search comes `after`) stands for what that one touches.
// - An agency touches what its instruments do, and so do agencies that an entry names while it names nothing
//   else (a co-operation). An instrument that names its agency is not held to what the agency's others touch.
// - Officers touch what leaves the port where they are posted, not what goes on from there through another.
// - What names nothing (`choice`, `recording`, `money`), or works on organisations (an investigation),
// touches
//   all.
namespace waterbed {

// Two arms, by their number, that are compared consignment by consignment.
struct ComparedArms {
  std::size_t reference;
  std::size_t arm;
};

struct Touched {
  std::vector<bool> routes;   // by route of the world
  Week from;                  // first week of the run in which any of it is in force
  std::optional<Week> until;  // first week from which on none is; missing if that never comes
};

// What differs between the two arms of each pair: numbers of their own, and measures in force in one arm
// only, by name. Only quantities differ between `arms`. `first_week` is the first that is run; what ends
// before it touches nothing. Where nothing differs no route is touched, from `first_week` until `first_week`.
[[nodiscard]] std::vector<Touched> touched_routes(const World& world, const std::vector<Arm>& arms,
                                                  const std::vector<ComparedArms>& pairs, Week first_week);

}  // namespace waterbed
