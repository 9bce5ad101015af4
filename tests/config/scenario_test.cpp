// SPDX-License-Identifier: Apache-2.0
#include "config/scenario.hpp"

#include <string>

#include <gtest/gtest.h>

#include "config/date.hpp"
#include "tests/config/records.hpp"
#include "tests/config/sample_blocks.hpp"

namespace waterbed {
namespace {

using sample::ChoiceParams;
using sample::PlaceParams;
using sample::RateParams;
using sample::ScannerParams;
using sample::StratumParams;

constexpr const char* good = R"(waterbed: 1
title: Two ports
start: 2022-01-05
weeks: 100
places:
  source: survey 2022
  NLRTM: {latitude_deg: {value: 51.9, low: 51, high: 52, source: atlas}}
  BEANR: {latitude_deg: 51.2, recorded: 0.5, note: guess}
streams:
  containers: {}
strata:
  NLRTM/BEANR/containers: {legal_units_per_week: 1000}
  BEANR/NLRTM/containers: {}
instruments:
  portal: {kind: scanner, place: NLRTM, streams: [containers], because: it is there}
  lab: {kind: rate}
measures:
  more:
    from: 2022-03-01
    ramp_weeks: 4
    source: plan of 2021
    change:
      instruments.portal.capacity_units_per_week: {multiply: 2, low: 1.5, high: 3}
      strata.*/NLRTM/containers.legal_units_per_week: {add: 5, source: forecast}
arms:
  today: {}
  tomorrow:
    because: what is planned
    measures: [more]
    instruments: {portal: {sensitivity: 0.9}}
)";

class ScenarioTest : public testing::Test {
 protected:
  ScenarioReading read(const std::string& text, const ScenarioOptions& options = {}) const {
    return read_scenario(folder_.write("s.yaml", text), sample::blocks(), options);
  }
  Scenario read_good(const ScenarioOptions& options = {}) const {
    ScenarioReading reading = read(good, options);
    EXPECT_EQ(reading.mistakes.printed(), "");
    return std::move(reading.scenario);
  }

 private:
  sample::Folder folder_;
};

TEST_F(ScenarioTest, FillsPlanBlocksAndEntriesInOrder) {
  const Scenario scenario = read_good();
  EXPECT_EQ(scenario.plan.weeks, 100);
  EXPECT_EQ(scenario.plan.replicates, 16);
  EXPECT_EQ(scenario.plan.start, *read_week("2022-01-03"));
  const auto& parameters = scenario.arms.front().parameters;
  const auto& places = parameters.named<PlaceParams>();
  EXPECT_EQ(places.names, (std::vector<std::string>{"NLRTM", "BEANR"}));
  EXPECT_EQ(places.values[1].recorded.value(), 0.5);
  EXPECT_EQ(parameters.named<ScannerParams>().values[0].streams, std::vector<std::string>{"containers"});
  EXPECT_EQ(parameters.named<RateParams>().names, std::vector<std::string>{"lab"});
  EXPECT_EQ(parameters.get<ChoiceParams>().premium, sample::Premium::none);
}

TEST_F(ScenarioTest, RecordsSourcesFromTheNumberOutwards) {
  const Scenario scenario = read_good();
  const ParameterRecord with_own = record_at(scenario, "places.NLRTM.latitude_deg");
  EXPECT_EQ(with_own.source, "atlas");
  EXPECT_EQ(with_own.low, "51");
  EXPECT_EQ(with_own.unit, "degree");
  EXPECT_EQ(with_own.origin, "s.yaml:7");
  EXPECT_EQ(record_at(scenario, "places.BEANR.latitude_deg").source, "survey 2022");
  const ParameterRecord untouched = record_at(scenario, "places.NLRTM.recorded");
  EXPECT_EQ(untouched.origin, "default");
  EXPECT_EQ(untouched.source, "");
}

TEST_F(ScenarioTest, GivesEachArmItsOwnParametersAndMeasures) {
  const Scenario scenario = read_good();
  ASSERT_EQ(scenario.arms.size(), 2U);
  EXPECT_EQ(scenario.arms[0].parameters.named<ScannerParams>().values[0].sensitivity.value(), 0.8);
  EXPECT_EQ(scenario.arms[1].parameters.named<ScannerParams>().values[0].sensitivity.value(), 0.9);
  EXPECT_TRUE(scenario.arms[0].measures.empty());
  ASSERT_EQ(scenario.arms[1].measures.size(), 1U);
  EXPECT_EQ(scenario.arms[1].measures[0].ramp_weeks, 4);
  EXPECT_EQ(record_at(scenario, "arms.tomorrow.instruments.portal.sensitivity").value, "0.9");
  EXPECT_EQ(record_at(scenario, "arms.tomorrow.measures").value, "more");
}

TEST_F(ScenarioTest, ExpandsAStarToOnePartOfTheName) {
  const Scenario scenario = read_good();
  const auto& changes = scenario.arms[1].measures[0].changes;
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[1].path, "strata.BEANR/NLRTM/containers.legal_units_per_week");
  EXPECT_EQ(changes[1].operation, Operation::add);
  const auto record = record_at(scenario, "measures.more.instruments.portal.capacity_units_per_week");
  EXPECT_EQ(record.value, "multiply 2");
  EXPECT_EQ(record.source, "plan of 2021");
  EXPECT_EQ(record_at(scenario, "measures.more." + changes[1].path).source, "forecast");
}

