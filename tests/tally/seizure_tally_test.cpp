// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/seizure_tally.hpp"

#include <functional>
#include <map>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Position of a cell on each axis of its series.
using Position = std::map<Axis, std::size_t>;

// A year of the North Sea with delay and wrong codes, by name of series.
class Seizures : public testing::Test {
 protected:
  static const test::Results& results() {
    static const test::Results run = [] {
      ScenarioOptions options;
      options.arms = {"as_of_2021"};
      options.weeks = 52;
      options.sets = {"recording.delay_mean_weeks=4", "recording.method_miscoded=0.2",
                      "recording.origin_miscoded=0.2"};
      return test::Results(test::experiment_of("north_sea.yaml", options), 0);
    }();
    return run;
  }
  static const ResultLayout& layout() { return results().layout(); }

  static const SeriesSpec& spec(const std::string& name) {
    for (const SeriesSpec& series : layout().series)
      if (series.name == name) return series;
    throw std::runtime_error("no series " + name);
  }

  // The cells of a series, added up by what `key` says of a cell's position; -1 leaves a cell out.
  static std::map<std::int64_t, std::int64_t> sums(const std::string& name,
                                                   const std::function<std::int64_t(Position&)>& key) {
    std::map<std::int64_t, std::int64_t> result;
    const std::vector<std::int64_t>& cells = results().cells(0, name);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      Position position;
      std::size_t rest = cell;
      const std::vector<Axis>& axes = spec(name).axes;
      for (std::size_t axis = axes.size(); axis-- > 0;) {
        position[axes[axis]] = rest % layout().length(axes[axis]);
        rest /= layout().length(axes[axis]);
      }
      const std::int64_t group = key(position);
      if (group >= 0 && cells[cell] != 0) result[group] += cells[cell];
    }
    return result;
  }

  static std::size_t entry_place(std::size_t lane) {
    for (std::size_t place = 0; place < layout().places.size(); ++place)
      if (layout().places[place].name == layout().lanes[lane].place) return place;
    throw std::runtime_error("a lane without place");
  }
  // Period and entry place in one number.
  static std::int64_t by_place(Position& position) {
    const bool has_lane = position.contains(Axis::lane);
    const std::size_t place = has_lane ? entry_place(position[Axis::lane]) : position[Axis::place];
    return static_cast<std::int64_t>(position[Axis::period] * layout().places.size() + place);
  }
  static std::int64_t by_period(Position& position) {
    return static_cast<std::int64_t>(position[Axis::period]);
  }
  static bool is_upstream(Position& position) {
    return position[Axis::stage] <= static_cast<std::size_t>(Stage::transit);
  }
};

TEST_F(Seizures, StagesAddUpToWhatIsRecordedByLane) {
  auto by_lane = sums("recorded_g", by_place);
  for (const auto& [group, grams] : sums("recorded_upstream_g", by_place)) by_lane[group] += grams;
  EXPECT_GT(by_lane.size(), 10U);
  EXPECT_EQ(sums("recorded_stage_g", by_place), by_lane);
}

TEST_F(Seizures, RecordedLotsAreThoseOfTheLaterStages) {
  const auto later = [](Position& position) { return is_upstream(position) ? -1 : by_place(position); };
  EXPECT_EQ(sums("recorded_stage_lots", later), sums("recorded_lots", by_place));
}

TEST_F(Seizures, ClassesOfSizeAddUpToTheLotsOfTheLaterStages) {
  const auto later = [](Position& position) { return is_upstream(position) ? -1 : by_place(position); };
  EXPECT_EQ(sums("seized_size_lots", by_place), sums("seized_lots", later));
  EXPECT_EQ(sums("recorded_size_lots", by_place), sums("recorded_lots", by_place));
}

TEST_F(Seizures, SourcesAddUpToWhatLanesDo) {
  EXPECT_EQ(sums("seized_source_g", by_period), sums("seized_g", by_period));
  EXPECT_EQ(sums("recorded_source_g", by_period), sums("recorded_stage_g", by_period));
}

TEST_F(Seizures, RevisedFiguresAreNowhereBelowThoseFirstPublished) {
  for (const char* unit : {"_g", "_lots"}) {
    const std::vector<std::int64_t>& first = results().cells(0, std::string("first_published") + unit);
    const std::vector<std::int64_t>& revised = results().cells(0, std::string("recorded") + unit);
    for (std::size_t cell = 0; cell < first.size(); ++cell) EXPECT_LE(first[cell], revised[cell]);
    EXPECT_NE(first, revised);
  }
}

// By hand: a lot of 1500 kg, written down as 900 kg.
TEST(SeizureTally, TruthGoesByTrueWeightAndRecordByRecordedWeight) {
  const Prepared prepared = test::prepare_scenario("lab/recording.yaml");
  State state(prepared.world, prepared.scenario.start.parameters, Luck(1, 0));
  Endings& endings = state.endings;
  endings.organisation = {0};
  endings.planned = {Week{10}};
  endings.which = {0};
  endings.route = {0};
  endings.size = {Grams{1500000}};
  endings.ending = {Ending::seized};
  endings.stage = {Stage::inland};
  endings.recorded = {Grams{900000}};
  endings.recorded_lane = {2};
  endings.recorded_source = {prepared.world.sources[1]};
  endings.weeks_to_record = {2};
  // Lengths: 2 periods, 5 stages, 3 lanes, 4 places, 3 sources, 9 classes.
  SeriesList list({2, 5, 3, 4, 3, 9});
  SeizureTally tally(list);
  const PeriodOfWeek periods({Week{10}, Week{12}}, Week{20});
  tally.count(state, Week{10}, {prepared.world, periods, list});
  const std::vector<SeriesSpec> specs = list.specs();
  const std::vector<std::vector<std::int64_t>> all = list.take_cells();
  std::map<std::string, std::vector<std::int64_t>> cells;
  for (std::size_t series = 0; series < specs.size(); ++series) cells[specs[series].name] = all[series];
  const std::size_t port = at(prepared.world.lanes[0].place);
  EXPECT_EQ(cells["seized_size_lots"][port * 9 + 7], 1);    // 1000 to 2500 kg
  EXPECT_EQ(cells["recorded_size_lots"][port * 9 + 6], 1);  // 500 to 1000 kg
  EXPECT_EQ(cells["seized_g"][4 * 3], 1500000);
  EXPECT_EQ(cells["recorded_g"][2], 900000);
  EXPECT_EQ(cells["recorded_source_g"][1], 900000);
  EXPECT_EQ(cells["recorded_stage_lots"][4 * 4 + port], 1);
  EXPECT_EQ(cells["first_published_lots"], std::vector<std::int64_t>(6, 0));  // week 12 is of the next period
}

}  // namespace
}  // namespace waterbed
