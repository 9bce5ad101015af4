// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/source_control.hpp"

#include <algorithm>

#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/budgets.hpp"
#include "sim/enforcement/cooperation.hpp"
#include "sim/enforcement/notice.hpp"
#include "sim/enforcement/reach.hpp"

namespace waterbed {
namespace {

// Legal units a week of the stream that leave these places.
double units_leaving(const std::vector<bool>& is_place, Index stream, const World& world,
                     const State& state) {
  const auto& strata = state.effective.named<StratumParams>().values;
  double units = 0.0;
  for (std::size_t number = 0; number < world.strata.size(); ++number)
    if (world.strata[number].stream == stream && is_place[at(world.strata[number].origin)])
      units += strata[number].legal_units.value();
  return units;
}

void add_chance(double chance, double& found) {
  found += (1.0 - found) * chance;
}

void control_exports(const SourceControlParams& control, const World& world, State& state) {
  const std::size_t stream = state.effective.named<StreamParams>().find(control.stream);
  const std::vector<bool> is_place = listed_places(world, control.places);
  const double capacity = control.capacity.value() * budget_factor_or_one(control.agency, state);
  const double units = units_leaving(is_place, index_of(stream), world, state);
  if (units <= 0.0) return;
  const double examined = std::min(1.0, capacity / units);
  const double quality = control.targeting_quality.value() + targeting_gain(control.agency, state);
  for (std::size_t stratum = 0; stratum < world.strata.size(); ++stratum) {
    const Stratum& leaving = world.strata[stratum];
    if (is_place[at(leaving.origin)] && leaving.stream == index_of(stream))
      state.controls.exports_examined[at(leaving.origin)] +=
          examined * state.effective.named<StratumParams>().values[stratum].legal_units.value();
  }
  if (!control.agency.empty() && capacity > 0.0)
    for (std::size_t place = 0; place < is_place.size(); ++place)
      if (is_place[place])
        note_work(index_of(state.effective.named<AgencyParams>().find(control.agency)), index_of(place),
                  world, state);
  const auto& methods = state.effective.named<MethodParams>();
  for (std::size_t number = 0; number < methods.size(); ++number) {
    const MethodParams& method = methods.values[number];
    if (method.stream != control.stream) continue;
    const double share = examined_share_of_lots(examined, quality + method.targeting_offset.value(),
                                                control.random_share.value());
    const double found = share * method.sensitivity.value() * still_there(control.notice.value(), state);
    for (std::size_t place = 0; place < is_place.size(); ++place)
      if (is_place[place]) add_chance(found, state.controls.origin_found[place * methods.size() + number]);
  }
}

void control_all_exports(const World& world, State& state, Week) {
  for (const SourceControlParams& control : state.effective.named<SourceControlParams>().values)
    control_exports(control, world, state);
}

bool has_traffic_from(const std::string& place, const std::string& stream, const ParameterSet& parameters) {
  const auto& names = parameters.named<StratumParams>().names;
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return name.starts_with(place + "/") && name.ends_with("/" + stream);
  });
}

void refuse_idle_source_controls(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& controls = parameters.named<SourceControlParams>();
  for (std::size_t number = 0; number < controls.size(); ++number) {
    const std::string name = "instruments." + controls.names[number];
    const SourceControlParams& control = controls.values[number];
    if (control.places.empty()) problems.push_back(name + ".places names no place");
    refuse_entries(name + ".places", control.places, parameters, problems);
    for (const std::string& place : control.places)
      if (!has_traffic_from(place, control.stream, parameters))
        problems.push_back(name + ": there is no stratum of stream " + control.stream + " from " + place);
  }
}

}  // namespace

Mechanism source_control_mechanism() {
  return {.name = "source_control",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<SourceControlParams>(
                    {"instruments", "examination of exports at source and transit places", "source_control"});
              },
          .validate_names = refuse_idle_source_controls,
          .steps = {{"control_exports", Phase::direct, control_all_exports, {"reset_controls"}}}};
}

}  // namespace waterbed
