// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/world/state.hpp"

// What an instrument reaches by the names that it lists, and sentences on names that do not do.
namespace waterbed {

// By index of `names`, of which no two are alike: whether it is listed; an empty list means all.
[[nodiscard]] std::vector<bool> listed(const std::vector<std::string>& names,
                                       const std::vector<std::string>& list);

// The same for places, which are many.
[[nodiscard]] std::vector<bool> listed_places(const World& world, const std::vector<std::string>& list);

// Calls act(crossing's number) for each crossing at these places by these methods from these origins, by
// index of the world, in its order.
template <class Act>
void for_each_crossing(const World& world, const std::vector<bool>& place, const std::vector<bool>& method,
                       const std::vector<bool>& origin, Act act) {
  for (std::size_t number = 0; number < world.place_methods.size(); ++number) {
    const PlaceMethod& pair = world.place_methods[number];
    if (!method[at(pair.method)] || !place[at(pair.place)]) continue;
    for (std::size_t crossing = world.first_crossing[number]; crossing < world.first_crossing[number + 1];
         ++crossing)
      if (origin[at(world.crossings[crossing].origin)]) act(crossing);
  }
}

// The place whose authorities found a lot on this route at this stage.
[[nodiscard]] Index place_of_find(const World& world, Index route, Stage stage);

// The budget factor of an instrument's agency; 1 where it has none.
[[nodiscard]] double budget_factor_or_one(std::string_view agency, const State& state);

// A sentence for each of `places` that is no entry place; `path` names the list.
void refuse_other_than_entries(const std::string& path, const std::vector<std::string>& places,
                               const ParameterSet& parameters, std::vector<std::string>& problems);

// A sentence for each of `places` that is an entry place.
void refuse_entries(const std::string& path, const std::vector<std::string>& places,
                    const ParameterSet& parameters, std::vector<std::string>& problems);

// A sentence for each two instruments, of whatever kind, whose names have one hash: their draws are keyed by
// it.
void refuse_shared_luck(const ParameterSet& parameters, std::vector<std::string>& problems);

}  // namespace waterbed
