// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/announcements.hpp"

#include <gtest/gtest.h>

#include "sim/replicate/mechanisms.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Runs the step where all have heard of one lot lost and one passed everywhere; returns what they have heard.
Beliefs memory_after(const std::vector<std::string>& sets) {
  ScenarioOptions options = test::with_organisations(2);
  options.sets.insert(options.sets.end(), sets.begin(), sets.end());
  const Prepared prepared = test::prepare_scenario("lab/frozen_beliefs.yaml", options);
  State state(prepared.world, prepared.scenario.start.parameters, Luck(1, 0));
  Beliefs& beliefs = state.beliefs;
  beliefs.first_transit = beliefs.first_place_method = 1;  // a source, four ports with one method
  beliefs.first_crossing = beliefs.slots = 5;
  beliefs.heard_lost.assign(beliefs.slots, 1.0F);
  beliefs.heard_passed.assign(beliefs.slots, 1.0F);
  announcements_mechanism().steps[0].run(prepared.world, state, Week{0});
  return beliefs;
}

const std::string announced = "announcements.gates={places: [second], rate: 0.9, lots: 10, credibility: 0.5}";

// 10 x .5 lots, nine tenths of them lost, at the second port alone.
TEST(Announcements, AreWorthLotsTimesCredibilityInEveryMemory) {
  const Beliefs beliefs = memory_after({"beliefs.rule=learned", announced});
  EXPECT_EQ(beliefs.heard_lost, (std::vector<float>{1, 1, 5.5, 1, 1}));
  EXPECT_EQ(beliefs.heard_passed, (std::vector<float>{1, 1, 1.5, 1, 1}));
}

TEST(Announcements, SayNothingUntilAMeasureSaysSo) {
  const Beliefs beliefs = memory_after({"beliefs.rule=learned", "announcements.gates={rate: 0.9}"});
  EXPECT_EQ(beliefs.heard_lost, std::vector<float>(5, 1.0F));
}

TEST(Announcements, AreNotHeardByThoseWhoDoNotLearn) {
  EXPECT_EQ(memory_after({"beliefs.rule=frozen", announced}).heard_lost, std::vector<float>(5, 1.0F));
}

TEST(Announcements, OfAPlaceWhereNothingEntersAreRefused) {
  ScenarioOptions options;
  options.sets = {"announcements.gates={places: [origin], rate: 0.9}"};
  const auto path = std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios/lab/frozen_beliefs.yaml";
  EXPECT_NE(
      prepare(path, options).mistakes.printed().find("announcements.gates.places: origin is no entry place"),
      std::string::npos);
}

}  // namespace
}  // namespace waterbed
