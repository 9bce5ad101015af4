// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/contacts.hpp"

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;

// Contacts that an organisation of the small world can use at the end of a week.
double usable(const SmallWorld& world, std::size_t week) {
  const State& state = world.week(week);
  double count = 0.0;
  for (const Week ready : state.contacts.ready)
    count += ready != never && ready <= Week{1565 + static_cast<std::int32_t>(week)} ? 1 : 0;
  return count;
}

TEST(Contacts, AreNotNeededUnlessAskedFor) {
  const SmallWorld world("");
  EXPECT_FALSE(world.week(0).contacts.are_needed());
  EXPECT_EQ(world.digest(), SmallWorld("contacts: {cost_eur: 5, at_start: 1, loss: 0.5}\n").digest());
}

// All contacts at the start, none is lost: as if none were needed.
TEST(Contacts, WithAllOfThemChangeNothing) {
  EXPECT_EQ(SmallWorld("contacts: {rule: needed, at_start: 1, loss: 0}\n").digest(), SmallWorld("").digest());
}

// Nobody has one and making one takes longer than the run.
TEST(Contacts, WithoutAnyNothingIsShipped) {
  const SmallWorld world("contacts: {rule: needed, at_start: 0, time_weeks: 100}\n");
  for (std::size_t week = 0; week < 8; ++week) {
    EXPECT_EQ(world.week(week).lots.count(), 0U);
    EXPECT_EQ(world.week(week).endings.count(), 0U);
  }
}

// Whoever wants to ship in the first week begins a contact and can use it `time` weeks later.
TEST(Contacts, AreMadeWithTime) {
  const SmallWorld world("contacts: {rule: needed, at_start: 0, time_weeks: 3, loss: 0, introduced: 1}\n");
  const auto ready = [&](std::size_t week) {
    std::size_t shipped = 0;
    for (const Index route : world.week(week).consignments.route) shipped += route != none ? 1U : 0U;
    return shipped;
  };
  EXPECT_GT(world.week(0).consignments.size_of_week(), 0U);
  EXPECT_EQ(ready(0) + ready(1) + ready(2), 0U);
  EXPECT_GT(ready(3), 0U);
}

// Every contact costs 1234.56 EUR, once, however often it was wanted while it was made.
TEST(Contacts, AreMadeWithMoney) {
  const SmallWorld world(
      "contacts: {rule: needed, at_start: 0, cost_eur: 1234.56, loss: 0, introduced: 1}\n");
  const State& last = world.week(7);
  std::int64_t made = 0;
  for (const Week ready : last.contacts.ready) made += ready != never ? 1 : 0;
  EXPECT_GT(made, 10);
  EXPECT_EQ(last.money.received[static_cast<std::size_t>(Account::go_betweens)].value, made * 123456);
}

// A tie that has the contact saves half of the cost, here 49.90 of 100 EUR: sums of whole contacts end in 00
// EUR, with some of 50.10 EUR they do not.
TEST(Contacts, AreCarriedByTies) {
  const std::string half =
      "contacts: {rule: needed, at_start: 0.5, cost_eur: 100, introduced: 0.501, time_weeks: 4, loss: 0}\n";
  const SmallWorld alone(half + "beliefs: {tie_weight: 0}\n");
  const auto paid = [](const SmallWorld& world) {
    return world.week(7).money.received[static_cast<std::size_t>(Account::go_betweens)].value;
  };
  EXPECT_EQ(paid(alone) % 10000, 0);  // whole contacts alone: nobody has ties in the small world
  const std::string tied = "organisations: {count: 10, ties: 9}\n";
  std::string text = test::small_world;
  text.replace(text.find("organisations: {count: 10, ties: 0}\n"),
               std::string("organisations: {count: 10, ties: 0}\n").size(), tied);
  // With nine ties each, nearly every contact is known to some tie, and costs half.
  const SmallWorld together(half + "beliefs: {tie_weight: 0}\n", text);
  EXPECT_NE(paid(together) % 10000, 0);
  EXPECT_GT(usable(together, 5), usable(alone, 2));
}

// With a chance of one half a week some 2^-7 of 1 remain after seven weeks; nothing is made again for want of
// time.
TEST(Contacts, AreLost) {
  const SmallWorld world("contacts: {rule: needed, at_start: 1, loss: 0.5, time_weeks: 100}\n");
  const double first = usable(world, 0);
  const double third = usable(world, 2);
  // 10 organisations x 6 place-methods; each week halves what there is, within four standard errors.
  EXPECT_NEAR(first, 30.0, 4 * 3.9);
  EXPECT_NEAR(third, 7.5, 4 * 2.6);
}

}  // namespace
}  // namespace waterbed
