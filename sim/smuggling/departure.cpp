// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/departure.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/base/parallel.hpp"
#include "sim/world/lot_key.hpp"

namespace waterbed {
namespace {

// How many lots a consignment goes in: none below a gram.
std::size_t lots_of(std::size_t consignment, const Consignments& consignments) {
  if (consignments.route[consignment] == none) return 0;
  const std::int64_t count =
      std::min<std::int64_t>(consignments.lots[consignment], consignments.size[consignment].value);
  WATERBED_CHECK(count >= 1 && count <= most_lots);
  return static_cast<std::size_t>(count);
}

// Equal lots in whole grams, from `place` on; the first ones take what is left over.
void set_lots(std::size_t consignment, std::size_t place, State& state, Week week) {
  Consignments& consignments = state.consignments;
  Lots& lots = state.lots;
  const std::int64_t total = consignments.size[consignment].value;
  const std::int64_t count = consignments.lots[consignment];
  for (std::int64_t number = 0; number < count; ++number, ++place) {
    lots.organisation[place] = consignments.organisation[consignment];
    lots.planned[place] = consignments.planned[consignment];
    lots.departed[place] = week;
    lots.which[place] = key_of_lot(consignments.number[consignment], number);
    lots.route[place] = consignments.route[consignment];
    lots.size[place] = count == 1 ? Grams{total} : Grams{total / count + (number < total % count ? 1 : 0)};
    lots.insider[place] =
        number < consignments.helped[consignment] ? consignments.insider[consignment] : none;
  }
}

void depart(const World& world, State& state, Week week) {
  constexpr std::size_t piece = 256;
  Consignments& consignments = state.consignments;
  const std::size_t organisations = at(world.organisations);
  const auto count_lots = [&](std::size_t begin, std::size_t end) {
    std::size_t count = 0;
    for (std::size_t number = consignments.begin[begin]; number < consignments.begin[end]; ++number)
      count += lots_of(number, consignments);
    return count;
  };
  const std::vector<std::size_t> places = places_of_pieces(organisations, piece, count_lots);
  const std::size_t on_the_way = state.lots.count();
  state.lots.resize(on_the_way + places.back());
  for_each_range(organisations, piece, [&](std::size_t begin, std::size_t end) {
    std::size_t place = on_the_way + places[begin / piece];
    for (std::size_t number = consignments.begin[begin]; number < consignments.begin[end]; ++number) {
      const std::size_t lots = lots_of(number, consignments);
      if (lots == 0) continue;
      consignments.lots[number] = index_of(lots);
      consignments.helped[number] = std::min(consignments.helped[number], consignments.lots[number]);
      set_lots(number, place, state, week);
      place += lots;
      const Lane& lane = world.lanes[at(world.routes.lane[at(consignments.route[number])])];
      state.organisations.last_place[at(consignments.organisation[number])] = lane.place;
    }
  });
}

}  // namespace

Mechanism departure_mechanism() {
  return {.name = "departure", .steps = {{"depart", Phase::move, depart, {"choose_routes"}}}};
}

}  // namespace waterbed
