// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/reach.hpp"

#include <algorithm>
#include <map>

#include "sim/enforcement/budgets.hpp"

namespace waterbed {
namespace {

bool is_entry(const std::string& place, const ParameterSet& parameters) {
  const auto& places = parameters.named<PlaceParams>();
  return places.values[places.find(place)].role == PlaceRole::entry;
}

}  // namespace

std::vector<bool> listed(const std::vector<std::string>& names, const std::vector<std::string>& list) {
  std::vector<bool> result(names.size(), list.empty());
  for (const std::string& name : list) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) result[static_cast<std::size_t>(found - names.begin())] = true;
  }
  return result;
}

std::vector<bool> listed_places(const World& world, const std::vector<std::string>& list) {
  std::vector<bool> result(world.place_names.size(), list.empty());
  for (const std::string& name : list) result[at(world.place_numbers.at(name))] = true;
  return result;
}

Index place_of_find(const World& world, Index route, Stage stage) {
  if (stage == Stage::source) return world.routes.source[at(route)];
  if (stage == Stage::transit) return world.routes.transit[at(route)];
  return world.lanes[at(world.routes.lane[at(route)])].place;
}

double budget_factor_or_one(std::string_view agency, const State& state) {
  return agency.empty() ? 1.0 : budget_factor(agency, state);
}

void refuse_other_than_entries(const std::string& path, const std::vector<std::string>& places,
                               const ParameterSet& parameters, std::vector<std::string>& problems) {
  for (const std::string& place : places)
    if (!is_entry(place, parameters)) problems.push_back(path + ": " + place + " is no entry place");
}

void refuse_entries(const std::string& path, const std::vector<std::string>& places,
                    const ParameterSet& parameters, std::vector<std::string>& problems) {
  for (const std::string& place : places)
    if (is_entry(place, parameters))
      problems.push_back(path + ": " + place + " is an entry place, where goods stay");
}

void refuse_shared_luck(const ParameterSet& parameters, std::vector<std::string>& problems) {
  std::map<std::uint32_t, std::string> seen;
  for (std::size_t index = 0; index < parameters.size(); ++index) {
    const ParameterBlock& block = parameters.block(index);
    if (block.info().path != "instruments") continue;
    for (std::size_t entry = 0; entry < block.size(); ++entry) {
      const std::string name(block.name(entry));
      const auto [other, is_new] = seen.emplace(name_hash(name), name);
      if (!is_new)
        problems.push_back("instruments: '" + name + "' and '" + other->second +
                           "' have one hash and would share luck: rename one of them");
    }
  }
}

}  // namespace waterbed
