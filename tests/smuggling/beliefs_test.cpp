// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/beliefs.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// The state after the last week of one replicate.
template <class Look>
void after_last_week(const Experiment& experiment, Look look) {
  const Week last = experiment.plan().start + static_cast<std::int32_t>(experiment.plan().weeks - 1);
  const ReplicateResult result = experiment.run(0, [&](std::size_t arm, const State& state, Week week) {
    if (week == last && arm == 0) look(state);
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
}

TEST(Beliefs, PriorMeanIsTheMeanTrueLossAtTheStart) {
  const Prepared prepared =
      test::prepare_scenario("north_sea.yaml", {.seed = {}, .replicates = {}, .weeks = 1, .arms = {}});
  const Experiment experiment(prepared.scenario.plan, prepared.scenario.start, {prepared.scenario.start},
                              prepared.world);
  after_last_week(experiment, [&](const State& state) {
    const Beliefs& beliefs = state.beliefs;
    double interception = 0.0;
    for (const Index source : prepared.world.sources)
      interception +=
          prepared.scenario.start.parameters.named<PlaceParams>().values[at(source)].interception.value();
    EXPECT_NEAR(beliefs.prior_loss[0], interception / static_cast<double>(prepared.world.sources.size()),
                1e-12);
    for (std::size_t pair = 0; pair < prepared.world.place_methods.size(); ++pair)
      EXPECT_EQ(beliefs.prior_loss[beliefs.first_place_method + pair],
                beliefs.prior_loss[beliefs.first_place_method]);
    const double lane = beliefs.prior_loss[beliefs.first_place_method];
    EXPECT_GT(lane, 0.05);
    EXPECT_LT(lane, 0.6);
  });
}

// A loss at the source is credited to the source alone, so the lane is only credited with lots that reached
// it.
TEST(Beliefs, StagesAreCreditedWithWhatTheySaw) {
  ScenarioOptions options;
  options.weeks = 52;
  const Experiment experiment = test::experiment_of("lab/no_deterrence.yaml", options);
  std::int64_t at_source = 0;
  std::int64_t lost_at_source = 0;
  std::int64_t at_lane = 0;
  std::int64_t ended_at_lane = 0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t arm, const State& state, Week) {
    if (arm != 0) return;
    for (const Experience& experience : state.experiences) {
      const bool is_source = experience.slot < 1;
      (is_source ? at_source : at_lane) += 1;
      if (is_source && experience.lost) ++lost_at_source;
    }
    for (std::size_t lot = 0; lot < state.endings.count(); ++lot)
      if (state.endings.ending[lot] == Ending::landed || state.endings.stage[lot] != Stage::source)
        ++ended_at_lane;
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_GT(lost_at_source, 0);
  EXPECT_EQ(at_lane, ended_at_lane);
  EXPECT_GT(at_source, at_lane);
}

// Each week what was remembered is worth half, and the week's lots are added, a tie's at its weight: as the
// sum is written in the model, in double, through several new units of what is remembered.
TEST(Beliefs, WhatIsRememberedIsTheSumOfDecayedLots) {
  ScenarioOptions options;
  options.weeks = 60;
  options.sets = {"beliefs.half_life_weeks=1", "beliefs.news_weight=0", "beliefs.tie_weight=0.3",
                  "organisations.ties=2"};
  const Experiment experiment = test::experiment_of("lab/no_deterrence.yaml", options);
  std::vector<double> lost;
  std::vector<double> passed;
  double most = 0.0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t arm, const State& state, Week) {
    if (arm != 0) return;
    const Beliefs& beliefs = state.beliefs;
    const Organisations& all = state.organisations;
    lost.resize(beliefs.lost.size(), 0.0);
    passed.resize(beliefs.passed.size(), 0.0);
    for (double& count : lost) count *= 0.5;
    for (double& count : passed) count *= 0.5;
    for (const Experience& experience : state.experiences) {
      std::vector<double>& counts = experience.lost ? lost : passed;
      for (std::size_t who = 0; who < all.id.size(); ++who) {
        double weight = index_of(who) == experience.organisation ? 1.0 : 0.0;
        for (std::size_t tie = all.ties_begin[who]; tie < all.ties_begin[who + 1]; ++tie)
          if (all.ties[tie] == experience.organisation) weight += 0.3;
        counts[who * beliefs.slots + at(experience.slot)] += weight * static_cast<double>(experience.weight);
      }
    }
    for (std::size_t who = 0; who < all.id.size(); ++who)
      for (std::size_t slot = 0; slot < beliefs.slots; ++slot) {
        const std::size_t count = who * beliefs.slots + slot;
        most = std::max(most, passed[count]);
        ASSERT_NEAR(static_cast<double>(beliefs.lots_lost(who, slot)), lost[count],
                    1e-4 * (1.0 + lost[count]));
        ASSERT_NEAR(static_cast<double>(beliefs.lots_passed(who, slot)), passed[count],
                    1e-4 * (1.0 + passed[count]));
      }
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_GT(most, 1.0);
}

// Where origins are told apart, every experience counts for its crossing and, pooled, for its place-method.
TEST(Beliefs, OriginsToldApartAddUpToThePooledCounts) {
  Prepared prepared =
      test::prepare_scenario("north_sea.yaml", {.seed = {}, .replicates = {}, .weeks = 26, .arms = {}});
  Arm arm = prepared.scenario.start;
  for_each_quantity(arm.parameters, [](const std::string& path, const QuantityField& field) {
    if (path == "beliefs.spill") *field.value = 0.5;
    if (path == "beliefs.news_weight") *field.value = 0.0;
  });
  const Experiment experiment(prepared.scenario.plan, arm, {arm}, prepared.world);
  after_last_week(experiment, [&](const State& state) {
    const Beliefs& beliefs = state.beliefs;
    ASSERT_EQ(beliefs.slots, beliefs.first_crossing + prepared.world.crossings.size());
    std::vector<double> pooled(prepared.world.place_methods.size(), 0.0);
    for (std::size_t crossing = 0; crossing < prepared.world.crossings.size(); ++crossing)
      pooled[at(prepared.world.crossings[crossing].place_method)] +=
          static_cast<double>(beliefs.lots_passed(0, beliefs.first_crossing + crossing));
    EXPECT_GT(*std::max_element(pooled.begin(), pooled.end()), 0.5);
    for (std::size_t pair = 0; pair < pooled.size(); ++pair)
      EXPECT_NEAR(pooled[pair],
                  static_cast<double>(beliefs.lots_passed(0, beliefs.first_place_method + pair)), 1e-4);
  });
}

// From .5 towards the truth .10 of the first lane, a fifth of the way a week for 20 weeks: .1 + .4 x .8^20.
TEST(Beliefs, AveragedLossGoesToTheTruthByItsWeightEachWeek) {
  ScenarioOptions options = test::with_organisations(10);
  options.sets.insert(options.sets.end(), {"beliefs.rule=averaged", "beliefs.averaging_weight=0.2",
                                           "beliefs.prior=given", "beliefs.prior_mean=0.5"});
  after_last_week(test::experiment_of("lab/frozen_beliefs.yaml", options), [](const State& state) {
    EXPECT_NEAR(state.beliefs.averaged_loss[0], .1 + .4 * std::pow(.8, 20), 1e-12);
  });
}

}  // namespace
}  // namespace waterbed
