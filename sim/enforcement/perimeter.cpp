// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/perimeter.hpp"

#include <algorithm>

#include "sim/enforcement/reach.hpp"
#include "sim/world/listed.hpp"

namespace waterbed {
namespace {

void apply_perimeter(const PerimeterParams& perimeter, const World& world, State& state) {
  const std::vector<bool> place = listed_places(world, perimeter.places);
  const std::vector<bool> part = listed(world.part_names, perimeter.parts);
  const std::vector<bool> method = listed(state.effective.named<MethodParams>().names, perimeter.methods);
  const std::vector<bool> origin = listed_places(world, perimeter.origins);
  const bool covers_wholes = perimeter.parts.empty();
  const double factor_elsewhere = failure_factor(perimeter, false);
  const double factor_of_origin = failure_factor(perimeter, true);
  for (std::size_t number = 0; number < world.place_methods.size(); ++number) {
    const PlaceMethod& pair = world.place_methods[number];
    const bool is_within = pair.part == none ? covers_wholes : part[at(pair.part)];
    if (!is_within || !place[at(pair.place)] || !method[at(pair.method)]) continue;
    for (std::size_t crossing = world.first_crossing[number]; crossing < world.first_crossing[number + 1];
         ++crossing) {
      const bool is_listed_origin = origin[at(world.crossings[crossing].origin)];
      double& failure = state.controls.extraction_failure[crossing];
      failure = std::min(1.0, failure * (is_listed_origin ? factor_of_origin : factor_elsewhere));
    }
  }
}

void apply_perimeters(const World& world, State& state, Week) {
  for (const PerimeterParams& perimeter : state.effective.named<PerimeterParams>().values)
    apply_perimeter(perimeter, world, state);
}

// A part at a place that is not listed, or that takes none of the methods listed, would never be reached.
void refuse_parts_out_of_reach(const std::string& path, const PerimeterParams& perimeter,
                               const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& parts = parameters.named<PartParams>();
  for (const std::string& name : perimeter.parts) {
    const PartParams& part = parts.values[parts.find(name)];
    if (!is_listed(perimeter.places, part.place))
      problems.push_back(path + ".parts: " + name + " is a part of " + part.place +
                         ", which .places leaves out");
    const bool takes_any = part.methods.empty() ||
                           std::any_of(part.methods.begin(), part.methods.end(), [&](const auto& method) {
                             return is_listed(perimeter.methods, method);
                           });
    if (!takes_any) problems.push_back(path + ".parts: " + name + " takes none of the methods in .methods");
  }
}

// Methods that are not used at any of its places would never meet it.
bool meets_any(const PerimeterParams& perimeter, const ParameterSet& parameters) {
  const auto& places = parameters.named<PlaceParams>();
  const auto& methods = parameters.named<MethodParams>();
  for (std::size_t place = 0; place < places.size(); ++place)
    for (std::size_t method = 0; method < methods.size(); ++method)
      if (places.values[place].role == PlaceRole::entry && is_listed(perimeter.places, places.names[place]) &&
          is_listed(perimeter.methods, methods.names[method]) &&
          methods.values[method].at == places.values[place].kind)
        return true;
  return false;
}

void refuse_idle_perimeters(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& perimeters = parameters.named<PerimeterParams>();
  for (std::size_t number = 0; number < perimeters.size(); ++number) {
    const PerimeterParams& perimeter = perimeters.values[number];
    const std::string path = "perimeters." + perimeters.names[number];
    refuse_other_than_entries(path + ".places", perimeter.places, parameters, problems);
    refuse_entries(path + ".origins", perimeter.origins, parameters, problems);
    refuse_parts_out_of_reach(path, perimeter, parameters, problems);
    if (!meets_any(perimeter, parameters))
      problems.push_back(path + ": none of its methods is used at any of its places");
  }
}

double grown(Share level, Number effect) {
  return 1.0 + effect.value() * level.value();
}

}  // namespace

void PerimeterParams::describe(FieldVisitor& fields) {
  fields.references("places", places, "places", "entry places that it surrounds; none named: all");
  fields.references("parts", parts, "parts",
                    "terminals and depots that it surrounds; none named: all, and places without parts");
  fields.references("methods", methods, "methods", "methods that it hinders; none named: all");
  fields.references("origins", origins, "places",
                    "last ports whose boxes count as of high risk, for risk_boxes_apart; none named: all");
  fields.quantity("cameras", cameras, {0, 1}, "share of the ground that is watched, beyond what is now");
  fields.quantity("fences", fences, {0, 1}, "share of the fence that is closed, beyond what is now");
  fields.quantity("gates", gates, {0, 1}, "share of the entrances with biometric gates, beyond what is now");
  fields.quantity("risk_boxes_apart", risk_boxes_apart, {0, 1},
                  "share of boxes of high risk that are kept apart");
  fields.quantity("cameras_effect", cameras_effect, {0, 100},
                  "extraction fails 1 + this times as often where all ground is watched");
  fields.quantity("fences_effect", fences_effect, {0, 100}, "the same, where the whole fence is closed");
  fields.quantity("gates_effect", gates_effect, {0, 100}, "the same, where all entrances have such gates");
  fields.quantity("risk_boxes_apart_effect", risk_boxes_apart_effect, {0, 100},
                  "the same, for boxes of high risk where all of them are kept apart");
}

double failure_factor(const PerimeterParams& perimeter, bool is_from_its_origins) {
  const double of_ground = grown(perimeter.cameras, perimeter.cameras_effect) *
                           grown(perimeter.fences, perimeter.fences_effect) *
                           grown(perimeter.gates, perimeter.gates_effect);
  if (!is_from_its_origins) return of_ground;
  return of_ground * grown(perimeter.risk_boxes_apart, perimeter.risk_boxes_apart_effect);
}

Mechanism perimeter_mechanism() {
  return {.name = "perimeter",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<PerimeterParams>(
                    {"perimeters", "what makes it hard to take lots out of a place, a terminal or a depot"});
              },
          .validate_names = refuse_idle_perimeters,
          .steps = {{"apply_perimeters", Phase::direct, apply_perimeters, {"set_extraction"}}}};
}

}  // namespace waterbed
