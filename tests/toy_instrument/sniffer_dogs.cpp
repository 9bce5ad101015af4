// SPDX-License-Identifier: Apache-2.0
#include "tests/toy_instrument/sniffer_dogs.hpp"

#include "sim/base/math.hpp"

namespace waterbed {
namespace {

// One dog finds a load with chance p, n of them, each on its own, with 1 - (1 - p)^n.
void let_dogs_sniff(const World& world, State& state, Week) {
  for (const SnifferDogsParams& pack : state.effective.named<SnifferDogsParams>().values) {
    const double missed = exp(pack.dogs.value() * log(1.0 - pack.found_by_one.value()));
    for (std::size_t crossing = 0; crossing < world.crossings.size(); ++crossing) {
      const PlaceMethod& where = world.place_methods[at(world.crossings[crossing].place_method)];
      if (world.place_names[at(where.place)] == pack.place) state.controls.entry_pass[crossing] *= missed;
    }
  }
}

}  // namespace

void SnifferDogsParams::describe(FieldVisitor& fields) {
  fields.reference("place", place, "places", "entry place where they work");
  fields.quantity("dogs", dogs, {0, 1000}, "how many");
  fields.quantity("found_by_one", found_by_one, {0, 0.999}, "chance that one dog finds a load");
}

Mechanism sniffer_dogs_mechanism() {
  return {.name = "sniffer_dogs",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<SnifferDogsParams>(
                    {"instruments", "dogs that find loads by their smell", "sniffer_dogs"});
              },
          .steps = {{"let_dogs_sniff", Phase::direct, let_dogs_sniff, {"reset_controls"}}}};
}

}  // namespace waterbed
