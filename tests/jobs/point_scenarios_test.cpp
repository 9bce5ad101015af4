// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/point_scenarios.hpp"

#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "output/fingerprint.hpp"
#include "sim/jobs/factor_places.hpp"
#include "sim/jobs/run_job.hpp"

namespace waterbed {
namespace {

using Values = std::vector<std::string>;

Factor factor_of(std::string path, double low, double high) {
  Factor factor;
  factor.path = std::move(path);
  factor.range = FactorRange{low, high};
  return factor;
}

Factor factor_of(std::string path, Values values) {
  Factor factor;
  factor.path = std::move(path);
  factor.values = std::move(values);
  return factor;
}

SweepPlan plan_of(const std::string& scenario, std::vector<Factor> factors, ScenarioOptions options = {}) {
  SweepPlan plan;
  plan.design.scenario = std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios" / scenario;
  plan.design.kind = DesignKind::random;
  plan.design.size = 3;
  plan.design.factors = std::move(factors);
  plan.design.options = std::move(options);
  plan.base = prepare(plan.design.scenario, plan.design.options);
  EXPECT_EQ(plan.base.mistakes.printed(), "");
  return plan;
}

SweepPlan two_ports(std::vector<Factor> factors, ScenarioOptions options = {}) {
  options.weeks = 40;
  return plan_of("lab/two_ports.yaml", std::move(factors), std::move(options));
}

Prepared twin(const SweepPlan& plan, const Values& values) {
  return prepare(plan.design.scenario, options_at(plan.design, values));
}

std::uint64_t question_of(const Prepared& prepared) {
  return fingerprint(record_of(prepared, experiment_of(prepared, InstructionSet::plain)));
}

void expect_same(const Prepared& made, const Prepared& read) {
  EXPECT_EQ(made.mistakes.printed(), read.mistakes.printed());
  const Scenario& left = made.scenario;
  const Scenario& right = read.scenario;
  EXPECT_TRUE(are_same({left.record.parameters, left.arms}, {right.record.parameters, right.arms}));
  EXPECT_TRUE(are_same({{}, {left.start}}, {{}, {right.start}}));
  EXPECT_EQ(left.pairs.size(), right.pairs.size());
  EXPECT_EQ(left.plan.weeks, right.plan.weeks);
  EXPECT_EQ(made.world.routes.hash, read.world.routes.hash);
}

void expect_same_points(const SweepPlan& plan, const std::vector<Values>& points) {
  const PointScenarios scenarios(plan);
  for (const Values& values : points) {
    const Prepared read = twin(plan, values);
    ASSERT_EQ(read.mistakes.printed(), "");
    expect_same(scenarios.at(values), read);
    EXPECT_EQ(scenarios.question(values), question_of(read));
  }
}

std::vector<Values> points_of(const SweepPlan& plan) {
  const DesignPoints points(plan.design);
  std::vector<Values> all;
  for (std::uint64_t point = 0; point < points.count(); ++point) all.push_back(points.values(point));
  return all;
}

TEST(PointScenarios, OfNumbersAreWhatTheReaderGives) {
  const std::string more_targeting =
      "measures.tighter_rotterdam.change.instruments.NLRTM_scanner.targeting_quality.add";
  const SweepPlan plan = plan_of(
      "north_sea.yaml", {factor_of("places.ECGYE.interception", 0.05, 0.25), factor_of("choice.eta", 0, 2),
                         factor_of("arms.rotterdam.choice.eta", 0, 2), factor_of(more_targeting, 0, 0.5),
                         factor_of("measures.encrochat.change.instruments.*.targeting_quality.add", 0, 0.5),
                         factor_of("commodities.cocaine.source_price_eur_per_kg", 3000, 8000)});
  EXPECT_TRUE(PointScenarios(plan).is_quick());
  expect_same_points(plan, points_of(plan));
}

TEST(PointScenarios, GiveTheSameRuns) {
  const SweepPlan plan =
      two_ports({factor_of("arms.strike.choice.eta", 0, 2),
                 factor_of("measures.tighter_first.change.instruments.scanner_first.capacity_"
                           "units_per_week.multiply",
                           1, 8),
                 factor_of("places.origin_west.interception", 0.05, 0.5),
                 factor_of("passages.origin_west/first.sea_days", 2, 40)});
  const PointScenarios scenarios(plan);
  ASSERT_TRUE(scenarios.is_quick());
  for (const Values& values : points_of(plan)) {
    const ReplicateResult made = experiment_of(scenarios.at(values), InstructionSet::plain).run(0);
    const ReplicateResult read = experiment_of(twin(plan, values), InstructionSet::plain).run(0);
    for (std::size_t arm = 0; arm < read.arms.size(); ++arm)
      EXPECT_EQ(made.arms[arm].digest, read.arms[arm].digest) << plan.base.scenario.arms[arm].name;
  }
}

// Then the value of the base stands in the records of all other arms.
TEST(PointScenarios, KnowAFactorThatTheReferenceOverrides) {
  ScenarioOptions options;
  options.sets = {"arms.as_it_is.choice.eta=0.3"};
  const SweepPlan plan = two_ports({factor_of("choice.eta", 0, 2)}, options);
  EXPECT_TRUE(PointScenarios(plan).is_quick());
  expect_same_points(plan, points_of(plan));
}

TEST(PointScenarios, AreOfTheArmsThatAreAskedFor) {
  ScenarioOptions options;
  options.arms = {"strike", "as_it_is"};
  const SweepPlan plan =
      two_ports({factor_of("choice.eta", 0, 2), factor_of("arms.sharing.choice.gamma", 0.5, 1.5)}, options);
  EXPECT_TRUE(PointScenarios(plan).is_quick());
  expect_same_points(plan, points_of(plan));
}

TEST(PointScenarios, WriteANumberAsTheReaderDoes) {
  const SweepPlan plan = two_ports({factor_of("choice.eta", {"0.20", "1e-5", "1.0"}),
                                    factor_of("choice.nu", {"0.50"})});  // one value is quick, too
  EXPECT_TRUE(PointScenarios(plan).is_quick());
  expect_same_points(plan,
                     {{"0.20", "0.50"}, {"1e-5", "0.50"}, {"1.0", "0.5"}, {"-0", "0.50"}, {"0.1", "0.6"}});
}

TEST(PointScenarios, AreReadAgainWhereMoreThanANumberDiffers) {
  for (const Factor& factor :
       {factor_of("organisations.count", {"10", "20"}), factor_of("beliefs.rule", {"learned", "frozen"}),
        factor_of("measures.strike.from", {"2000-07-03", "2000-08-07"})}) {
    const SweepPlan plan = two_ports({factor_of("choice.eta", 0, 2), factor});
    EXPECT_FALSE(PointScenarios(plan).is_quick()) << factor.path;
    expect_same_points(plan, {{"0.5", factor.values[1]}});
  }
}

TEST(PointScenarios, AreReadAgainWhereAValueIsLeftToTheScenario) {
  SweepPlan plan = two_ports({factor_of("choice.eta", Values{})});
  plan.design.kind = DesignKind::list;
  plan.design.rows = {{"0.3"}, {""}, {"0.4"}};
  EXPECT_FALSE(PointScenarios(plan).is_quick());
  expect_same_points(plan, plan.design.rows);
}

// The measure source_side adds .15: what comes from the west is intercepted with a chance of 1.1. The reader
// says so also where its arm is not run.
TEST(PointScenarios, HaveTheMistakesThatTheReaderFinds) {
  for (const Values& arms : {Values{}, Values{"as_it_is"}}) {
    ScenarioOptions options;
    options.arms = arms;
    const SweepPlan plan = two_ports({factor_of("places.origin_west.interception", 0, 0.5)}, options);
    const PointScenarios scenarios(plan);
    EXPECT_TRUE(scenarios.is_quick());
    for (const Values& values : {Values{"0.95"}, Values{"1.5"}, Values{"much"}}) {
      const std::string told = twin(plan, values).mistakes.printed();
      EXPECT_NE(told, "");
      EXPECT_EQ(scenarios.at(values).mistakes.printed(), told);
    }
  }
}

// The measure begins after the ten weeks of the run.
TEST(PointScenarios, HaveTheMistakesOfNumbersOutsideTheirRanges) {
  ScenarioOptions options;
  options.weeks = 10;
  const SweepPlan plan = plan_of("lab/two_ports.yaml",
                                 {factor_of("choice.eta", 0, 2),
                                  factor_of("measures.sharing.change.cooperations.both.pooling.set", 0, 1)},
                                 options);
  const PointScenarios scenarios(plan);
  EXPECT_TRUE(scenarios.is_quick());
  for (const Values& values : {Values{"-1", "0.5"}, Values{"1", "7"}}) {
    const std::string told = twin(plan, values).mistakes.printed();
    EXPECT_NE(told, "");
    EXPECT_EQ(scenarios.at(values).mistakes.printed(), told);
  }
}

TEST(PointScenarios, HaveTheMistakesOfTheWorldThatTheyDescribe) {
  const SweepPlan plan = two_ports({factor_of("homes.north.weight", 0, 1)});
  const PointScenarios scenarios(plan);
  EXPECT_TRUE(scenarios.is_quick());
  const std::string told = twin(plan, {"0"}).mistakes.printed();
  EXPECT_NE(told.find("all weights are 0"), std::string::npos) << told;
  EXPECT_EQ(scenarios.at({"0"}).mistakes.printed(), told);
}

TEST(PointScenarios, AreMadeByManyThreadsAtOnce) {
  const SweepPlan plan = two_ports({factor_of("choice.eta", 0, 2), factor_of("choice.nu", 0.2, 1)});
  const PointScenarios scenarios(plan);
  const std::vector<Values> points = points_of(plan);
  std::vector<std::uint64_t> questions(points.size());
  std::vector<std::thread> threads;
  for (std::size_t point = 0; point < points.size(); ++point)
    threads.emplace_back([&, point] {
      for (int time = 0; time < 20; ++time) questions[point] = question_of(scenarios.at(points[point]));
    });
  for (std::thread& thread : threads) thread.join();
  for (std::size_t point = 0; point < points.size(); ++point)
    EXPECT_EQ(questions[point], scenarios.question(points[point]));
}

}  // namespace
}  // namespace waterbed
