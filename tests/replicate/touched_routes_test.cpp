// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/touched_routes.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr Week first_week{1000};

// What a route passes, from its name "goods/origin/hub/port+east/box/market".
struct Passed {
  std::string commodity, source, transit, place, part, method, market;

  [[nodiscard]] std::string last_port() const { return transit.empty() ? source : transit; }
  [[nodiscard]] bool is_in_containers() const {
    return std::set<std::string>{"box", "frame", "pin_code", "cover"}.contains(method);
  }
};

Passed passed(const std::string& route) {
  std::vector<std::string> words(1);
  for (const char letter : route) {
    if (letter == '/')
      words.emplace_back();
    else
      words.back() += letter;
  }
  const std::size_t plus = std::min(words[3].find('+'), words[3].size());
  const std::string part = plus < words[3].size() ? words[3].substr(plus + 1) : "";
  return {words[0], words[1], words[2], words[3].substr(0, plus), part, words[4], words[5]};
}

// The laboratory's scenario with every mechanism, and arms that differ from its first as a test says.
class TouchedRoutes : public testing::Test {
 protected:
  explicit TouchedRoutes(const ScenarioOptions& options = {})
      : prepared_(test::prepare_scenario("lab/everything.yaml", options)) {
    reference_.parameters = prepared_.scenario.arms.front().parameters;
  }

  static Measure measure_on(const std::string& path) {
    return {path, first_week, std::nullopt, 0, {{path, Operation::multiply, 2.0}}};
  }
  [[nodiscard]] Arm with(const std::vector<Measure>& measures) const {
    return {"arm", reference_.parameters, measures};
  }
  [[nodiscard]] Touched touched(const Arm& arm) const {
    return touched_routes(prepared_.world, {reference_, arm}, {{0, 1}}, first_week).front();
  }
  [[nodiscard]] std::size_t count_touched(const std::string& path) const {
    const std::vector<bool> routes = touched(with({measure_on(path)})).routes;
    return static_cast<std::size_t>(std::count(routes.begin(), routes.end(), true));
  }

  // A measure on `path` touches just the routes of which `is_meant` is true, and there are some.
  void expect_touched(const std::string& path, const std::function<bool(const Passed&)>& is_meant) const {
    SCOPED_TRACE(path);
    const std::vector<bool> routes = touched(with({measure_on(path)})).routes;
    ASSERT_EQ(routes.size(), prepared_.world.routes.size());
    for (std::size_t route = 0; route < routes.size(); ++route) {
      const std::string& name = prepared_.world.routes.name[route];
      EXPECT_EQ(routes[route], is_meant(passed(name))) << name;
    }
    EXPECT_GT(count_touched(path), 0U);
  }

  Prepared prepared_;
  Arm reference_{"reference", {}, {}};
};

// What is found for one pair serves the next.
TEST_F(TouchedRoutes, OfSeveralPairsAreThoseOfEachAlone) {
  const std::vector<Arm> arms{
      reference_, with({measure_on("places.port.recorded")}), with({measure_on("methods.box.sensitivity")}),
      with({measure_on("places.port.recorded"), measure_on("methods.box.sensitivity")})};
  const std::vector<ComparedArms> pairs{{0, 1}, {0, 2}, {1, 3}, {2, 3}, {0, 3}};
  const std::vector<Touched> together = touched_routes(prepared_.world, arms, pairs, first_week);
  ASSERT_EQ(together.size(), pairs.size());
  for (std::size_t number = 0; number < pairs.size(); ++number) {
    const std::vector<Arm> two{arms[pairs[number].reference], arms[pairs[number].arm]};
    EXPECT_EQ(together[number].routes,
              touched_routes(prepared_.world, two, {{0, 1}}, first_week).front().routes)
        << number;
  }
  EXPECT_NE(together[0].routes, together[1].routes);
}

