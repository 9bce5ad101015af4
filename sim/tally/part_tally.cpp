// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/part_tally.hpp"

namespace waterbed {
namespace {

SeriesList::Id declare(SeriesList& list, const char* name, const char* long_name) {
  return list.declare({name, "g", long_name, {Axis::period, Axis::part}, false});
}

Index part_of(Index route, const World& world) {
  return world.place_methods[at(world.routes.place_method[at(route)])].part;
}

}  // namespace

PartTally::PartTally(SeriesList& list)
    : shipped_g_(declare(list, "part_shipped_g", "mass shipped to a part of a place, by week of the plan")),
      landed_g_(declare(list, "part_landed_g",
                        "mass that reached its market through a part of a place, by week of the plan")),
      stopped_g_(declare(
          list, "part_stopped_g",
          "mass seized or lost at any stage on the way through a part of a place, by week of the plan")),
      seized_g_(
          declare(list, "part_seized_g",
                  "mass seized at any stage on the way through a part of a place, by week of the find")) {}

void PartTally::count(const State& state, Week week, const Counting& counting) const {
  if (counting.world.part_names.empty()) return;
  const Consignments& consignments = state.consignments;
  for (std::size_t number = 0; number < consignments.size_of_week(); ++number) {
    if (consignments.route[number] == none) continue;
    const Index part = part_of(consignments.route[number], counting.world);
    if (part != none)
      counting.list.add(shipped_g_, counting.periods.of(consignments.planned[number]), at(part),
                        consignments.size[number].value);
  }
  count_endings(state, week, counting);
}

void PartTally::count_endings(const State& state, Week week, const Counting& counting) const {
  const Index found = counting.periods.of(week);
  const Endings& endings = state.endings;
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    const Index part = part_of(endings.route[lot], counting.world);
    if (part == none) continue;
    const std::int64_t grams = endings.size[lot].value;
    const bool is_landed = endings.ending[lot] == Ending::landed;
    counting.list.add(is_landed ? landed_g_ : stopped_g_, counting.periods.of(endings.planned[lot]), at(part),
                      grams);
    if (endings.ending[lot] == Ending::seized) counting.list.add(seized_g_, found, at(part), grams);
  }
}

}  // namespace waterbed
