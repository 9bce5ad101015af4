// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gtest/gtest.h>

#include "config/scenario.hpp"
#include "tests/config/records.hpp"
#include "tests/config/sample_blocks.hpp"

namespace waterbed {
namespace {

using sample::ChoiceParams;
using sample::PlaceParams;
using sample::ScannerParams;

constexpr const char* base = R"(waterbed: 1
title: Base
start: 2022-01-03
places:
  source: atlas
  table: places.csv
  NLRTM: {recorded: 0.9}
streams:
  containers: {}
instruments:
  portal: {kind: scanner, place: NLRTM, streams: [containers], sensitivity: {value: 0.7, low: 0.5, high: 0.9}}
measures:
  more:
    from: 2022-03-07
    change:
      instruments.portal.capacity_units_per_week: {multiply: 2, low: 1.5, high: 3}
arms:
  today: {}
  tomorrow: {measures: [more]}
)";

class Extends : public testing::Test {
 protected:
  Extends() {
    folder_.write("base.yaml", base);
    folder_.write("places.csv",
                  "name,latitude_deg,recorded\nNLRTM,51.9,0.5\nBEANR,51.2,0.6\nDEHAM,53.5,0.7\n");
  }
  ScenarioReading read(const std::string& behind_extends, const ScenarioOptions& options = {}) const {
    return read_scenario(folder_.write("case.yaml", "waterbed: 1\nextends: base.yaml\n" + behind_extends),
                         sample::blocks(), options);
  }
  Scenario read_good(const std::string& behind_extends, const ScenarioOptions& options = {}) const {
    ScenarioReading reading = read(behind_extends, options);
    EXPECT_EQ(reading.mistakes.printed(), "");
    return std::move(reading.scenario);
  }
  std::string mistakes(const std::string& behind_extends, const ScenarioOptions& options = {}) const {
    return read(behind_extends, options).mistakes.printed();
  }
  static ScenarioOptions setting(std::vector<std::string> sets) {
    ScenarioOptions options;
    options.sets = std::move(sets);
    return options;
  }

