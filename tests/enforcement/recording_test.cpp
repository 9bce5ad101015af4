// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/recording.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Recorded with chance .98 and noise 2 % (defaults).
TEST(Recording, WritesDownNearlyAllWithNoise) {
  const Experiment experiment = test::experiment_of("lab/no_deterrence.yaml");
  double seized = 0, recorded = 0, squares = 0;
  for (std::uint32_t replicate = 0; replicate < 20; ++replicate) {
    const ReplicateResult result = experiment.run(replicate, [&](std::size_t arm, const State& state, Week) {
      if (arm != 1) return;
      for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
        const std::int64_t grams = state.endings.recorded[lot].value;
        if (state.endings.ending[lot] != Ending::seized) {
          EXPECT_EQ(grams, 0);
          continue;
        }
        ++seized;
        if (grams == 0) continue;
        ++recorded;
        const double deviation =
            static_cast<double>(grams) / static_cast<double>(state.endings.size[lot].value) - 1.0;
        squares += deviation * deviation;
      }
    });
    ASSERT_EQ(result.arms[1].state, RunState::done);
  }
  ASSERT_GT(seized, 1000);
  EXPECT_NEAR(recorded / seized, .98, 4.0 * test::share_error(.98, seized));
  EXPECT_NEAR(std::sqrt(squares / recorded), .02, 4.0 * .02 / std::sqrt(2.0 * recorded));
}

// P(at least k) = q^k with q = 4 / 5: exactly the uniforms up to q^k wait k weeks or more.
TEST(Recording, DelayIsGeometric) {
  double at_least = 1.0;
  for (int weeks = 1; weeks <= 20; ++weeks) {
    at_least *= .8;
    EXPECT_GE(weeks_to_record(4.0, at_least * (1.0 - 1e-12)), weeks);
    EXPECT_LT(weeks_to_record(4.0, at_least * (1.0 + 1e-12)), weeks);
  }
}

TEST(Recording, WithoutDelayEverythingIsWrittenDownAtOnce) {
  EXPECT_EQ(weeks_to_record(0.0, 1e-9), 0);
}

// The variance of a geometric number with mean m is m (1 + m).
TEST(Recording, DelayOfTheDrawsHasItsMean) {
  double records = 0, weeks = 0;
  const Experiment experiment = test::experiment_of("lab/recording.yaml");
  const auto watch = [&](std::size_t, const State& state, Week) {
    for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
      if (state.endings.recorded[lot].value == 0) continue;
      ++records;
      weeks += state.endings.weeks_to_record[lot];
    }
  };
  ASSERT_EQ(experiment.run(0, watch).arms[0].state, RunState::done);
  EXPECT_NEAR(weeks / records, 4.0, 4.0 * std::sqrt(20.0 / records));
}

// In week t of the run (from 0) what was found in weeks 0 to t with delays 0 to t becomes known: of 1000 lots
// a week a quarter is found and recorded, of these 1 - .8^(t + 1) by now. The number is nearly Poisson.
TEST(Recording, NewsTellsOfFindsWhenTheyAreWrittenDown) {
  std::vector<double> known_by_week;
  double recorded = 0, known = 0, pending = 0;
  const Experiment experiment = test::experiment_of("lab/recording.yaml");
  const auto watch = [&](std::size_t, const State& state, Week week) {
    for (const Grams weight : state.endings.recorded) recorded += weight.value > 0 ? 1 : 0;
    const std::size_t row = RecordedLots::row(week) * 3;  // three methods at one port
    known_by_week.push_back(0);
    for (std::size_t pair = 0; pair < 3; ++pair)
      known_by_week.back() += state.recorded_lots.by_week[row + pair];
    known += known_by_week.back();
    pending = static_cast<double>(state.pending_records.count());
  };
  ASSERT_EQ(experiment.run(0, watch).arms[0].state, RunState::done);
  EXPECT_EQ(known + pending, recorded);
  for (const int week : {0, 1, 3, 10, 30}) {
    const double expected = 250.0 * (1.0 - std::pow(.8, week + 1));
    EXPECT_NEAR(known_by_week[static_cast<std::size_t>(week)], expected, 4.0 * std::sqrt(expected));
  }
}

TEST(Recording, DelayChangesNoRevisedFigure) {
  const auto with_delay = [](const std::string& weeks) {
    ScenarioOptions options;
    options.sets = {"recording.delay_mean_weeks=" + weeks};
    return test::Results(test::experiment_of("lab/recording.yaml", options), 0);
  };
  const test::Results at_once = with_delay("0");
  const test::Results late = with_delay("30");
  EXPECT_EQ(at_once.cells(0, "recorded_g"), late.cells(0, "recorded_g"));
  EXPECT_EQ(at_once.cells(0, "recorded_lots"), at_once.cells(0, "first_published_lots"));
  EXPECT_LT(late.total(0, "first_published_lots"), at_once.total(0, "first_published_lots"));
}

// Both codes always wrong, and a fifth of the lots found on leaving the source.
TEST(Recording, WrongCodesNameWhatIsPossibleThere) {
  ScenarioOptions options;
  options.sets = {"recording.method_miscoded=1", "recording.origin_miscoded=1",
                  "places.origin.interception=0.2"};
  const Experiment experiment = test::experiment_of("lab/recording.yaml", options);
  std::size_t at_source = 0;
  const auto watch = [&](std::size_t, const State& state, Week) {
    const Endings& endings = state.endings;
    const World& world = experiment.world();
    for (std::size_t lot = 0; lot < endings.count(); ++lot) {
      if (endings.recorded[lot].value == 0) {
        EXPECT_EQ(endings.recorded_lane[lot], none);
        continue;
      }
      const std::size_t route = at(endings.route[lot]);
      const bool is_at_source = endings.stage[lot] == Stage::source;
      at_source += is_at_source ? 1 : 0;
      EXPECT_EQ(endings.recorded_source[lot] == world.routes.source[route], is_at_source);
      EXPECT_NE(world.source_number[at(endings.recorded_source[lot])], none);
      const Lane& recorded = world.lanes[at(endings.recorded_lane[lot])];
      const Lane& lane = world.lanes[at(world.routes.lane[route])];
      EXPECT_NE(recorded.method, lane.method);
      EXPECT_EQ(recorded.place, lane.place);
      EXPECT_EQ(recorded.commodity, lane.commodity);
    }
  };
  ASSERT_EQ(experiment.run(0, watch).arms[0].state, RunState::done);
  EXPECT_GT(at_source, 0U);
}

TEST(Recording, WhereThereIsNoOtherTheTrueOneIsWrittenDown) {
  ScenarioOptions options;
  options.sets = {"recording.method_miscoded=1", "recording.origin_miscoded=1"};
  const test::Results wrong(test::experiment_of("lab/transit.yaml", options), 0);
  const test::Results right(test::experiment_of("lab/transit.yaml"), 0);
  EXPECT_EQ(wrong.result().arms[0].series, right.result().arms[0].series);
}

}  // namespace
}  // namespace waterbed