TEST_F(TouchedRoutes, OfAPlaceAreThoseThroughItInWhateverRole) {
  expect_touched("places.origin.interception", [](const Passed& route) { return route.source == "origin"; });
  expect_touched("places.hub.interception", [](const Passed& route) { return route.transit == "hub"; });
  expect_touched("places.port.recorded", [](const Passed& route) { return route.place == "port"; });
}

TEST_F(TouchedRoutes, OfAMethodACommodityOrAMarketAreItsOwn) {
  expect_touched("methods.box.sensitivity", [](const Passed& route) { return route.method == "box"; });
  expect_touched("commodities.other_goods.source_price_eur_per_kg",
                 [](const Passed& route) { return route.commodity == "other_goods"; });
  expect_touched("markets.other_market.landed_price_eur_per_kg",
                 [](const Passed& route) { return route.market == "other_market"; });
}

TEST_F(TouchedRoutes, OfAPartAreThoseThroughIt) {
  expect_touched("parts.east.weight", [](const Passed& route) { return route.part == "east"; });
}

TEST_F(TouchedRoutes, OfAStratumPassAllPartsOfItsNameWithTheOriginAsLastPort) {
  const auto is_in = [](const std::string& last_port) {
    return [last_port](const Passed& route) {
      return route.last_port() == last_port && route.place == "port" && route.is_in_containers();
    };
  };
  expect_touched("strata.origin/port/containers.legal_units_per_week", is_in("origin"));
  expect_touched("strata.hub/port/containers.legal_units_per_week", is_in("hub"));
}

TEST_F(TouchedRoutes, OfWhatExaminesAreThoseInItsStreamAtItsPlaces) {
  expect_touched("instruments.scan.capacity_units_per_week",
                 [](const Passed& route) { return route.place == "port" && route.is_in_containers(); });
  expect_touched("instruments.demand.demanded_share",
                 [](const Passed& route) { return route.place == "haven" && route.is_in_containers(); });
  expect_touched("instruments.van.capacity_units_per_week", [](const Passed& route) {
    return (route.place == "port" || route.place == "haven") && route.is_in_containers();
  });
  expect_touched("instruments.parcels.targeting_quality",
                 [](const Passed& route) { return route.method == "packet"; });
}

TEST_F(TouchedRoutes, OfASearchAreThoseOfTheScanThatItComesAfter) {
  expect_touched("instruments.open.capacity_units_per_week",
                 [](const Passed& route) { return route.place == "port" && route.is_in_containers(); });
}

TEST_F(TouchedRoutes, OfWhatStandsAtSourceAndTransitPlacesPassOneOfThem) {
  // Officers hear of what leaves their port for the entry place, whatever its source.
  expect_touched("instruments.word.officers", [](const Passed& route) {
    return route.last_port() == "origin" || route.last_port() == "hub";
  });
  expect_touched("instruments.exports.capacity_units_per_week",
                 [](const Passed& route) { return route.source == "origin" && route.is_in_containers(); });
}

TEST_F(TouchedRoutes, OfARateAndAPatrolAreThoseAtTheirPlacesByTheirMethods) {
  expect_touched("instruments.gates.probability",
                 [](const Passed& route) { return route.place == "port" && route.method == "box"; });
  expect_touched("instruments.cutter.effort_hours_per_week",
                 [](const Passed& route) { return route.place == "coast"; });
}

class TouchedByAPatrolAnywhere : public TouchedRoutes {
 protected:
  TouchedByAPatrolAnywhere() : TouchedRoutes(anywhere()) {}

  static ScenarioOptions anywhere() {
    ScenarioOptions options;
    options.sets = {"instruments.cutter.places=~"};
    return options;
  }
};

TEST_F(TouchedByAPatrolAnywhere, AreThoseWithoutLegalTrafficWhereItListsNothing) {
  expect_touched("instruments.cutter.effort_hours_per_week",
                 [](const Passed& route) { return route.method == "boat"; });
}

