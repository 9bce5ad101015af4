// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/liaison.hpp"

#include "sim/enforcement/reach.hpp"

namespace waterbed {
namespace {

void send_word(const LiaisonParams& liaison, const World& world, State& state) {
  const double pass = 1.0 - tip_chance(liaison) * liaison.found_if_tipped.value();
  const std::vector<bool> every_method(state.effective.named<MethodParams>().size(), true);
  for_each_crossing(world, listed_places(world, liaison.receivers), every_method,
                    listed_places(world, liaison.places),
                    [&](std::size_t number) { state.controls.entry_pass[number] *= pass; });
}

void send_all_word(const World& world, State& state, Week) {
  for (const LiaisonParams& liaison : state.effective.named<LiaisonParams>().values)
    send_word(liaison, world, state);
}

void refuse_idle_liaisons(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& liaisons = parameters.named<LiaisonParams>();
  for (std::size_t number = 0; number < liaisons.size(); ++number) {
    const std::string name = "instruments." + liaisons.names[number];
    const LiaisonParams& liaison = liaisons.values[number];
    if (liaison.places.empty()) problems.push_back(name + ".places names no place");
    refuse_entries(name + ".places", liaison.places, parameters, problems);
    refuse_other_than_entries(name + ".receivers", liaison.receivers, parameters, problems);
  }
}

}  // namespace

void LiaisonParams::describe(FieldVisitor& fields) {
  fields.references("places", places, "places", "last ports where officers are posted");
  fields.references("receivers", receivers, "places", "entry places that are told; none named: all");
  fields.quantity("officers", officers, {0, 1e4}, "officers posted");
  fields.quantity("officers_for_half", officers_for_half, {1e-3, 1e4},
                  "officers with whom half of what can be known is known");
  fields.quantity("most_tipped", most_tipped, {0, 1},
                  "chance that word of a lot comes, with any number of officers");
  fields.quantity("found_if_tipped", found_if_tipped, {0, 1},
                  "chance that a lot is found of which word came");
}

double tip_chance(const LiaisonParams& liaison) {
  const double officers = liaison.officers.value();
  return liaison.most_tipped.value() * officers / (officers + liaison.officers_for_half.value());
}

Mechanism liaison_mechanism() {
  return {.name = "liaison",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<LiaisonParams>(
                    {"instruments", "officers at source and transit places who send word", "liaison"});
              },
          .validate_names = refuse_idle_liaisons,
          .steps = {{"send_word", Phase::direct, send_all_word, {"reset_controls"}}}};
}

}  // namespace waterbed