TEST_F(ScenarioTest, HasOneArmNamedBaseWhenItNamesNone) {
  const ScenarioReading reading = read("waterbed: 1\nstart: 2022-01-03\n");
  EXPECT_EQ(reading.mistakes.printed(), "");
  ASSERT_EQ(reading.scenario.arms.size(), 1U);
  EXPECT_EQ(reading.scenario.arms[0].name, "base");
}

TEST_F(ScenarioTest, TakesOptionsBeforeItsOwnSettings) {
  ScenarioOptions options;
  options.seed = 7;
  options.weeks = 100;
  const Scenario scenario = read_good(options);
  EXPECT_EQ(scenario.plan.seed, 7);
  EXPECT_EQ(record_at(scenario, "seed").origin, "option");
  EXPECT_EQ(record_at(scenario, "weeks").origin, "s.yaml:4");  // the option says what the file says
}

TEST_F(ScenarioTest, KeepsItsOwnOrderOfArmsWhateverTheOptionLists) {
  ScenarioOptions options;
  options.arms = {"tomorrow", "today"};
  EXPECT_EQ(read_good(options).arms.front().name, "today");
  options.arms = {"tomorrow"};
  const Scenario scenario = read_good(options);
  ASSERT_EQ(scenario.arms.size(), 1U);
  EXPECT_EQ(scenario.arms.front().name, "tomorrow");
}

TEST_F(ScenarioTest, AllArmsBeginAsTheFirstWhicheverAreRun) {
  ScenarioOptions options;
  options.arms = {"tomorrow"};
  const Scenario scenario = read_good(options);
  EXPECT_EQ(scenario.start.name, "today");
  EXPECT_EQ(record_at(scenario, "instruments.portal.sensitivity").value, "0.8");
}

TEST_F(ScenarioTest, RefusesWrongOptionsWithoutAPlaceInTheFile) {
  ScenarioOptions options;
  options.replicates = 0;
  options.arms = {"todya"};
  const ScenarioReading reading = read(good, options);
  EXPECT_EQ(reading.mistakes.printed(),
            "replicates = 0 is outside [1, 1e+07]: number of replicates: draws of all luck\n"
            "--arms: todya is not one of arms: did you mean today?\n");
}

TEST_F(ScenarioTest, TellsTheFirstOfVeryManyMistakes) {
  std::string text = "waterbed: 1\nstart: 2022-01-03\n";
  for (int line = 0; line < 5000; ++line) text += "key" + std::to_string(line) + ": 1\n";
  const std::string printed = read(text).mistakes.printed();
  EXPECT_TRUE(printed.starts_with("s.yaml:3:1: key0 is not a key of a scenario")) << printed;
  EXPECT_TRUE(printed.ends_with("and at least 951 more\n")) << printed;
}

TEST_F(ScenarioTest, LimitsArmsAndChanges) {
  std::string arms = "waterbed: 1\nstart: 2022-01-03\narms:\n";
  for (int arm = 0; arm <= 1000; ++arm)
    arms += "  a" + std::to_string(arm) + ": {choice: {theta_kg_per_eur: 0.5}}\n";
  EXPECT_EQ(read(arms).mistakes.printed(), "s.yaml:1004:3: arms has more than 1000 arms\n");
  // 400 places x 300 measures are more than 100,000 changes.
  std::string changes = "waterbed: 1\nstart: 2022-01-03\nplaces:\n";
  for (int place = 0; place < 400; ++place)
    changes += "  p" + std::to_string(place) + ": {latitude_deg: 1}\n";
  changes += "measures:\n";
  for (int measure = 0; measure < 300; ++measure)
    changes += "  m" + std::to_string(measure) +
               ": {from: 2022-02-07, change: {places.*.recorded: {multiply: 0.9}}}\n";
  EXPECT_TRUE(read(changes).mistakes.printed().starts_with(
      "s.yaml:655:37: measures.m250.change.places.*.recorded: all measures together change more than 100000"))
      << read(changes).mistakes.printed();
}

