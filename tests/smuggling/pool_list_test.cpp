// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/pool_list.hpp"

#include "sim/replicate/mechanisms.hpp"
#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using testing::HasSubstr;

TEST(PoolList, HasPoolsInTheOrderOfTheState) {
  const Prepared prepared = test::prepare_small_world(R"(
skippers: {boats: {place: coast}}
crews: {docks: {place: port}}
insiders: {office: {place: port, kind: release}, yard: {place: haven}}
)");
  EXPECT_EQ(prepared.mistakes.printed(), "");
  const std::vector<PoolLabel> labels = pool_labels(prepared.scenario.start.parameters);
  std::string told;
  for (const PoolLabel& label : labels) told += label.name + " " + label.kind + " " + label.place + "; ";
  EXPECT_EQ(told,
            "insiders/office release_insider port; insiders/yard terminal_insider haven; "
            "crews/docks crew port; skippers/boats skipper coast; ");
  State state(prepared.world, prepared.scenario.start.parameters, Luck(1, 0));
  for (const Mechanism& mechanism : all_mechanisms())
    if (mechanism.name == "insiders" || mechanism.name == "crews" || mechanism.name == "skippers")
      mechanism.start(prepared.world, state, Week{0});
  ASSERT_EQ(state.labour.pools.size(), labels.size());
  for (std::size_t pool = 0; pool < labels.size(); ++pool)
    EXPECT_EQ(state.labour.pools[pool].hash, name_hash(labels[pool].name));
}

// Each pool its own terms, wherever its block stands among the others.
TEST(PoolList, OpensEveryPoolWithItsOwnTerms) {
  const Prepared prepared = test::prepare_small_world(R"(
skippers: {boats: {place: coast, jobs: 6}}
crews: {docks: {place: port, crew_size: 1, jobs: 4}, yards: {place: haven, crew_size: 1, jobs: 5}}
insiders: {office: {place: port, kind: release, jobs: 1}, gate: {place: haven, jobs: 2}}
)");
  EXPECT_EQ(prepared.mistakes.printed(), "");
  State state(prepared.world, prepared.scenario.start.parameters, Luck(1, 0));
  std::vector<Mechanism> mechanisms;
  for (const Mechanism& mechanism : all_mechanisms())
    if (mechanism.name == "insiders" || mechanism.name == "crews" || mechanism.name == "skippers")
      mechanisms.push_back(mechanism);
  for (const Mechanism& mechanism : mechanisms) mechanism.start(prepared.world, state, Week{0});
  for (Pool& pool : state.labour.pools) pool.jobs_per_person = 9.0;
  for (const Mechanism& mechanism : mechanisms) mechanism.steps.front().run(prepared.world, state, Week{0});
  std::vector<double> jobs;
  for (const Pool& pool : state.labour.pools) jobs.push_back(pool.jobs_per_person);
  EXPECT_EQ(jobs, (std::vector<double>{1, 2, 4, 5, 6}));
}

TEST(PoolList, AllowsInsidersBesideCrews) {
  EXPECT_EQ(test::mistakes_of("insiders: {a: {place: port}}\ncrews: {a: {place: port}}"), "");
}

TEST(PoolList, AllowsPoolsOfOnePlaceThatShareNoMethod) {
  EXPECT_EQ(test::mistakes_of("crews: {a: {place: port, methods: [box]}, "
                              "b: {place: port, methods: [frame]}, c: {place: haven}}"),
            "");
}

TEST(PoolList, RefusesTwoCrewsOfOneMethodAtOnePlace) {
  EXPECT_THAT(
      test::mistakes_of("crews: {a: {place: port, methods: [box]}, b: {place: port}}"),
      HasSubstr("crews.a and crews.b would both serve box at port: name the methods or parts of each"));
}

TEST(PoolList, RefusesInsidersOfTerminalAndOfficeForOneMethodAtOnePlace) {
  EXPECT_THAT(test::mistakes_of("insiders: {a: {place: port}, b: {place: port, kind: release}}"),
              HasSubstr("insiders.a and insiders.b would both serve box at port"));
}

TEST(PoolList, RefusesCrewsAndSkippersOfOneMethodAtOnePlace) {
  EXPECT_THAT(test::mistakes_of("crews: {a: {place: coast}}\nskippers: {b: {place: coast}}"),
              HasSubstr("crews.a and skippers.b would both serve boat at coast"));
}

const std::string two_parts = "parts: {east: {place: port}, west: {place: port, methods: [frame]}}\n";

TEST(PoolList, TellsPartsOfAPlaceApart) {
  EXPECT_EQ(test::mistakes_of(two_parts + "crews: {a: {place: port, parts: [east]}, "
                                          "b: {place: port, parts: [west]}}"),
            "");
  EXPECT_THAT(test::mistakes_of(two_parts + "crews: {a: {place: port, parts: [west]}, b: {place: port}}"),
              HasSubstr("crews.a and crews.b would both serve frame at port+west"));
}

// A pool of the part `west` serves frames there; boxes go through `east` alone, which has no pool.
TEST(PoolList, LetsAPoolServeItsPartsOnly) {
  const test::SmallWorld world(two_parts + "crews: {a: {place: port, parts: [west]}}");
  const std::vector<PlaceMethod>& pairs = world.world().place_methods;
  int served = 0;
  for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
    if (world.week(0).labour.hands[pair] == none) continue;
    ++served;
    EXPECT_EQ(at(pairs[pair].method), world.method("frame"));
    EXPECT_EQ(world.world().part_names[at(pairs[pair].part)], "west");
  }
  EXPECT_EQ(served, 1);
}

TEST(PoolList, RefusesAPoolThatServesNothing) {
  EXPECT_THAT(test::mistakes_of(two_parts + "crews: {a: {place: port, parts: [west], methods: [box]}}"),
              HasSubstr("crews.a serves no method at port"));
}

TEST(PoolList, RefusesWhatDoesNotBelongToThePlace) {
  EXPECT_THAT(test::mistakes_of("crews: {a: {place: hub}}"),
              HasSubstr("crews.a.place: hub is no entry place"));
  EXPECT_THAT(test::mistakes_of("crews: {a: {place: port, methods: [boat, box]}}"),
              HasSubstr("crews.a.methods: boat is not used at a place like port"));
  EXPECT_THAT(test::mistakes_of(two_parts + "crews: {a: {place: haven, parts: [east]}}"),
              HasSubstr("crews.a.parts: east is no part of haven"));
}

TEST(PoolList, RefusesSkippersForMethodsThatHideInLegalTraffic) {
  EXPECT_THAT(test::mistakes_of("skippers: {a: {place: port, methods: [box]}}"),
              HasSubstr("skippers.a.methods: box hides in legal traffic and needs no skipper"));
}

}  // namespace
}  // namespace waterbed
