// SPDX-License-Identifier: Apache-2.0
// What an insider does to a lot, and what the lot then tells of its lane.
#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

// Boxes alone: .5 of them are found by examining, extraction fails with .2. An insider averts .3 of the one
// and .6 of the other, and costs next to nothing, so every lot that can has one. Nothing is forgotten or
// heard.
constexpr const char* boxes = R"(
instruments:
  scan: {kind: scanner, agency: customs, places: [port, haven], stream: containers, capacity_units_per_week: 2000, targeting_quality: 0}
beliefs: {half_life_weeks: 1e6, tie_weight: 0, news_weight: 0}
inland: {risk: 0}
consignments: {attempted_flow_t_per_year: 20000}
detection: {size_effect_per_kg: 0}
)";
constexpr const char* insiders = R"(
insiders:
  first: {place: port, people: 10000, wage_eur: 1, lowest_wage_eur: 1, arrest_hazard: 0, entry_help: 0.3, extraction_help: 0.6}
  second: {place: haven, people: 10000, wage_eur: 1, lowest_wage_eur: 1, arrest_hazard: 0, entry_help: 0.3, extraction_help: 0.6}
)";

// Weights of what lots told of their lanes, per lot that came there, over all weeks.
struct Told {
  double lost = 0.0;
  double passed = 0.0;
  double helped = 0.0;
  double lots = 0.0;
};

Told told_by(const std::string& more) {
  std::string world = test::small_world;
  const std::string few = "organisations: {count: 10, ties: 0}";
  world.replace(world.find(few), few.size(), "organisations: {count: 400, ties: 0}");
  const std::string box = "box: {at: port, stream: containers, sensitivity: 0.8}";
  world.replace(world.find(box), box.size(),
                "box: {at: port, stream: containers, sensitivity: 0.5, extraction_failure: 0.2}");
  const std::string frame = "  frame: {at: port, stream: containers, sensitivity: 0.4}\n";
  world.erase(world.find(frame), frame.size());
  const test::SmallWorld run(boxes + more, world);
  Told told;
  for (std::size_t week = 0; week < 8; ++week) {
    const State& state = run.week(week);
    for (const Experience& experience : state.experiences) {
      if (experience.crossing == none || run.world().crossings[at(experience.crossing)].stratum == none)
        continue;
      const Index place =
          run.world().place_methods[at(run.world().crossings[at(experience.crossing)].place_method)].place;
      if (index_of(run.place("post")) == place) continue;
      (experience.lost ? told.lost : told.passed) += experience.weight;
      told.lots += 1.0;
    }
    for (const Index insider : state.endings.insider) told.helped += insider == none ? 0.0 : 1.0;
  }
  return told;
}

// Without help a lot is lost with p = 1 - .5 x .8 = .6, with help with p' = 1 - (1 - .35)(1 - .08) = .402. As
// each loss counts p / p' and each pass (1 - p) / (1 - p'), a lot tells of .6 lost and .4 passed lots either
// way. Four standard errors of the mean weight: below 4 x 1.5 x .5 / sqrt(lots).
TEST(Helped, LotsTellTheLossOfTheLaneWithoutHelp) {
  for (const char* more : {"", insiders}) {
    const Told told = told_by(more);
    ASSERT_GT(told.lots, 1000.0);
    const double tolerance = 3.0 / std::sqrt(told.lots);
    EXPECT_NEAR(told.lost / told.lots, .6, tolerance) << more;
    EXPECT_NEAR(told.passed / told.lots, .4, tolerance) << more;
    EXPECT_EQ(told.helped > 0.0, more != std::string()) << more;
  }
}

// Of lots that came to their place fewer are lost with help: .402 instead of .6 of those by box.
TEST(Helped, LotsPassMoreOften) {
  const auto lost_share = [](const std::string& more) {
    const Told told = told_by(more);
    double weight_of_loss = more.empty() ? 1.0 : .6 / .402;
    return told.lost / weight_of_loss / told.lots;
  };
  EXPECT_NEAR(lost_share(""), .6, .05);
  EXPECT_NEAR(lost_share(insiders), .402, .05);
}

}  // namespace
}  // namespace waterbed
