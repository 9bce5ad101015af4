// SPDX-License-Identifier: Apache-2.0
// Every class of move between two arms written by hand, in grams; R is the route `east`.
#include <gtest/gtest.h>

#include "sim/tally/displacement.hpp"
#include "tests/tally/hand_made.hpp"

namespace waterbed {
namespace {

using test::Accounts;
using test::beach;
using test::beach_cover;
using test::Cells;
using test::Consigned;
using test::east;
using test::first_week;
using test::HandMadePair;
using test::HandMadeState;

// A consignment of organisation 0 that is planned in the first week.
Consigned consignment(std::uint32_t number) {
  return {0, number, first_week};
}

// Every class once and all that is shipped lands, in amounts that tell in every sum what is in it:
//
//              A        B
//       1      east     east
//       2      east     beach
//       4      beach    east
//       8      east     not shipped
//      16      -        east          not shipped in A
//      32      beach    beach_cover
//      64      beach    -             not shipped in B
//     128      -        beach         not shipped in A
//     256      not planned   east
//     512      beach    not planned
//    1024      east     east          2048 in B
class EveryClass : public testing::Test {
 protected:
  static Accounts accounts(bool are_swapped = false) {
    HandMadePair pair;
    HandMadeState& a = are_swapped ? pair.b : pair.a;
    HandMadeState& b = are_swapped ? pair.a : pair.b;
    a.deliver(consignment(0), 1, east);
    a.deliver(consignment(1), 2, east);
    a.deliver(consignment(2), 4, beach);
    a.deliver(consignment(3), 8, east);
    a.keep(consignment(4), 16);
    a.deliver(consignment(5), 32, beach);
    a.deliver(consignment(6), 64, beach);
    a.keep(consignment(7), 128);
    a.deliver(consignment(9), 512, beach);
    a.deliver(consignment(10), 1024, east);
    b.deliver(consignment(0), 1, east);
    b.deliver(consignment(1), 2, beach);
    b.deliver(consignment(2), 4, east);
    b.keep(consignment(3), 8);
    b.deliver(consignment(4), 16, east);
    b.deliver(consignment(5), 32, beach_cover);
    b.keep(consignment(6), 64);
    b.deliver(consignment(7), 128, beach);
    b.deliver(consignment(8), 256, east);
    b.deliver(consignment(10), 2048, east);
    pair.end_week();
    return pair.finish();
  }
};

TEST_F(EveryClass, StandsInItsCellOfTheShiftMatrix) {
  Cells shift(test::rows * test::rows, 0);
  const auto in = [&](std::size_t row, std::size_t column) -> std::int64_t& {
    return shift[row * test::rows + column];
  };
  in(test::port_box, test::port_box) = 1 + 1024;
  in(test::port_box, test::beach_box) = 2;
  in(test::port_box, test::not_shipped) = 8;
  in(test::beach_box, test::port_box) = 4;
  in(test::beach_box, test::beach_in_cover) = 32;
  in(test::beach_box, test::not_shipped) = 64;
  in(test::beach_box, test::not_planned) = 512;
  in(test::not_shipped, test::port_box) = 16;
  in(test::not_shipped, test::beach_box) = 128;
  in(test::not_planned, test::port_box) = 256 + 1024;
  EXPECT_EQ(accounts().cells("shift_g"), shift);
}

TEST_F(EveryClass, GivesItsPartOfWhatIsKeptOut) {
  const Accounts all = accounts();
  EXPECT_EQ(all.of("kept_out_class_g", MoveClass::stays_in), 1024 - 2048);
  EXPECT_EQ(all.of("kept_out_class_g", MoveClass::moves_out), 2);
  EXPECT_EQ(all.of("kept_out_class_g", MoveClass::moves_in), -4);
  EXPECT_EQ(all.of("kept_out_class_g", MoveClass::given_up_in), 8);
  EXPECT_EQ(all.of("kept_out_class_g", MoveClass::new_in), -16 - 256);
  for (const MoveClass move : {MoveClass::stays_out, MoveClass::given_up_out, MoveClass::new_out})
    EXPECT_EQ(all.of("kept_out_class_g", move), 0);
  EXPECT_EQ(all.sum("kept_out_g"), 1024 - 2048 + 2 - 4 + 8 - 16 - 256);
}

// N: 8 less its mirror 16 + 256, and what is larger in B. E: 128 more and 64 + 512 less, all by organisation
// 0, which is at work in both. What is really gone is D - DL - E, or all that landed in A less that in B:
// 1647 - 2487.
TEST_F(EveryClass, IsInItsTerm) {
  const Accounts all = accounts();
  EXPECT_EQ(all.of("displaced_g", ShiftKind::place), 2 - 4);
  EXPECT_EQ(all.total("deterred_g"), 8 - 16 - 256 + (1024 - 2048));
  EXPECT_EQ(all.of("outside_g", DisplacedBy::same), 128 - 64 - 512);
  EXPECT_EQ(all.sum("really_gone_g"), 1647 - 2487);
  EXPECT_EQ(all.sum("really_gone_g"), all.sum("kept_out_g") - all.sum("displaced_g") - all.sum("outside_g"));
  for (const char* empty : {"displaced_stopped_g", "intercepted_g"}) EXPECT_EQ(all.sum(empty), 0) << empty;
  EXPECT_EQ(all.total("still_under_way_g"), 0);
  all.expect_no_residuals();
}

TEST_F(EveryClass, HasAMirror) {
  const Accounts all = accounts();
  EXPECT_EQ(all.of("displaced_back_g", ShiftKind::place), 4);
  EXPECT_EQ(all.total("displaced_back_g"), 4);
  EXPECT_EQ(all.total("deterred_back_g"), 16 + 256 + 1024);
  EXPECT_EQ(all.total("displaced_stopped_back_g"), 0);
}

// RR, RO, OR, R0, 0R, OO, O0, 0O, both ways together; who stays on a route changed none.
TEST_F(EveryClass, CountsAsAChangeOfRoute) {
  EXPECT_EQ(accounts().cells("changed_route_g"), (Cells{0, 2, 4, 8, 16 + 256, 32, 64 + 512, 128,  //
                                                        0, 0, 0, 0, 0, 0, 0, 0}));
}

// To the beach 2, from the beach 4 (place 4); in the first of four weeks.
TEST_F(EveryClass, IsDisplacedToAPlaceInAWeek) {
  const Accounts all = accounts();
  EXPECT_EQ(all.cells("displaced_to_g"), (Cells{0, 0, 0, 0, 2 - 4, 0, 0, 0, 0, 0}));
  EXPECT_EQ(all.cells("displaced_week_g"), (Cells{2 - 4, 0, 0, 0}));
  EXPECT_EQ(all.cells("kept_out_week_g"), (Cells{all.sum("kept_out_g"), 0, 0, 0}));
}

TEST_F(EveryClass, ChangesItsSignWhenArmsAreSwapped) {
  const Accounts all = accounts();
  const Accounts swapped = accounts(true);
  for (const char* net : {"kept_out_g", "displaced_g", "deterred_g", "intercepted_g", "outside_g",
                          "really_gone_g", "displaced_to_g"}) {
    Cells cells = swapped.cells(net);
    for (std::int64_t& amount : cells) amount = -amount;
    EXPECT_EQ(cells, all.cells(net)) << net;
  }
  EXPECT_EQ(swapped.total("displaced_back_g"), 2);
  EXPECT_EQ(swapped.total("deterred_back_g"), 8);
  for (std::size_t row = 0; row < test::rows; ++row)
    for (std::size_t column = 0; column < test::rows; ++column)
      EXPECT_EQ(swapped.cells("shift_g")[column * test::rows + row],
                all.cells("shift_g")[row * test::rows + column]);
}

}  // namespace
}  // namespace waterbed
