// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/departure.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/world/lot_key.hpp"

namespace waterbed {
namespace {

// Equal lots in whole grams; the first ones take what is left over.
void add_lots(std::size_t consignment, State& state, Week week) {
  Consignments& consignments = state.consignments;
  const std::int64_t total = consignments.size[consignment].value;
  const std::int64_t count = std::min<std::int64_t>(consignments.lots[consignment], total);
  WATERBED_CHECK(count >= 1 && count <= most_lots);
  consignments.lots[consignment] = static_cast<Index>(count);  // no lot below a gram
  consignments.helped[consignment] =
      std::min(consignments.helped[consignment], consignments.lots[consignment]);
  for (std::int64_t number = 0; number < count; ++number) {
    const Grams size{total / count + (number < total % count ? 1 : 0)};
    state.lots.organisation.push_back(consignments.organisation[consignment]);
    state.lots.planned.push_back(consignments.planned[consignment]);
    state.lots.departed.push_back(week);
    state.lots.which.push_back(key_of_lot(consignments.number[consignment], number));
    state.lots.route.push_back(consignments.route[consignment]);
    state.lots.size.push_back(size);
    state.lots.insider.push_back(number < consignments.helped[consignment] ? consignments.insider[consignment]
                                                                           : none);
  }
}

void depart(const World& world, State& state, Week week) {
  for (std::size_t consignment = 0; consignment < state.consignments.size_of_week(); ++consignment) {
    const Index route = state.consignments.route[consignment];
    if (route == none) continue;
    add_lots(consignment, state, week);
    const Lane& lane = world.lanes[at(world.routes.lane[at(route)])];
    state.organisations.last_place[at(state.consignments.organisation[consignment])] = lane.place;
  }
}

}  // namespace

Mechanism departure_mechanism() {
  return {.name = "departure", .steps = {{"depart", Phase::move, depart, {"choose_routes"}}}};
}

}  // namespace waterbed
