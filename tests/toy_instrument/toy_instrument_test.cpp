// SPDX-License-Identifier: Apache-2.0
// What a new instrument gets for its file pair and two lines: parameters in the scenario language, its range
// checks, measures, a place in the order of a week, and no influence while it is idle.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "sim/replicate/mechanisms.hpp"
#include "tests/support/lab.hpp"
#include "tests/toy_instrument/sniffer_dogs.hpp"

namespace waterbed {
namespace {

ScenarioOptions with_dogs(const std::string& entry) {
  ScenarioOptions options;
  options.weeks = 52;
  if (!entry.empty()) options.sets = {"instruments.dogs=" + entry};
  return options;
}

TEST(ToyInstrument, HasItsStepInTheWeek) {
  const std::vector<std::string> order = order_of_a_week();
  EXPECT_NE(std::find(order.begin(), order.end(), "direct/let_dogs_sniff"), order.end());
}

// Chances to pass entry in the first week, by crossing.
std::vector<double> first_passes(const Experiment& experiment) {
  std::vector<double> pass;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    if (week == experiment.plan().start) pass = state.controls.entry_pass;
  });
  EXPECT_EQ(result.arms[0].state, RunState::done);
  return pass;
}

// Ten dogs miss a load with chance .95^10, at their place only.
TEST(ToyInstrument, WorksFromTheScenario) {
  const Experiment with = test::experiment_of("lab/no_deterrence.yaml",
                                              with_dogs("{kind: sniffer_dogs, place: first, dogs: 10}"));
  const std::vector<double> with_pass = first_passes(with);
  const std::vector<double> without_pass =
      first_passes(test::experiment_of("lab/no_deterrence.yaml", with_dogs("")));
  const World& world = with.world();
  for (std::size_t crossing = 0; crossing < with_pass.size(); ++crossing) {
    const Index place = world.place_methods[at(world.crossings[crossing].place_method)].place;
    const double missed = world.place_names[at(place)] == "first" ? std::pow(.95, 10) : 1.0;
    EXPECT_NEAR(with_pass[crossing], without_pass[crossing] * missed, 1e-12);
  }
}

TEST(ToyInstrument, ChangesNothingWhileItIsIdle) {
  const test::Results idle(
      test::experiment_of("lab/no_deterrence.yaml", with_dogs("{kind: sniffer_dogs, place: first, dogs: 0}")),
      0);
  const test::Results without(test::experiment_of("lab/no_deterrence.yaml", with_dogs("")), 0);
  for (std::size_t arm = 0; arm < 2; ++arm)
    EXPECT_EQ(idle.result().arms[arm].digest, without.result().arms[arm].digest);
}

TEST(ToyInstrument, RefusesWhatIsOutOfItsRange) {
  const auto path = std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios/lab/no_deterrence.yaml";
  const Prepared prepared = prepare(path, with_dogs("{kind: sniffer_dogs, place: first, dogs: -1}"));
  EXPECT_NE(prepared.mistakes.printed().find("instruments.dogs.dogs = -1 is outside [0, 1000]: how many"),
            std::string::npos)
      << prepared.mistakes.printed();
}

}  // namespace
}  // namespace waterbed
