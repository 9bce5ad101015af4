// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

// A small world in which one instrument can be looked at: one source, one transit place, and a port, a second
// port, a coast and a post hub where goods enter.
namespace waterbed::test {

inline constexpr const char* small_world = R"(waterbed: 1
title: A small world
start: 2000-01-03
weeks: 8
warm_up_weeks: 0
replicates: 1
commodities:
  goods: {source_price_eur_per_kg: 0}
places:
  origin: {role: source, latitude_deg: 0, longitude_deg: 0, interception: 0.1}
  hub: {role: transit, latitude_deg: 0, longitude_deg: 0, interception: 0.2}
  port: {latitude_deg: 0, longitude_deg: 0}
  haven: {latitude_deg: 0, longitude_deg: 0}
  coast: {kind: coast, latitude_deg: 0, longitude_deg: 0}
  post: {kind: post_hub, latitude_deg: 0, longitude_deg: 0}
passages:
  origin/hub: {sea_days: 0}
  origin/port: {sea_days: 0}
  hub/port: {sea_days: 0}
  origin/haven: {sea_days: 0}
  origin/coast: {sea_days: 0}
  origin/post: {sea_days: 0}
travel: {port_days: 0}
streams:
  containers: {}
  parcels: {}
strata:
  origin/port/containers: {legal_units_per_week: 1000}
  hub/port/containers: {legal_units_per_week: 500}
  origin/haven/containers: {legal_units_per_week: 500}
  origin/post/parcels: {legal_units_per_week: 10000}
methods:
  box: {at: port, stream: containers, sensitivity: 0.8}
  frame: {at: port, stream: containers, sensitivity: 0.4}
  boat: {at: coast}
  packet: {at: post_hub, stream: parcels, sensitivity: 0.5}
markets:
  market: {commodity: goods, latitude_deg: 0, longitude_deg: 0, landed_price_eur_per_kg: 30000}
organisations: {count: 10, ties: 0}
choice: {outside: none}
agencies:
  customs: {rule: fixed}
  police: {rule: fixed}
)";

inline Prepared prepare_small_world(const std::string& more, const std::string& world = small_world) {
  std::string folder = testing::TempDir() + "/waterbed instruments " + std::string(6, 'X');
  EXPECT_NE(::mkdtemp(folder.data()), nullptr);
  const std::filesystem::path file = std::filesystem::path(folder) / "case.yaml";
  std::ofstream(file) << world << more;
  Prepared prepared = prepare(file, {});
  std::filesystem::remove_all(folder);
  return prepared;
}

// What is wrong with it, one mistake a line.
inline std::string mistakes_of(const std::string& more) {
  return prepare_small_world(more).mistakes.printed();
}

// A run of the small world, with what the state was at the end of every week.
class SmallWorld {
 public:
  explicit SmallWorld(const std::string& more, const std::string& world = small_world)
      : prepared_(prepare_small_world(more, world)) {
    EXPECT_EQ(prepared_.mistakes.printed(), "");
    const Experiment experiment = waterbed::experiment_of(prepared_, InstructionSet::plain);
    const ReplicateResult result =
        experiment.run(0, [&](std::size_t, const State& state, Week) { weeks_.push_back(state); });
    EXPECT_EQ(result.arms[0].message, "");
    digest_ = result.arms[0].digest;
  }

  [[nodiscard]] const World& world() const { return prepared_.world; }
  [[nodiscard]] const State& week(std::size_t number) const { return weeks_.at(number); }
  [[nodiscard]] std::uint64_t digest() const { return digest_; }

  [[nodiscard]] std::size_t place(const std::string& name) const {
    return weeks_.front().effective.named<PlaceParams>().find(name);
  }
  [[nodiscard]] std::size_t method(const std::string& name) const {
    return weeks_.front().effective.named<MethodParams>().find(name);
  }
  [[nodiscard]] std::size_t stratum(const std::string& name) const {
    return weeks_.front().effective.named<StratumParams>().find(name);
  }

  struct Way {
    std::string origin, place, method;
    std::string part = {};  // empty: of a place that is one whole
  };
  [[nodiscard]] std::size_t crossing(const Way& way) const {
    const std::vector<Crossing>& crossings = world().crossings;
    for (std::size_t number = 0; number < crossings.size(); ++number) {
      const PlaceMethod& pair = world().place_methods[at(crossings[number].place_method)];
      const std::string part = pair.part == none ? std::string() : world().part_names[at(pair.part)];
      if (at(crossings[number].origin) == place(way.origin) && at(pair.place) == place(way.place) &&
          at(pair.method) == method(way.method) && part == way.part)
        return number;
    }
    ADD_FAILURE() << "no such way";
    return 0;
  }
  // Chance to be found at entry in a week.
  [[nodiscard]] double found(const Way& way, std::size_t week_number = 0) const {
    return 1.0 - pass_entry(week(week_number).controls, crossing(way));
  }
  [[nodiscard]] double seized_lots() const {
    double lots = 0.0;
    for (const State& state : weeks_)
      for (const Ending ending : state.endings.ending) lots += ending == Ending::seized ? 1.0 : 0.0;
    return lots;
  }
  // Chance to be found at a source or transit place.
  [[nodiscard]] double origin_found(const std::string& at_place, const std::string& by_method) const {
    const std::size_t methods = week(0).effective.named<MethodParams>().size();
    return week(0).controls.origin_found[place(at_place) * methods + method(by_method)];
  }

 private:
  Prepared prepared_;
  std::vector<State> weeks_;
  std::uint64_t digest_ = 0;
};

}  // namespace waterbed::test
