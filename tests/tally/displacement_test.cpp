// SPDX-License-Identifier: Apache-2.0
// Accounts of two arms written by hand, in grams. R is the route `east` unless a test says otherwise. Where
// nothing is said of time, all is planned and ends in the first week.
#include "sim/tally/displacement.hpp"

#include <gtest/gtest.h>

#include "tests/tally/hand_made.hpp"

namespace waterbed {
namespace {

using test::Accounts;
using test::beach;
using test::Cells;
using test::Consigned;
using test::cover;
using test::east;
using test::first_week;
using test::HandMadePair;
using test::HandMadeState;

// Estimates.
constexpr std::size_t drawn = 0;
constexpr std::size_t expected = 1;

// A consignment of organisation 0 that is planned in the first week.
Consigned consignment(std::uint32_t number) {
  return {0, number, first_week};
}

// Case 14: 60 kg go through R in both arms, 30 elsewhere in B, 10 nowhere. Of them are stopped in A 6, 3 and
// 1, in B 12 and 3. D = 90 - 48 = 42 = 27 + 3 + 10 + (12 - 10); really gone 90 - 48 - 27 = 15.
TEST(Displacement, ExplainsCase14) {
  HandMadePair pair;
  const auto send = [](HandMadeState& arm, std::uint32_t number, std::int64_t landed, std::int64_t stopped,
                       Index route) {
    arm.ship(consignment(number), landed + stopped, route, 2);
    arm.land(consignment(number), landed, route);
    arm.stop(consignment(number), stopped, route);
  };
  send(pair.a, 0, 54000, 6000, east);
  send(pair.a, 1, 27000, 3000, east);
  send(pair.a, 2, 9000, 1000, east);
  send(pair.b, 0, 48000, 12000, east);
  send(pair.b, 1, 27000, 3000, beach);
  pair.b.keep(consignment(2), 10000);
  pair.end_week();
  const Accounts accounts = pair.finish();
  EXPECT_EQ(accounts.sum("kept_out_g"), 42000);
  EXPECT_EQ(accounts.of("displaced_g", ShiftKind::place), 27000);
  EXPECT_EQ(accounts.of("displaced_stopped_g", ShiftKind::place), 3000);
  EXPECT_EQ(accounts.total("deterred_g"), 10000);
  EXPECT_EQ(accounts.sum("intercepted_g"), 2000);
  EXPECT_EQ(accounts.total("still_under_way_g"), 0);
  EXPECT_EQ(accounts.of("kept_out_class_g", MoveClass::stays_in), 6000);
  EXPECT_EQ(accounts.of("kept_out_class_g", MoveClass::moves_out), 27000);
  EXPECT_EQ(accounts.of("kept_out_class_g", MoveClass::given_up_in), 9000);
  EXPECT_EQ(accounts.sum("really_gone_g"), 15000);
  accounts.expect_no_residuals();
}

// Of a consignment that moves to `route`, 5 land and 3 are stopped there; of one that comes from it 2 would
// have landed and 1 been stopped.
TEST(Displacement, GoesByTheFirstThatDiffers) {
  const std::vector<std::pair<test::Route, ShiftKind>> kinds{{test::other_goods, ShiftKind::commodity},
                                                             {test::beach, ShiftKind::place},
                                                             {test::west, ShiftKind::part},
                                                             {test::cover, ShiftKind::method},
                                                             {test::other_origin, ShiftKind::origin},
                                                             {test::by_hub, ShiftKind::origin},
                                                             {test::other_market, ShiftKind::market},
                                                             {test::beach_cover, ShiftKind::place}};
  for (const auto& [route, kind] : kinds) {
    HandMadePair pair;
    pair.a.deliver(consignment(0), 8, east);
    pair.a.ship(consignment(1), 3, route, 2);
    pair.a.land(consignment(1), 2, route);
    pair.a.stop(consignment(1), 1, route);
    pair.b.ship(consignment(0), 8, route, 2);
    pair.b.land(consignment(0), 5, route);
    pair.b.stop(consignment(0), 3, route);
    pair.b.deliver(consignment(1), 3, east);
    pair.end_week();
    const Accounts accounts = pair.finish();
    SCOPED_TRACE(shift_kind_names[static_cast<std::size_t>(kind)]);
    EXPECT_EQ(accounts.of("displaced_g", kind), 5 - 2);
    EXPECT_EQ(accounts.sum("displaced_g"), 5 - 2);
    EXPECT_EQ(accounts.of("displaced_stopped_g", kind), 3 - 1);
    EXPECT_EQ(accounts.sum("displaced_stopped_g"), 3 - 1);
    EXPECT_EQ(accounts.of("displaced_back_g", kind), 2);
    EXPECT_EQ(accounts.of("displaced_stopped_back_g", kind), 1);
    EXPECT_EQ(accounts.sum("kept_out_g"), 8 - 3);
    accounts.expect_no_residuals();
  }
}

// One lot of 1000 g through R. In A it had a chance of .9 and landed, in B one of .8 and was stopped: D and I
// are 1000 as drawn, 900 - 800 as expected.
TEST(Displacement, IsExpectedByTheChancesOfALot) {
  HandMadePair pair;
  pair.a.ship(consignment(0), 1000, east);
  pair.a.end(consignment(0), 1000, east, Ending::landed, 900);
  pair.b.ship(consignment(0), 1000, east);
  pair.b.end(consignment(0), 1000, east, Ending::lost, 800);
  pair.end_week();
  const Accounts accounts = pair.finish();
  for (const char* series : {"kept_out_g", "intercepted_g", "really_gone_g"}) {
    EXPECT_EQ(accounts.sum(series, drawn), 1000) << series;
    EXPECT_EQ(accounts.sum(series, expected), 100) << series;
  }
  accounts.expect_no_residuals();
}

// The same lot goes to the beach in B, with a chance of .7, and is stopped: DL is 0 or 700, DS 1000 or 300.
// Another leaves the beach, where it had .6, for R, where it has .5: all of it lands, or 600 and 500 do.
TEST(Displacement, IsExpectedWhereItGoesToo) {
  HandMadePair pair;
  pair.a.ship(consignment(0), 1000, east);
  pair.a.end(consignment(0), 1000, east, Ending::landed, 900);
  pair.a.ship(consignment(1), 1000, beach);
  pair.a.end(consignment(1), 1000, beach, Ending::landed, 600);
  pair.b.ship(consignment(0), 1000, beach);
  pair.b.end(consignment(0), 1000, beach, Ending::seized, 700);
  pair.b.ship(consignment(1), 1000, east);
  pair.b.end(consignment(1), 1000, east, Ending::landed, 500);
  pair.end_week();
  const Accounts accounts = pair.finish();
  const std::array<std::int64_t, 2> kept_out{0, 900 - 500};
  const std::array<std::int64_t, 2> displaced{0 - 1000, 700 - 600};
  const std::array<std::int64_t, 2> stopped{1000 - 0, 300 - 400};
  const std::array<std::int64_t, 2> intercepted{0, 500 - 100};
  for (const std::size_t estimate : {drawn, expected}) {
    EXPECT_EQ(accounts.sum("kept_out_g", estimate), kept_out[estimate]);
    EXPECT_EQ(accounts.sum("displaced_g", estimate), displaced[estimate]);
    EXPECT_EQ(accounts.sum("displaced_stopped_g", estimate), stopped[estimate]);
    EXPECT_EQ(accounts.sum("intercepted_g", estimate), intercepted[estimate]);
  }
  accounts.expect_no_residuals();
}

// A: of 10 through R 6 land; all 20 to the beach are under way. B: of the 10, now to the beach, 3 land and 2
// are stopped; of the 20, now through R, 12 land. D = 6 - 12; W = (8 - 4) + 5 - 20.
TEST(Displacement, TellsWhatIsUnderWayWhenTheRunEnds) {
  HandMadePair pair;
  pair.a.ship(consignment(0), 10, east, 2);
  pair.a.land(consignment(0), 6, east);
  pair.a.ship(consignment(1), 20, beach);
  pair.b.ship(consignment(0), 10, beach, 3);
  pair.b.land(consignment(0), 3, beach);
  pair.b.stop(consignment(0), 2, beach);
  pair.b.ship(consignment(1), 20, east, 2);
  pair.b.land(consignment(1), 12, east);
  pair.end_week();
  const Accounts accounts = pair.finish();
  EXPECT_EQ(accounts.sum("kept_out_g"), 6 - 12);
  EXPECT_EQ(accounts.total("still_under_way_g"), (8 - 4) + 5 - 20);
  EXPECT_EQ(accounts.sum("displaced_g"), 3);
  EXPECT_EQ(accounts.sum("displaced_stopped_g"), 2);
  EXPECT_EQ(accounts.total("deterred_g"), 0);
  EXPECT_EQ(accounts.sum("intercepted_g"), 0);
  accounts.expect_no_residuals();
}

// Organisation 1 is asleep in A, 2 is gone in B from the second week on, 0 is at work in both.
TEST(Displacement, TellsWhoBringsMoreOutsideR) {
  HandMadePair pair;
  pair.a.set_awake(1, false);
  pair.b.set_awake(2, false);
  pair.end_week();
  const Week second = first_week + 1;
  pair.a.deliver({2, 0, second}, 100, beach);
  pair.b.deliver({0, 0, second}, 1, beach);
  pair.b.deliver({1, 0, second}, 10, beach);
  pair.end_week();
  const Accounts accounts = pair.finish();
  EXPECT_EQ(accounts.of("outside_g", DisplacedBy::same), 1);
  EXPECT_EQ(accounts.of("outside_g", DisplacedBy::newcomers), 10);
  EXPECT_EQ(accounts.of("outside_g", DisplacedBy::leavers), -100);
  EXPECT_EQ(accounts.sum("kept_out_g"), 0);
  EXPECT_EQ(accounts.sum("really_gone_g"), 100 - 1 - 10);
  accounts.expect_no_residuals();
}

// Taken away at the end of the week in which it planned the same in both arms.
TEST(Displacement, TakesWhoIsTakenAwayAfterThePlanForTheSame) {
  HandMadePair pair;
  pair.a.deliver(consignment(0), 5, beach);
  pair.b.ship(consignment(0), 5, beach);
  pair.b.stop(consignment(0), 5, beach);
  pair.b.set_awake(0, false);
  pair.end_week();
  EXPECT_EQ(pair.finish().of("outside_g", DisplacedBy::same), -5);
}

// 7 g are planned in the last week of the first period: A sends them through R at once, in B they wait and
// leave for the beach in the next period. D, DL and its line `later` belong to the first period; to the
// second 9 g that B gives up.
TEST(Displacement, BelongsToThePeriodOfThePlan) {
  const Consigned late{0, 0, first_week + 1};
  const Consigned given_up{0, 0, first_week + 2};
  HandMadePair pair;
  pair.end_week();
  pair.a.deliver(late, 7, east);
  pair.b.wait(late, 7);
  pair.end_week();
  pair.a.deliver(given_up, 9, east);
  pair.b.deliver(late, 7, beach);
  pair.b.keep(given_up, 9);
  pair.end_week();
  const Accounts accounts = pair.finish();
  EXPECT_EQ(accounts.cells("displaced_later_g"), (Cells{7, 0}));
  EXPECT_EQ(accounts.cells("deterred_g"), (Cells{0, 9}));
  EXPECT_EQ(accounts.cells("kept_out_g"), (Cells{7, 7, 9, 9}));
  EXPECT_EQ(accounts.cells("displaced_week_g"), (Cells{0, 7, 0, 0}));
  EXPECT_EQ(accounts.cells("kept_out_week_g"), (Cells{0, 7, 9, 0}));
  accounts.expect_no_residuals();
}

// What went later outside R in A, and at once through R in B, is its mirror; what goes earlier is nothing.
TEST(Displacement, HasAMirrorOfWhatIsLater) {
  HandMadePair pair;
  pair.a.wait(consignment(0), 7);
  pair.a.wait(consignment(1), 9);
  pair.b.deliver(consignment(0), 7, east);
  pair.b.deliver(consignment(1), 9, beach);
  pair.end_week();
  pair.a.deliver(consignment(0), 7, beach);
  pair.a.deliver(consignment(1), 9, east);
  pair.end_week();
  const Accounts accounts = pair.finish();
  EXPECT_EQ(accounts.total("displaced_later_g"), -7);
  EXPECT_EQ(accounts.sum("displaced_g"), 9 - 7);
}

// One that waits in B when the run ends is not shipped.
TEST(Displacement, HoldsWhatWaitsToTheEndForNotShipped) {
  HandMadePair pair;
  pair.a.deliver(consignment(0), 7, east);
  pair.b.wait(consignment(0), 7);
  pair.end_week();
  const Accounts accounts = pair.finish();
  EXPECT_EQ(accounts.cells("shift_g")[test::port_box * test::rows + test::not_shipped], 7);
  EXPECT_EQ(accounts.total("deterred_g"), 7);
  accounts.expect_no_residuals();
}

// Sends a consignment in equal lots that all land.
void send_in(HandMadeState& arm, std::uint32_t number, std::int64_t grams, Index lots, Index route) {
  arm.ship(consignment(number), grams, route, lots);
  for (Index lot = 0; lot < lots; ++lot) arm.land(consignment(number), grams / lots, route);
}

// 6 g go to the beach in more lots, 20 g come from there, where they had more, and 30 g in fewer. Inside R 40
// g go in more lots than in A and 100 g in fewer.
TEST(Displacement, IsFinerInMoreLots) {
  HandMadePair pair;
  send_in(pair.a, 0, 6, 1, east);
  send_in(pair.a, 1, 20, 2, beach);
  send_in(pair.a, 2, 30, 1, beach);
  send_in(pair.a, 3, 40, 1, east);
  send_in(pair.a, 4, 100, 2, east);
  send_in(pair.b, 0, 6, 3, beach);
  send_in(pair.b, 1, 20, 1, east);
  send_in(pair.b, 2, 30, 2, east);
  send_in(pair.b, 3, 40, 2, east);
  send_in(pair.b, 4, 100, 1, east);
  pair.end_week();
  const Accounts accounts = pair.finish();
  EXPECT_EQ(accounts.total("displaced_finer_g"), 6 - 20);
  EXPECT_EQ(accounts.total("finer_inside_g"), 40 - 100);
  accounts.expect_no_residuals();
}

// One degree of latitude is 111.19 km: of 8 g to the beach and 3 g from there, whether or not they land; of
// another method at the port none.
TEST(Displacement, GoesAsFarAsThePlacesAreApart) {
  HandMadePair pair;
  pair.a.deliver(consignment(0), 8, east);
  pair.a.deliver(consignment(1), 3, beach);
  pair.a.deliver(consignment(2), 100, east);
  pair.b.ship(consignment(0), 8, beach);
  pair.b.stop(consignment(0), 8, beach);
  pair.b.deliver(consignment(1), 3, east);
  pair.b.deliver(consignment(2), 100, cover);
  pair.end_week();
  EXPECT_EQ(pair.finish().total("displaced_distance_g_km"), (8 - 3) * 111);
}

// Organisation 0 moves to the beach, where only 1, to whom it is tied, has been: 5 g. Its next consignment,
// in the week after, goes where it has been itself.
TEST(Displacement, GoesThroughTiesWhereOnlyTheyHaveBeen) {
  HandMadePair pair;
  pair.a.tie();
  pair.b.tie();
  pair.a.deliver({1, 0, first_week}, 1, beach);
  pair.b.deliver({1, 0, first_week}, 1, beach);
  pair.end_week();
  for (const std::int64_t grams : {5, 50}) {
    const Consigned next{0, 0, first_week + (grams == 5 ? 1 : 2)};
    pair.a.deliver(next, grams, east);
    pair.b.deliver(next, grams, beach);
    pair.end_week();
  }
  const Accounts accounts = pair.finish();
  EXPECT_EQ(accounts.total("displaced_through_ties_g"), 5);
  EXPECT_EQ(accounts.sum("displaced_g"), 55);
}

}  // namespace
}  // namespace waterbed
