// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/announcements.hpp"

#include <algorithm>

#include "sim/smuggling/beliefs.hpp"
#include "sim/smuggling/news.hpp"
#include "sim/world/listed.hpp"

namespace waterbed {
namespace {

// The lots that the announcement is worth, by place-method.
News lots_of(const AnnouncementParams& announcement, const World& world, const State& state) {
  const std::vector<std::string>& methods = state.effective.named<MethodParams>().names;
  const double lots = announcement.lots.value() * announcement.credibility.value();
  const double rate = announcement.rate.value();
  News news;
  for (const PlaceMethod& pair : world.place_methods) {
    const bool meant = is_listed(announcement.places, world.place_names[at(pair.place)]) &&
                       is_listed(announcement.methods, methods[at(pair.method)]);
    news.lost.push_back(meant ? static_cast<float>(pair.share * lots * rate) : 0.0F);
    news.passed.push_back(meant ? static_cast<float>(pair.share * lots * (1.0 - rate)) : 0.0F);
  }
  return news;
}

void hear_announcements(const World& world, State& state, Week) {
  if (state.effective.get<BeliefParams>().rule != BeliefRule::learned) return;
  for (const AnnouncementParams& announcement : state.effective.named<AnnouncementParams>().values) {
    if (announcement.lots.value() <= 0.0) continue;
    add_news(world, lots_of(announcement, world, state), state.beliefs);
  }
}

// Nobody holds a belief about entry at any other place.
void refuse_other_places(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& places = parameters.named<PlaceParams>();
  const auto& announcements = parameters.named<AnnouncementParams>();
  for (std::size_t number = 0; number < announcements.size(); ++number)
    for (const std::string& place : announcements.values[number].places)
      if (places.values[places.find(place)].role != PlaceRole::entry)
        problems.push_back("announcements." + announcements.names[number] + ".places: " + place +
                           " is no entry place");
}

}  // namespace

void AnnouncementParams::describe(FieldVisitor& fields) {
  fields.references("places", places, "places", "entry places that it speaks of; none named: all");
  fields.references("methods", methods, "methods", "methods that it speaks of; none named: all");
  fields.quantity("rate", rate, {0, 1}, "chance to lose a lot that is announced");
  fields.quantity(
      "lots", lots, {0, 1e6},
      "lots that it is worth if it is believed, added each week; a measure sets it, such as to 10, for the "
      "week of the announcement");
  fields.quantity("credibility", credibility, {0, 1}, "how far it is believed");
}

Mechanism announcements_mechanism() {
  return {.name = "announcements",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<AnnouncementParams>({"announcements", "what is said of controls to come"});
              },
          .validate_names = refuse_other_places,
          .steps = {{"hear_announcements", Phase::learn, hear_announcements, {"learn_beliefs"}}}};
}

}  // namespace waterbed