TEST_F(ScenarioTest, LimitsChangesByShocksAndMeasuresTogether) {
  std::string text = "waterbed: 1\nstart: 2022-01-03\nplaces:\n";
  for (int place = 0; place < 400; ++place) text += "  p" + std::to_string(place) + ": {latitude_deg: 1}\n";
  // 400 places x 150 of each: 60,000 changes by either, 120,000 together.
  for (const char* block : {"shocks", "measures"}) {
    text += std::string(block) + ":\n";
    for (int number = 0; number < 150; ++number)
      text += "  " + std::string(1, block[0]) + std::to_string(number) +
              ": {from: 2022-02-07, change: {places.*.recorded: {multiply: 0.99}}}\n";
  }
  EXPECT_TRUE(read(text).mistakes.printed().starts_with(
      "s.yaml:656:37: measures.m100.change.places.*.recorded: all measures together change more than 100000"))
      << read(text).mistakes.printed();
}

TEST_F(ScenarioTest, EndsCheckingWhatWouldTakeTooLong) {
  std::string text =
      "waterbed: 1\nstart: 2022-01-03\nweeks: 10000\nplaces: {A: {latitude_deg: 1}}\nmeasures:\n";
  std::string names;
  for (int number = 0; number < 7000; ++number) {
    text += "  m" + std::to_string(number) +
            ": {from: 2022-02-07, ramp_weeks: 5000, change: {places.A.recorded: {multiply: 1}}}\n";
    names += (number > 0 ? ", m" : "m") + std::to_string(number);
  }
  EXPECT_TRUE(read(text + "in_every_arm: [" + names + "]\n")
                  .mistakes.printed()
                  .ends_with("they cannot be checked\n"));
}

TEST_F(ScenarioTest, ComparesTheArmsThatAreRun) {
  const std::string text =
      "waterbed: 1\nstart: 2022-01-03\n"
      "arms: {a: {}, b: {choice: {theta_kg_per_eur: 0.1}}, c: {choice: {theta_kg_per_eur: 0.2}}}\n";
  ScenarioOptions options;
  options.arms = {"c", "b"};
  const ScenarioReading reading = read(text, options);
  ASSERT_EQ(reading.scenario.pairs.size(), 1U);
  EXPECT_EQ(reading.scenario.pairs[0].reference, "b");
  EXPECT_EQ(reading.scenario.pairs[0].arm, "c");
}

TEST_F(ScenarioTest, RefusesArmsThatAreNoMapOnce) {
  ScenarioOptions options;
  options.arms = {"a"};
  EXPECT_EQ(read("waterbed: 1\nstart: 2022-01-03\narms: 5\npairs: [[a, b]]\n", options).mistakes.printed(),
            "s.yaml:3:7: arms must be a map of arms by name, this is 5\n");
}

TEST_F(ScenarioTest, RecordsWhatOnlyTheReferenceChanges) {
  const ScenarioReading reading = read(
      "waterbed: 1\nstart: 2022-01-03\narms:\n"
      "  a: {choice: {theta_kg_per_eur: 0.5}}\n  b: {choice: {theta_kg_per_eur: 0.25}}\n"
      "  c: {measures: [m]}\n"
      "measures: {m: {from: 2022-01-03, change: {choice.theta_kg_per_eur: {set: 0.1}}}}\n");
  EXPECT_EQ(reading.mistakes.printed(), "");
  EXPECT_EQ(record_at(reading.scenario, "choice.theta_kg_per_eur").value, "0.5");
  EXPECT_EQ(record_at(reading.scenario, "arms.b.choice.theta_kg_per_eur").value, "0.25");
  EXPECT_EQ(record_at(reading.scenario, "arms.c.choice.theta_kg_per_eur").origin, "default");
}

TEST_F(ScenarioTest, ChecksRangesOnlyInWeeksOfTheRun) {
  const std::string text =
      "waterbed: 1\nstart: 2022-01-03\nweeks: 10\nwarm_up_weeks: 0\nin_every_arm: [m]\n"
      "measures: {m: {from: 2022-01-03, ramp_weeks: 20, change: {choice.theta_kg_per_eur: {multiply: "
      "4501}}}}\n";
  // In week 10 of the ramp of 20 the value is (1 + 4500 / 2) / 3000, within [0, 1]; in week 20 it is 1.5.
  EXPECT_EQ(read(text).mistakes.printed(), "");
  ScenarioOptions options;
  options.weeks = 20;
  EXPECT_NE(read(text, options).mistakes.printed(), "");
}

}  // namespace
}  // namespace waterbed
