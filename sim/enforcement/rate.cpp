// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/rate.hpp"

#include <algorithm>

#include "sim/enforcement/reach.hpp"

namespace waterbed {
namespace {

// By place: its share in the lots that were at an entry place last week.
std::vector<double> entry_shares(const World& world, const State& state) {
  std::vector<double> shares(world.place_names.size(), 0.0);
  double all = 0.0;
  for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
    if (state.endings.ending[lot] != Ending::landed && state.endings.stage[lot] < Stage::entry) continue;
    ++shares[at(world.lanes[at(world.routes.lane[at(state.endings.route[lot])])].place)];
    ++all;
  }
  for (double& share : shares) share = all > 0.0 ? share / all : 0.0;
  return shares;
}

void apply_rate(const RateParams& rate, const World& world, State& state) {
  const double crowding = rate.crowding.value();
  const std::vector<double> share = crowding > 0.0 ? entry_shares(world, state) : std::vector<double>();
  const std::vector<bool> method = listed(state.effective.named<MethodParams>().names, rate.methods);
  for_each_crossing(world, listed_places(world, rate.places), method, listed_places(world, rate.origins),
                    [&](std::size_t number) {
                      const PlaceMethod& pair = world.place_methods[at(world.crossings[number].place_method)];
                      double found = rate.probability.value();
                      if (crowding > 0.0) found = std::min(1.0, found + crowding * share[at(pair.place)]);
                      state.controls.entry_pass[number] *= 1.0 - found;
                    });
}

void apply_rates(const World& world, State& state, Week) {
  for (const RateParams& rate : state.effective.named<RateParams>().values) apply_rate(rate, world, state);
}

// A control at a place of the wrong role would never meet a lot.
void refuse_idle_rates(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& rates = parameters.named<RateParams>();
  for (std::size_t number = 0; number < rates.size(); ++number) {
    const std::string name = "instruments." + rates.names[number];
    refuse_other_than_entries(name + ".places", rates.values[number].places, parameters, problems);
    refuse_entries(name + ".origins", rates.values[number].origins, parameters, problems);
  }
}

}  // namespace

void RateParams::describe(FieldVisitor& fields) {
  fields.references("places", places, "places", "entry places where it works; none named: all");
  fields.references("methods", methods, "methods", "methods that it meets; none named: all");
  fields.references("origins", origins, "places", "last ports that it looks at; none named: all");
  fields.quantity("probability", probability, {0, 1}, "chance that a small lot is found");
  fields.quantity(
      "crowding", crowding, {0, 1},
      "control that follows the flow: this times the place's share in last week's arrivals is added to "
      "probability");
}

Mechanism rate_mechanism() {
  return {.name = "rate",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<RateParams>(
                    {"instruments", "controls given by their chance to find a lot", "rate"});
              },
          .validate_names = refuse_idle_rates,
          .steps = {{"apply_rates", Phase::direct, apply_rates, {"reset_controls"}}}};
}

}  // namespace waterbed
