// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/labour_market.hpp"

#include <algorithm>
#include <cmath>

#include "tests/smuggling/pools.hpp"

namespace waterbed {
namespace {

// At the port insiders who help with boxes and frames, and crews for frames alone.
class Labourers : public testing::Test {
 protected:
  Labourers() : world_(labour_market_mechanism(), "") {
    terms_.place = "port";
    add_pool(LabourKind::terminal_insider, "insiders", terms_, 6, world_.world(), world_.state());
    terms_.methods = {"frame"};
    add_pool(LabourKind::crew, "crews", terms_, 6, world_.world(), world_.state());
  }

  // A consignment of an organisation that needs hands for frames.
  void plan(Index organisation, Index lots, double hands_bid) {
    add(organisation, lots, "frame");
    world_.state().consignments.hands_bid.back() = hands_bid;
  }
  // One of boxes, for which an insider is wanted.
  void plan_with_insider(Index organisation, Index lots, double bid) {
    add(organisation, lots, "box");
    want_insider(bid);
  }
  void want_insider(double bid) {
    world_.state().consignments.insider.back() = 0;
    world_.state().consignments.helped.back() = world_.state().consignments.lots.back();
    world_.state().consignments.bid.back() = bid;
  }
  // Jobs of a week for consignments that were planned this week, or as said.
  void hire(std::int32_t week = 0) {
    Consignments& all = world_.state().consignments;
    all.planned.resize(all.size_of_week(), Week{week});
    world_.run("hire", week);
  }
  [[nodiscard]] bool ships(std::size_t consignment) {
    return world_.state().consignments.route[consignment] != none;
  }
  Pool& insiders() { return world_.pool(0); }
  Pool& crews() { return world_.pool(1); }

  PoolTerms terms_{};
  test::PoolWorld world_;

