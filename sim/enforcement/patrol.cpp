// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/patrol.hpp"

#include <algorithm>

#include "sim/base/math.hpp"
#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/budgets.hpp"
#include "sim/enforcement/reach.hpp"

namespace waterbed {
namespace {

// By method: whether the patrol meets it. Boxes and parcels travel aboard ships that no patrol stops unasked.
std::vector<bool> methods_met(const PatrolParams& patrol, const Named<MethodParams>& methods) {
  std::vector<bool> met = listed(methods.names, patrol.methods);
  if (patrol.methods.empty())
    for (std::size_t method = 0; method < methods.size(); ++method)
      met[method] = methods.values[method].stream.empty();
  return met;
}

void patrol_one(const PatrolParams& patrol, const World& world, State& state) {
  const double found = found_by_patrol(patrol, budget_factor_or_one(patrol.agency, state));
  const bool works = !patrol.agency.empty() && patrol.effort.value() > 0.0;
  const auto agency = works ? index_of(state.effective.named<AgencyParams>().find(patrol.agency)) : none;
  const std::vector<bool> method = methods_met(patrol, state.effective.named<MethodParams>());
  const std::vector<bool> every_origin(world.place_names.size(), true);
  for_each_crossing(world, listed_places(world, patrol.places), method, every_origin,
                    [&](std::size_t number) {
                      state.controls.entry_pass[number] *= 1.0 - found;
                      if (works)
                        note_work(agency, world.place_methods[at(world.crossings[number].place_method)].place,
                                  world, state);
                    });
}

void patrol_all(const World& world, State& state, Week) {
  for (const PatrolParams& patrol : state.effective.named<PatrolParams>().values)
    patrol_one(patrol, world, state);
}

bool meets_any_method(const PatrolParams& patrol, const ParameterSet& parameters) {
  const auto& places = parameters.named<PlaceParams>();
  const auto& methods = parameters.named<MethodParams>();
  const std::vector<bool> place = listed(places.names, patrol.places);
  const std::vector<bool> met = methods_met(patrol, methods);
  for (std::size_t number = 0; number < places.size(); ++number)
    for (std::size_t method = 0; method < methods.size(); ++method)
      if (place[number] && met[method] && methods.values[method].at == places.values[number].kind)
        return true;
  return false;
}

void refuse_idle_patrols(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& patrols = parameters.named<PatrolParams>();
  for (std::size_t number = 0; number < patrols.size(); ++number) {
    const std::string name = "instruments." + patrols.names[number];
    refuse_other_than_entries(name + ".places", patrols.values[number].places, parameters, problems);
    if (!meets_any_method(patrols.values[number], parameters))
      problems.push_back(name + " meets no method: name some that are used at its places");
  }
}

}  // namespace

void PatrolParams::describe(FieldVisitor& fields) {
  fields.optional_reference("agency", agency, "agencies", "whose budget pays for it, if any");
  fields.references("places", places, "places", "entry places before which it looks; none named: all");
  fields.references("methods", methods, "methods",
                    "methods that it meets; none named: all that use no legal traffic");
  fields.quantity("effort", effort, {0, 1e6}, "time spent searching, of all its ships and aircraft together");
  fields.quantity("sweep", sweep, {0, 1e6}, "water looked over in an hour: speed x sweep width");
  fields.quantity("area", area, {1e-3, 1e9}, "the waters in which it searches, of all its places together");
  fields.quantity("seen_if_swept", seen_if_swept, {0, 1},
                  "chance that a boat in the swept water is noticed and stopped; 1 where sweep is effective");
}

double found_by_patrol(const PatrolParams& patrol, double budget_factor) {
  const double swept_km2 = patrol.effort.value() * budget_factor * patrol.sweep.value();
  return 1.0 - exp(-swept_km2 * patrol.seen_if_swept.value() / patrol.area.value());
}

Mechanism patrol_mechanism() {
  return {.name = "patrol",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<PatrolParams>(
                    {"instruments", "patrols: search waters for boats, at random", "patrol"});
              },
          .validate_names = refuse_idle_patrols,
          .steps = {{"patrol", Phase::direct, patrol_all, {"reset_controls"}}}};
}

}  // namespace waterbed