  sample::Folder folder_;
};

std::vector<std::string> names_of(const Scenario& scenario) {
  return scenario.arms.front().parameters.named<PlaceParams>().names;
}

TEST_F(Extends, KeepsWhatTheCaseDoesNotSay) {
  const Scenario scenario = read_good("because: nothing differs\n");
  EXPECT_EQ(scenario.record.title, "Base");
  EXPECT_EQ(scenario.arms.size(), 2U);
  EXPECT_EQ(record_at(scenario, "places.NLRTM.recorded").value, "0.9");
  EXPECT_EQ(record_at(scenario, "places.NLRTM.latitude_deg").origin, "places.csv:2");
}

TEST_F(Extends, MergesMapsKeyByKeyAndTellsWhereEachValueComesFrom) {
  const Scenario scenario =
      read_good("title: Case\nchoice: {theta_kg_per_eur: 0.5}\nplaces: {BEANR: {terminals: 3}}\n");
  EXPECT_EQ(scenario.record.title, "Case");
  EXPECT_EQ(record_at(scenario, "choice.theta_kg_per_eur").origin, "case.yaml:4");
  EXPECT_EQ(record_at(scenario, "places.BEANR.terminals").value, "3");
  EXPECT_EQ(record_at(scenario, "places.BEANR.recorded").origin, "places.csv:3");
}

TEST_F(Extends, ReplacesANumberWithItsRangeAndSource) {
  const Scenario scenario = read_good("instruments: {portal: {sensitivity: {value: 0.4, source: trial}}}\n");
  const ParameterRecord record = record_at(scenario, "instruments.portal.sensitivity");
  EXPECT_EQ(record.value, "0.4");
  EXPECT_EQ(record.low, "");
  EXPECT_EQ(record.source, "trial");
}

TEST_F(Extends, ChangesARangeAlone) {
  const Scenario scenario = read_good("instruments: {portal: {sensitivity: {low: 0.1}}}\n");
  EXPECT_EQ(record_at(scenario, "instruments.portal.sensitivity").value, "0.7");
  EXPECT_EQ(record_at(scenario, "instruments.portal.sensitivity").low, "0.1");
  EXPECT_EQ(record_at(scenario, "instruments.portal.sensitivity").high, "0.9");
}

TEST_F(Extends, GivesARangeToAPlainNumber) {
  const Scenario scenario = read_good("places: {NLRTM: {recorded: {low: 0.4, source: inquiry}}}\n");
  EXPECT_EQ(record_at(scenario, "places.NLRTM.recorded").value, "0.9");
  EXPECT_EQ(record_at(scenario, "places.NLRTM.recorded").low, "0.4");
  EXPECT_EQ(record_at(scenario, "places.NLRTM.recorded").origin, "base.yaml:7");
}

TEST_F(Extends, ChangesSingleFieldsOfRows) {
  const Scenario scenario = read_good("places: {BEANR: {recorded: {low: 0.4}}, DEHAM: {recorded: ~}}\n");
  EXPECT_EQ(record_at(scenario, "places.BEANR.recorded").value, "0.6");
  EXPECT_EQ(record_at(scenario, "places.BEANR.recorded").low, "0.4");
  EXPECT_EQ(record_at(scenario, "places.DEHAM.recorded").origin, "default");
  EXPECT_EQ(mistakes("places: {DEHAM: {title: ~}}\n"),
            "case.yaml:3:18: places.DEHAM.title = ~ removes nothing: no file below gives it: known are "
            "latitude_deg, recorded\n");
}

TEST_F(Extends, RemovesAFieldOfARowThatAnotherFileNamesAsWell) {
  folder_.write("middle.yaml", "waterbed: 1\nextends: base.yaml\nplaces: {BEANR: {terminals: 2}}\n");
  const auto path = folder_.write(
      "top.yaml",
      "waterbed: 1\nextends: middle.yaml\nplaces: {BEANR: {recorded: ~}, NLRTM: {recorded: ~}}\n");
  const ScenarioReading reading = read_scenario(path, sample::blocks());
  ASSERT_EQ(reading.mistakes.printed(), "");
  for (const char* place : {"places.BEANR.recorded", "places.NLRTM.recorded"})
    EXPECT_EQ(record_at(reading.scenario, place).origin, "default") << place;
  EXPECT_EQ(record_at(reading.scenario, "places.BEANR.terminals").value, "2");
}

TEST_F(Extends, BringsNothingBackWhenARemovedRowIsGivenAnew) {
  folder_.write("middle.yaml", "waterbed: 1\nextends: base.yaml\nplaces: {BEANR: ~}\n");
  const auto path =
      folder_.write("top.yaml", "waterbed: 1\nextends: middle.yaml\nplaces: {BEANR: {latitude_deg: 50}}\n");
  const ScenarioReading reading = read_scenario(path, sample::blocks());
  ASSERT_EQ(reading.mistakes.printed(), "");
  EXPECT_EQ(record_at(reading.scenario, "places.BEANR.recorded").origin, "default");
  EXPECT_EQ(record_at(reading.scenario, "places.BEANR.latitude_deg").value, "50");
}

TEST_F(Extends, LeavesANumberOfARowItsSourceAndOriginWhenOnlyItsRangeIsGiven) {
  const Scenario scenario = read_good("places: {BEANR: {recorded: {high: 0.9}, source: my guess}}\n");
  EXPECT_EQ(record_at(scenario, "places.BEANR.recorded").source, "atlas");
  EXPECT_EQ(record_at(scenario, "places.BEANR.recorded").origin, "places.csv:3");
  EXPECT_EQ(record_at(scenario, "places.BEANR.recorded").high, "0.9");
}

TEST_F(Extends, RemovesTablesAndRemarks) {
  EXPECT_EQ(names_of(read_good("instruments: ~\nmeasures: ~\narms: ~\n"
                               "places: {table: ~, NLRTM: {latitude_deg: 1}}\n")),
            std::vector<std::string>{"NLRTM"});
  EXPECT_EQ(record_at(read_good("places: {source: ~}\n"), "places.NLRTM.recorded").source, "");
}

TEST_F(Extends, ReplacesTheRowsOfOneTableByThoseOfAnother) {
  folder_.write("other.csv", "name,latitude_deg\nNLRTM,52\nSEGOT,57.7\n");
  const Scenario scenario = read_good("places: {table: other.csv}\n");
  EXPECT_EQ(names_of(scenario), (std::vector<std::string>{"NLRTM", "SEGOT"}));
  EXPECT_EQ(record_at(scenario, "places.NLRTM.recorded").value, "0.9");  // the base's YAML, not its table
  EXPECT_EQ(names_of(read_good("", setting({"places.table=other.csv"}))), names_of(scenario));
}

TEST_F(Extends, GivesASourceOnlyToWhatItsOwnFileSays) {
  const Scenario scenario =
      read_good("places: {NLRTM: {terminals: 2}, BEANR: {source: visit, recorded: 1}}\n");
  EXPECT_EQ(record_at(scenario, "places.NLRTM.recorded").source, "atlas");
  EXPECT_EQ(record_at(scenario, "places.NLRTM.terminals").source, "");
  EXPECT_EQ(record_at(scenario, "places.BEANR.recorded").source, "visit");
  EXPECT_EQ(record_at(scenario, "places.BEANR.latitude_deg").source, "atlas");
}

TEST_F(Extends, ReplacesTheAmountOfAMeasure) {
  const Scenario scenario =
      read_good("measures: {more: {change: {instruments.portal.capacity_units_per_week: {add: 5}}}}\n");
  EXPECT_EQ(record_at(scenario, "measures.more.instruments.portal.capacity_units_per_week").value, "add 5");
}

TEST_F(Extends, RemovesWithATilde) {
  const Scenario scenario = read_good("arms: {today: ~, later: {measures: [more]}}\n");
  ASSERT_EQ(scenario.arms.size(), 2U);
  EXPECT_EQ(scenario.arms[0].name, "tomorrow");
}

TEST_F(Extends, HasOneArmWhereAllAreRemovedInWhateverWay) {
  for (const char* text : {"arms: ~\n", "arms: {\"*\": ~}\n", "arms: {today: ~, tomorrow: ~}\n"}) {
    const Scenario scenario = read_good(text);
    ASSERT_EQ(scenario.arms.size(), 1U) << text;
    EXPECT_EQ(scenario.arms[0].name, "base") << text;
  }
  EXPECT_EQ(read_good("arms: {\"*\": ~, later: {}}\n").arms[0].name, "later");
}

TEST_F(Extends, TellsAMistakeThatARemovalMakesAtTheRemoval) {
  EXPECT_EQ(mistakes("", setting({"places.NLRTM=~"})),
            "--set:1: places.NLRTM = ~ removes what is still used: instruments.portal.place = NLRTM "
            "(base.yaml:11): change or remove that, too\n");
  // What a later file gives anew is missed by nobody.
  EXPECT_EQ(mistakes("places: {NLRTM: ~}\n", setting({"places.NLRTM={latitude_deg: 1}"})), "");
}

TEST_F(Extends, RemovesRowsOfTablesAlsoByPattern) {
  EXPECT_EQ(names_of(read_good("places: {DEHAM: ~}\n")), (std::vector<std::string>{"NLRTM", "BEANR"}));
  EXPECT_EQ(
      names_of(read_good(
          "instruments: {portal: ~}\nmeasures: ~\narms: ~\nplaces: {\"*\": ~, X: {latitude_deg: 1}}\n")),
      std::vector<std::string>{"X"});
}

TEST_F(Extends, RefusesToRemoveWhatIsNotThere) {
  EXPECT_EQ(mistakes("arms: {tody: ~}\n"),
            "case.yaml:3:8: arms.tody = ~ removes nothing: no file below gives it: did you mean today?\n");
  EXPECT_EQ(
      mistakes("places: {DEHAN: ~}\n"),
      "case.yaml:3:10: places.DEHAN = ~ removes nothing: no file below gives it: did you mean DEHAM?\n");
}

TEST_F(Extends, DoesNotTakeAForgottenValueForARemoval) {
  EXPECT_EQ(mistakes("instruments:\n  portal:\n    sensitivity:\n"),
            "case.yaml:5:5: instruments.portal.sensitivity = nothing is not a number: share of loaded boxes "
            "recognised\n");
}

TEST_F(Extends, PutsATableOfTheCaseOverEntriesOfTheBase) {
  folder_.write("mine.csv", "name,latitude_deg,recorded\nNLRTM,51.9,0.1\n");
  EXPECT_EQ(record_at(read_good("places: {table: mine.csv}\n"), "places.NLRTM.recorded").value, "0.1");
}

TEST_F(Extends, TellsOnlyOfTheTableWhenItCannotBeRead) {
  EXPECT_EQ(mistakes("places: {table: none.csv}\n"),
            "none.csv: there is no such file\ncase.yaml:3:17: places.table: none.csv could not be read\n");
}

TEST_F(Extends, TellsAtItsOwnLineWhatAnEntryLacksWithoutItsRow) {
  EXPECT_EQ(mistakes("places: {table: ~}\n"),
            "case.yaml:3:10: places.NLRTM.latitude_deg must be given, and this removes it: north positive\n");
}

TEST_F(Extends, FindsTablesFromTheFolderOfTheFileThatNamesThem) {
  std::filesystem::create_directory(folder_.path() / "deep");
  const auto path = folder_.write("deep/case.yaml", "waterbed: 1\nextends: ../base.yaml\n");
  const ScenarioReading reading = read_scenario(path, sample::blocks());
  EXPECT_EQ(reading.mistakes.printed(), "");
  EXPECT_EQ(record_at(reading.scenario, "places.BEANR.recorded").origin, "../places.csv:3");
}

TEST_F(Extends, TellsMistakesOfTheBaseInTheBase) {
  folder_.write("base.yaml", "waterbed: 1\nstart: 2022-13-01\n");
  EXPECT_EQ(
      mistakes(""),
      "base.yaml:2:8: start = 2022-13-01 is not a date of 1900 to 2999: write 2022-01-31 or 2022-W05\n");
}

TEST_F(Extends, RefusesMissingFilesAndCircles) {
  folder_.write("base.yaml", "waterbed: 1\nextends: case.yaml\n");
  EXPECT_EQ(mistakes(""), "base.yaml:2:10: extends: case.yaml already extends this file: a circle\n");
  folder_.write("base.yaml", "waterbed: 1\nextends: none.yaml\n");
  EXPECT_EQ(mistakes(""),
            "none.yaml: there is no such file\nbase.yaml:2:10: extends: none.yaml could not be read\n");
}

TEST_F(Extends, AllowsSixteenLevels) {
  for (int level = 0; level <= 17; ++level)
    folder_.write(std::to_string(level) + ".yaml",
                  "waterbed: 1\n" + (level == 0 ? "start: 2022-01-03\n"
                                                : "extends: " + std::to_string(level - 1) + ".yaml\n"));
  EXPECT_EQ(read_scenario(folder_.path() / "16.yaml", sample::blocks()).mistakes.printed(), "");
  EXPECT_EQ(read_scenario(folder_.path() / "17.yaml", sample::blocks()).mistakes.printed(),
            "1.yaml:2:10: extends: more than 16 files on one another\n");
}

TEST_F(Extends, IsWeakerThanSetWhichIsWeakerThanTheArm) {
  const std::string text =
      "choice: {theta_kg_per_eur: 0.5}\narms: {tomorrow: {choice: {theta_kg_per_eur: 0.1}}}\n";
  const Scenario scenario = read_good(text, setting({"choice.theta_kg_per_eur=0.2"}));
  EXPECT_EQ(scenario.arms[0].parameters.get<ChoiceParams>().theta.value(), 0.2);
  EXPECT_EQ(scenario.arms[1].parameters.get<ChoiceParams>().theta.value(), 0.1);
  EXPECT_EQ(record_at(scenario, "choice.theta_kg_per_eur").origin, "--set:1");
  EXPECT_EQ(record_at(scenario, "arms.tomorrow.choice.theta_kg_per_eur").origin, "case.yaml:4");
}

TEST_F(Extends, LetsSetReachRowsArmsAndChangesOfMeasures) {
  const Scenario scenario =
      read_good("", setting({"places.BEANR.recorded=0.25", "arms.tomorrow.instruments.portal.sensitivity=0.3",
                             "measures.more.change.instruments.portal.capacity_units_per_week.multiply=4",
                             "measures.more.change.places.NLRTM.recorded={set: 0.1}", "weeks=7"}));
  EXPECT_EQ(record_at(scenario, "places.BEANR.recorded").value, "0.25");
  EXPECT_EQ(scenario.arms[1].parameters.named<ScannerParams>().values[0].sensitivity.value(), 0.3);
  EXPECT_EQ(record_at(scenario, "measures.more.instruments.portal.capacity_units_per_week").value,
            "multiply 4");
  EXPECT_EQ(record_at(scenario, "measures.more.places.NLRTM.recorded").value, "set 0.1");
  EXPECT_EQ(scenario.plan.weeks, 7);
}

TEST_F(Extends, LetsSetAddAndRemoveWholeEntries) {
  const Scenario scenario = read_good(
      "", setting({"arms.tomorrow=~", "arms.third={choice: {theta_kg_per_eur: 0.3}}", "places.DEHAM=~"}));
  ASSERT_EQ(scenario.arms.size(), 2U);
  EXPECT_EQ(scenario.arms[1].name, "third");
  EXPECT_EQ(names_of(scenario).size(), 2U);
}

TEST_F(Extends, KeepsTheTextsOfSetAmongTheFiles) {
  const Scenario scenario = read_good("", setting({"weeks=7", "title=a # b: [c]"}));
  EXPECT_EQ(scenario.record.title, "a # b: [c]");
  EXPECT_EQ(scenario.record.files[3].name, "--set");
  EXPECT_EQ(scenario.record.files[3].text, "weeks=7\ntitle=a # b: [c]\n");
}

TEST_F(Extends, RefusesWhatSetGetsWrong) {
  EXPECT_EQ(
      mistakes("", setting({"weeks", "weeks=x", "places.BEANT.recorded=1", "arms.a.choice.theta_kg_per_eur=1",
                            "measures.a.from=2022-01-03", "extends=b.yaml", "arms.x={", "a..b=1"})),
      "--set:1: weeks is not KEY.PATH=VALUE\n"
      "--set:2: weeks = x is not a whole number: weeks reported, counted from the start\n"
      "--set:3: places.BEANT: --set gives single keys of entries that exist, and BEANT is not one of places: "
      "did you mean BEANR?\n"
      "--set:4: arms.a: --set gives single keys of arms that exist\n"
      "--set:5: measures.a: --set gives single keys of measures that exist\n"
      "--set:6: extends belongs into a file: --set cannot give it\n"
      "--set:7: this { is not closed, or a comma is missing in it: {\n"
      "--set:8: a..b=1 is not KEY.PATH=VALUE\n");
}

TEST_F(Extends, RefusesAMapOfSetThatSaysNothing) {
  EXPECT_EQ(mistakes("", setting({"arms={}"})),
            "--set:1: arms = {} says nothing: write what differs, or ~ to remove it\n");
  EXPECT_EQ(mistakes("", setting({"arms.tomorrow.choice={}"})),
            "--set:1: arms.tomorrow.choice = {} says nothing: write what differs, or ~ to remove it\n");
  EXPECT_EQ(
      mistakes("", setting({"arms.tomorrow={}"})),
      "--set:1: arms.tomorrow = {} changes nothing of what base.yaml:19 says: write ~ to remove that, or "
      "leave this out\n");
  // An arm that --set empties is told there.
  EXPECT_EQ(mistakes("", setting({"arms.tomorrow.measures=[]"})),
            "--set:1: arms.tomorrow is an empty arm: only the first may change nothing\n");
  EXPECT_EQ(
      read_good("", setting({"streams.bulk={}"})).arms[0].parameters.named<sample::StreamParams>().size(),
      2U);
}

TEST_F(Extends, ComparesTheFirstArmWithEachOtherUnlessPairsSayElse) {
  const std::string third = "arms: {third: {measures: [more]}}\n";
  EXPECT_EQ(record_at(read_good(third), "pairs").value, "today/tomorrow today/third");
  const Scenario scenario = read_good(third + "pairs: [[tomorrow, third]]\n");
  ASSERT_EQ(scenario.pairs.size(), 1U);
  EXPECT_EQ(scenario.pairs[0].reference, "tomorrow");
  EXPECT_EQ(record_at(scenario, "pairs").origin, "case.yaml:4");
}

TEST_F(Extends, HasShocksInEveryArmAndOutsideItsMeasures) {
  const Scenario scenario =
      read_good("shocks: {storm: {from: 2022-02-07, change: {places.NLRTM.recorded: {set: 0}}}}\n");
  ASSERT_EQ(scenario.arms[0].measures.size(), 1U);
  EXPECT_EQ(scenario.arms[0].measures[0].kind, MeasureKind::shock);
  EXPECT_EQ(scenario.arms[1].measures.size(), 2U);
  EXPECT_EQ(record_at(scenario, "arms.tomorrow.measures").value, "more");
  EXPECT_EQ(record_at(scenario, "shocks.storm.places.NLRTM.recorded").value, "set 0");
}

}  // namespace
}  // namespace waterbed