 private:
  void add(Index organisation, Index lots, const std::string& method) {
    Consignments& all = world_.state().consignments;
    all.organisation.push_back(organisation);
    all.number.push_back(0);
    all.route.push_back(world_.route_by(method));
    all.lots.push_back(lots);
    all.why.push_back(NotShipped::is_shipped);
    all.insider.push_back(none);
    all.helped.push_back(0);
    all.bid.push_back(0.0);
    all.hands_bid.push_back(0.0);
  }
};

TEST_F(Labourers, WorkForTheHighestBids) {
  plan(0, 3, 10.0);
  plan(1, 3, 30.0);
  plan(2, 3, 20.0);
  hire();
  EXPECT_EQ(crews().demand, 9);
  EXPECT_EQ(crews().capacity, 6);
  EXPECT_EQ(crews().jobs, 6);
  EXPECT_FALSE(ships(0));
  EXPECT_TRUE(ships(1));
  EXPECT_TRUE(ships(2));
  EXPECT_EQ(world_.state().consignments.why[0], NotShipped::no_labour);
  EXPECT_EQ(world_.state().consignments.lots[0], 0);
}

// Of six jobs four are taken; the second of four lots gets none, the third of two gets both.
TEST_F(Labourers, TakeAllLotsOfAConsignmentOrNone) {
  plan(0, 4, 30.0);
  plan(1, 4, 20.0);
  plan(2, 2, 10.0);
  hire();
  EXPECT_TRUE(ships(0));
  EXPECT_FALSE(ships(1));
  EXPECT_TRUE(ships(2));
  EXPECT_EQ(crews().jobs, 6);
}

// Each of two with one bid and six lots wins half of 2000 weeks, the same one however they are stored.
TEST_F(Labourers, TakeEqualBidsInAKeyedOrder) {
  int first_wins = 0;
  for (std::int32_t week = 0; week < 2000; ++week) {
    world_.state().consignments = {};
    plan(0, 6, 10.0);
    plan(1, 6, 10.0);
    hire(week);
    const bool wins = ships(0);
    EXPECT_NE(wins, ships(1));
    world_.state().consignments = {};
    plan(1, 6, 10.0);
    plan(0, 6, 10.0);
    hire(week);
    EXPECT_EQ(ships(1), wins);
    first_wins += wins ? 1 : 0;
  }
  EXPECT_NEAR(first_wins / 2000.0, .5, 4 * test::share_error(.5, 2000));
}

// So does each of two consignments of one organisation, the first of its week both, of which one has waited.
TEST_F(Labourers, TakeWhatWaitedAndWhatIsNewByLuckOfTheirOwn) {
  int old_wins = 0;
  for (std::int32_t week = 0; week < 2000; ++week) {
    world_.state().consignments = {};
    plan(0, 6, 10.0);
    plan(0, 6, 10.0);
    world_.state().consignments.planned = {Week{week - 1}, Week{week}};
    hire(week);
    EXPECT_NE(ships(0), ships(1));
    old_wins += ships(0) ? 1 : 0;
  }
  EXPECT_NEAR(old_wins / 2000.0, .5, 4 * test::share_error(.5, 2000));
}

// Six people of a quarter job each: one job in half of the weeks, two in the other half.
TEST_F(Labourers, NeverDoMoreThanTheyCan) {
  crews().jobs_per_person = 0.25;
  int two = 0;
  for (std::int32_t week = 0; week < 2000; ++week) {
    world_.state().consignments = {};
    for (Index organisation = 0; organisation < 4; ++organisation) plan(organisation, 1, 10.0);
    hire(week);
    EXPECT_EQ(crews().jobs, crews().capacity);
    EXPECT_TRUE(crews().jobs == 1 || crews().jobs == 2);
    two += crews().jobs == 2 ? 1 : 0;
  }
  EXPECT_NEAR(two / 2000.0, .5, 4 * test::share_error(.5, 2000));
}

// Six jobs: five lots of the highest bid, one of the next; the last goes without.
TEST_F(Labourers, WhoAreInsidersHelpWithAsManyLotsAsTheyCan) {
  plan_with_insider(0, 5, 10.0);
  plan_with_insider(1, 5, 20.0);
  plan_with_insider(2, 5, 5.0);
  hire();
  const Consignments& all = world_.state().consignments;
  EXPECT_TRUE(ships(0) && ships(1) && ships(2));
  EXPECT_EQ(all.helped, (std::vector<Index>{1, 5, 0}));
  EXPECT_EQ(all.insider, (std::vector<Index>{0, 0, none}));
  EXPECT_EQ(insiders().demand, 15);
  EXPECT_EQ(insiders().jobs, 6);
}

// Seven lots find no crew, so nobody asks an insider for them.
TEST_F(Labourers, WhoAreInsidersAreNotAskedForWhatHasNoCrew) {
  plan(0, 7, 10.0);
  want_insider(50.0);
  hire();
  EXPECT_FALSE(ships(0));
  EXPECT_EQ(world_.state().consignments.insider[0], none);
  EXPECT_EQ(insiders().demand, 0);
}

// In one route both a crew and an insider are wanted, and both are had.
TEST_F(Labourers, WhoAreInsidersHelpWhereACrewIsNeeded) {
  plan(0, 2, 10.0);
  want_insider(50.0);
  hire();
  EXPECT_TRUE(ships(0));
  EXPECT_EQ(world_.state().consignments.insider[0], 0);
  EXPECT_EQ(insiders().jobs, 2);
  EXPECT_EQ(crews().jobs, 2);
}

TEST_F(Labourers, ServeTheirPlaceAndMethodsOnly) {
  const Labour& labour = world_.state().labour;
  EXPECT_EQ(labour.hands[world_.place_method_of(world_.route_by("frame"))], 1);
  EXPECT_EQ(labour.insiders[world_.place_method_of(world_.route_by("box"))], 0);
  EXPECT_EQ(labour.hands[world_.place_method_of(world_.route_by("box"))], none);
  EXPECT_EQ(labour.hands[world_.place_method_of(world_.route_by("frame", "haven"))], none);
  EXPECT_EQ(labour.insiders[world_.place_method_of(world_.route_by("boat", "coast"))], none);
}

// Half more wanted than can be done: 10 % of a half. At most once as much counts, up or down.
TEST_F(Labourers, EarnMoreWhereMoreIsWanted) {
  const auto wage_after = [&](std::int64_t demand, std::int64_t capacity) {
    crews().wage = 20000.0;
    crews().demand = demand;
    crews().capacity = capacity;
    world_.run("adjust_wages");
    return crews().wage;
  };
  EXPECT_NEAR(wage_after(15, 10), 21000.0, 1e-9);
  EXPECT_NEAR(wage_after(10, 10), 20000.0, 1e-9);
  EXPECT_NEAR(wage_after(100, 10), 22000.0, 1e-9);
  EXPECT_NEAR(wage_after(0, 10), 18000.0, 1e-9);
  EXPECT_NEAR(wage_after(5, 0), 22000.0, 1e-9);
  crews().lowest_wage = 19500.0;
  EXPECT_NEAR(wage_after(0, 10), 19500.0, 1e-9);
}

// 10 x (40000 / 20000)^1 and ^2.
TEST_F(Labourers, AreMoreWhereTheWageIsHigher) {
  crews().wage = 40000.0;
  EXPECT_NEAR(wanted_people(crews(), terms_, 10.0), 20.0, 1e-9);
  terms_.supply_elasticity = Number{2};
  EXPECT_NEAR(wanted_people(crews(), terms_, 10.0), 40.0, 1e-9);
  terms_.supply_elasticity = Number{0};
  EXPECT_NEAR(wanted_people(crews(), terms_, 10.0), 10.0, 1e-9);
}

// Nobody was missing in the eight weeks before; then all 94 who are missing since come, by Poisson.
TEST_F(Labourers, AreRecruitedAfterTheirLag) {
  terms_.refill = Probability{1};
  for (std::int32_t week = 0; week < 8; ++week) {
    refill(crews(), terms_, 100.0, world_.state(), Week{week});
    EXPECT_EQ(crews().number, 6);
  }
  refill(crews(), terms_, 100.0, world_.state(), Week{8});
  EXPECT_GT(crews().recruited, 50);
  EXPECT_EQ(crews().number, 6 + crews().recruited);
}

// Of 10 missing a tenth a week: Poisson of mean 1. Of 10 too many: binomial of mean 1, variance .9.
TEST_F(Labourers, ComeAndGoAsAShareOfThoseMissingOrTooMany) {
  terms_.refill = Probability{0.1};
  constexpr int weeks = 4000;
  double came = 0.0;
  double went = 0.0;
  for (std::int32_t week = 0; week < weeks; ++week) {
    crews().missing_people = {};
    crews().number = 10;
    refill(crews(), terms_, 20.0, world_.state(), Week{week});
    came += static_cast<double>(crews().recruited);
    crews().number = 20;
    crews().left = 3;  // before
    const std::int64_t stopped = refill(crews(), terms_, 10.0, world_.state(), Week{week});
    EXPECT_EQ(crews().left, 3 + stopped);
    EXPECT_EQ(crews().number, 20 - stopped);
    went += static_cast<double>(stopped);
  }
  EXPECT_NEAR(came / weeks, 1.0, 4 * std::sqrt(1.0 / weeks));
  EXPECT_NEAR(went / weeks, 1.0, 4 * std::sqrt(0.9 / weeks));
}

TEST_F(Labourers, AreNeverRecruitedBeyondThoseMissing) {
  terms_.refill = Probability{1};
  std::int64_t most = 0;
  for (std::int32_t week = 0; week < 500; ++week) {
    crews().missing_people = {};
    crews().number = 6;
    refill(crews(), terms_, 9.2, world_.state(), Week{week});
    most = std::max(most, crews().recruited);
  }
  EXPECT_EQ(most, 4);  // 3.2, rounded up
}

}  // namespace
}  // namespace waterbed