TEST_F(TouchedRoutes, OfPooledLabourAreThoseThatItServes) {
  expect_touched("insiders.terminals.screened_out", [](const Passed& route) {
    return (route.part == "east" || route.part == "west") &&
           (route.method == "box" || route.method == "frame");
  });
  expect_touched("insiders.far_office.integrity",
                 [](const Passed& route) { return route.place == "haven" && route.method == "pin_code"; });
  expect_touched("crews.docks.detained", [](const Passed& route) {
    return route.place == "port" && (route.method == "box" || route.method == "frame");
  });
  expect_touched("skippers.boats.outreach", [](const Passed& route) { return route.place == "coast"; });
}

TEST_F(TouchedRoutes, OfAPerimeterPassItsPartsFromItsOriginsAsLastPorts) {
  expect_touched("perimeters.terminals.cameras", [](const Passed& route) {
    return (route.part == "east" || route.part == "west") && route.last_port() != "second_origin";
  });
  expect_touched("perimeters.haven.gates", [](const Passed& route) {
    return route.place == "haven" && route.is_in_containers() && route.method != "frame";
  });
}

TEST_F(TouchedRoutes, OfReleaseCodesAndAnnouncementsAreThoseThatTheySpeakOf) {
  expect_touched("release_codes.port.closed",
                 [](const Passed& route) { return route.place == "port" && route.method == "pin_code"; });
  expect_touched("announcements.patrols.lots", [](const Passed& route) { return route.place == "coast"; });
}

TEST_F(TouchedRoutes, OfAnAgencyAreThoseOfItsInstruments) {
  expect_touched("agencies.customs.explore",  // scan, and open after it
                 [](const Passed& route) { return route.place == "port" && route.is_in_containers(); });
  expect_touched("agencies.police.explore", [](const Passed& route) {  // parcels, cutter, exports
    return route.method == "packet" || route.place == "coast" ||
           (route.source == "origin" && route.is_in_containers());
  });
}

TEST_F(TouchedRoutes, OfACooperationAreThoseOfAllItsAgencies) {
  expect_touched("cooperations.both.pooling", [](const Passed& route) {
    return (route.place == "port" || route.place == "haven") && route.is_in_containers();
  });
}

TEST_F(TouchedRoutes, AreAllWhereNoPlaceOrMethodIsNamed) {
  const auto any = [](const Passed&) { return true; };
  expect_touched("choice.theta_kg_per_eur", any);
  expect_touched("investigations.team.hazard", any);
  expect_touched("consignments.attempted_flow_t_per_year", any);
}

class TouchedByAnInvestigationOfAPlace : public TouchedRoutes {
 protected:
  TouchedByAnInvestigationOfAPlace() : TouchedRoutes(of_the_port()) {}

 private:
  static ScenarioOptions of_the_port() {
    ScenarioOptions options;
    options.sets = {"investigations.team.places=[port]"};
    return options;
  }
};

class TouchedByOfficersAtTheSource : public TouchedRoutes {
 protected:
  TouchedByOfficersAtTheSource() : TouchedRoutes(at_the_source()) {}

 private:
  static ScenarioOptions at_the_source() {
    ScenarioOptions options;
    options.sets = {"instruments.word.places=[origin]"};
    return options;
  }
};

// They do not hear of what goes on through the hub.
TEST_F(TouchedByOfficersAtTheSource, AreThoseThatLeaveItForTheEntryPlace) {
  expect_touched("instruments.word.officers",
                 [](const Passed& route) { return route.last_port() == "origin"; });
}

// Who is dismantled for what was found at the port ships by no route any more.
TEST_F(TouchedByAnInvestigationOfAPlace, AreAll) {
  expect_touched("investigations.team.hazard", [](const Passed&) { return true; });
}

