// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/extraction.hpp"

namespace waterbed {
namespace {

void set_extraction(const World& world, State& state, Week) {
  const auto& methods = state.effective.named<MethodParams>();
  for (std::size_t number = 0; number < world.crossings.size(); ++number) {
    const Index method = world.place_methods[at(world.crossings[number].place_method)].method;
    state.controls.extraction_failure[number] = methods.values[at(method)].extraction_failure.value();
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
