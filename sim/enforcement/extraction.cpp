// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/extraction.hpp"

namespace waterbed {
namespace {

void set_extraction(const World& world, State& state, Week) {
  const auto& methods = state.effective.named<MethodParams>();
  for (std::size_t number = 0; number < world.place_methods.size(); ++number) {
    const double failure = methods.values[at(world.place_methods[number].method)].extraction_failure.value();
    for (std::size_t crossing = world.first_crossing[number]; crossing < world.first_crossing[number + 1];
         ++crossing)
      state.controls.extraction_failure[crossing] = failure;
  }
}

}  // namespace

Mechanism extraction_mechanism() {
  return {.name = "extraction",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_block<ExtractionParams>({"extraction", "taking lots out of the place"});
              },
          .steps = {{"set_extraction", Phase::direct, set_extraction}}};
}

}  // namespace waterbed