// Every number of every mechanism: what does not restrict is known, and why.
TEST_F(TouchedRoutes, AreRestrictedByEveryEntryButThese) {
  const std::set<std::string> of_all_routes{
      "beliefs",         // what organisations believe, wherever
      "choice",          // how they choose
      "consignments",    // what they plan
      "contacts",        // what they need, at every place
      "detection",       // of large lots, by whatever instrument
      "dismantling",     // of organisations
      "extraction",      // at every place
      "homes",           // of organisations
      "inland",          // behind every place
      "investigations",  // of organisations; this one follows seizures of all places
      "money",           // of organisations
      "notice",          // of whatever control
      "organisations",   // how they differ
      "recording",       // of seizures everywhere
      "travel",          // on every passage
  };
  ParameterSet parameters = reference_.parameters;
  std::set<std::string> unrestricted;
  for_each_quantity(parameters, [&](const std::string& path, const QuantityField&) {
    const std::size_t count = count_touched(path);
    EXPECT_GT(count, 0U) << path;
    if (count == prepared_.world.routes.size()) unrestricted.insert(path.substr(0, path.find('.')));
  });
  EXPECT_EQ(unrestricted, of_all_routes);
}

TEST_F(TouchedRoutes, AreNoneWhereArmsDoNotDiffer) {
  const Measure shared = measure_on("methods.box.sensitivity");
  reference_.measures = {shared};
  const Touched nothing = touched(with({shared}));
  EXPECT_EQ(nothing.routes, std::vector<bool>(prepared_.world.routes.size(), false));
  EXPECT_EQ(nothing.from, first_week);
  EXPECT_EQ(nothing.until, first_week);
}

TEST_F(TouchedRoutes, AreThoseOfAMeasureInWhicheverOfTheTwoArmsItIs) {
  const std::vector<bool> routes = touched(with({measure_on("methods.box.sensitivity")})).routes;
  reference_.measures = {measure_on("methods.box.sensitivity")};
  EXPECT_EQ(touched(with({})).routes, routes);
}

TEST_F(TouchedRoutes, OfSeveralChangesAreThoseOfAny) {
  const Touched both =
      touched(with({measure_on("methods.box.sensitivity"), measure_on("methods.boat.sensitivity")}));
  EXPECT_EQ(static_cast<std::size_t>(std::count(both.routes.begin(), both.routes.end(), true)),
            count_touched("methods.box.sensitivity") + count_touched("methods.boat.sensitivity"));
}

TEST_F(TouchedRoutes, FollowNumbersOfTheArmsThemselvesFromTheFirstWeekOn) {
  Arm arm = with({});
  for_each_quantity(arm.parameters, [](const std::string& path, const QuantityField& field) {
    if (path == "methods.box.sensitivity") *field.value /= 2;
  });
  const Touched found = touched(arm);
  EXPECT_EQ(found.routes, touched(with({measure_on("methods.box.sensitivity")})).routes);
  EXPECT_EQ(found.from, first_week);
  EXPECT_FALSE(found.until);
}

TEST_F(TouchedRoutes, AreInForceFromTheFirstMeasureUntilTheLast) {
  Measure early = measure_on("methods.box.sensitivity");
  early.from = first_week + 10;
  early.until = first_week + 20;
  Measure late = measure_on("methods.boat.sensitivity");
  late.from = first_week + 30;
  late.until = first_week + 40;
  EXPECT_EQ(touched(with({late, early})).from, early.from);
  EXPECT_EQ(touched(with({late, early})).until, late.until);
  late.until.reset();
  EXPECT_FALSE(touched(with({late, early})).until);
}

TEST_F(TouchedRoutes, CountOnlyWhatIsInForceInTheRun) {
  Measure before = measure_on("methods.box.sensitivity");
  before.from = first_week - 10;
  EXPECT_EQ(touched(with({before})).from, first_week);
  before.until = first_week;
  EXPECT_EQ(touched(with({before})).routes, touched(with({})).routes);
}

}  // namespace
}  // namespace waterbed
