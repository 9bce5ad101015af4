// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/queue.hpp"

#include <gtest/gtest.h>

#include "tests/enforcement/small_world.hpp"

namespace waterbed {
namespace {

using test::SmallWorld;
using Units = std::vector<double>;

TEST(Queue, ExaminesWhatIsWantedWhereThereIsRoom) {
  Queue queue;
  const QueueWeek week = pass_even_week({30, 50}, 100, 4, queue);
  EXPECT_EQ(week.examined, (Units{30, 50}));
  EXPECT_EQ(week.held, (Units{0, 0}));
  EXPECT_EQ(week.released, (Units{0, 0}));
}

TEST(Queue, LetsGoAtOnceWhatMayNotBeHeld) {
  Queue queue;
  const QueueWeek week = pass_even_week({30, 50}, 40, 0, queue);
  EXPECT_EQ(week.examined, (Units{15, 25}));
  EXPECT_EQ(week.released, (Units{15, 25}));
  EXPECT_TRUE(queue.waiting.empty());
}

// Week 1: 80 of 100, 20 wait. Week 2 with nothing new: these 20, though capacity is 80.
TEST(Queue, ExaminesNextWeekWhatWaits) {
  Queue queue;
  EXPECT_EQ(pass_even_week({100}, 80, 1, queue).held, Units{20});
  EXPECT_EQ(pass_even_week({0}, 80, 1, queue).examined, Units{20});
}

// 10 of the first stratum wait; next week 10 are examined: those, and none of the 90 that came later.
TEST(Queue, ServesFirstWhoCameFirst) {
  Queue queue;
  const QueueWeek first = pass_even_week({10, 0}, 0, 2, queue);
  EXPECT_EQ(first.held, (Units{10, 0}));
  const QueueWeek second = pass_even_week({0, 90}, 10, 2, queue);
  EXPECT_EQ(second.examined, (Units{10, 0}));
  EXPECT_EQ(second.held, (Units{0, 90}));
}

// Without any capacity a unit of week 1 that may be held 2 weeks is let go at the end of week 3.
TEST(Queue, LetsGoWhatHasWaitedLongEnough) {
  Queue queue;
  EXPECT_EQ(pass_even_week({7}, 0, 2, queue).released, Units{0});
  EXPECT_EQ(pass_even_week({0}, 0, 2, queue).released, Units{0});
  EXPECT_EQ(pass_even_week({0}, 0, 2, queue).released, Units{7});
  EXPECT_EQ(pass_even_week({0}, 0, 2, queue).released, Units{0});
}

// A measure shortens the hold from 3 weeks to 1: what has waited longer goes in that week.
TEST(Queue, LetsGoWhatASuddenlyShorterHoldForbids) {
  Queue queue;
  for (int week = 0; week < 3; ++week) static_cast<void>(pass_even_week({10}, 0, 3, queue));
  const QueueWeek last = pass_even_week({10}, 0, 1, queue);
  EXPECT_EQ(last.released, Units{30});
  EXPECT_EQ(last.held, Units{10});
}

// 12 weeks of 100 wanted and 80 examined with a hold of 2: in the long run 20 go each week and 200 wait
// (100 of each of the last two weeks). All that came was examined, has gone, or waits.
TEST(Queue, LosesNoUnit) {
  Queue queue;
  double examined = 0.0, released = 0.0;
  QueueWeek week;
  for (int number = 0; number < 12; ++number) {
    week = pass_even_week({100}, 80, 2, queue);
    examined += week.examined[0];
    released += week.released[0];
  }
  EXPECT_DOUBLE_EQ(week.released[0], 20.0);
  EXPECT_DOUBLE_EQ(week.held[0], 200.0);
  EXPECT_DOUBLE_EQ(examined + released + week.held[0], 1200.0);
}

// .2 of 1500 boxes is 300; 150 can be examined: a tenth of the loads at random, .8 recognised. In week 2 the
// line of 150 is served first. The budget of both weeks is the same.
TEST(Queue, StandsBeforeAScanner) {
  const SmallWorld world(
      "instruments: {scan: {kind: scanner, agency: customs, places: [port], stream: containers, "
      "capacity_units_per_week: 150, targeting_quality: 0, demanded_share: 0.2, hold_weeks: 1}}\n");
  const std::size_t stratum = world.stratum("hub/port/containers");
  EXPECT_NEAR(world.found({"origin", "port", "box"}), .08, 1e-12);
  EXPECT_DOUBLE_EQ(world.week(0).controls.examined_units[stratum], 50.0);
  EXPECT_DOUBLE_EQ(world.week(0).controls.held_units[stratum], 50.0);
  EXPECT_DOUBLE_EQ(world.week(0).controls.released_units[stratum], 0.0);
  EXPECT_DOUBLE_EQ(world.week(1).controls.examined_units[stratum], 50.0);
  EXPECT_DOUBLE_EQ(world.week(1).controls.held_units[stratum], 100.0);
  EXPECT_DOUBLE_EQ(world.week(2).controls.released_units[stratum], 50.0);
}

TEST(Queue, LetsAllGoWhenTheDemandEnds) {
  const SmallWorld world(
      "instruments: {scan: {kind: scanner, agency: customs, places: [haven], stream: containers, "
      "capacity_units_per_week: 10, demanded_share: 0.1, hold_weeks: 9}}\n"
      "measures: {end: {from: 2000-01-17, change: {instruments.scan.demanded_share: {set: 0}}}}\n"
      "arms: {base: {measures: [end]}}\n");
  const std::size_t stratum = world.stratum("origin/haven/containers");
  EXPECT_DOUBLE_EQ(world.week(1).controls.held_units[stratum], 80.0);  // 2 weeks x (50 - 10)
  EXPECT_DOUBLE_EQ(world.week(2).controls.released_units[stratum], 80.0);
  EXPECT_DOUBLE_EQ(world.week(2).controls.examined_units[stratum], 10.0);
  EXPECT_DOUBLE_EQ(world.week(3).controls.released_units[stratum], 0.0);
}

// A closed stratum wants nothing and divides nothing by nothing.
TEST(Queue, IsEmptyBeforeAClosedStratum) {
  for (const char* arrivals : {"even", "random"}) {
    const SmallWorld world(
        "instruments: {scan: {kind: scanner, agency: customs, places: [haven], stream: containers, "
        "capacity_units_per_week: 10, demanded_share: 0.1, hold_weeks: 9, arrivals: " +
        std::string(arrivals) +
        "}}\nmeasures: {shut: {from: 2000-01-03, change: "
        "{strata.origin/haven/containers.legal_units_per_week: {set: 0}}}}\narms: {base: {measures: "
        "[shut]}}\n");
    EXPECT_EQ(world.found({"origin", "haven", "box"}), 0.0);
  }
}

// A line of 360 boxes is worked off when traffic falls to a tenth in week 4: 40 boxes are examined where 5
// come, all of them with chance y = .1 still, at random, .8 recognised.
TEST(Queue, FindsNoMoreThanTheDemandedShareWhileABacklogIsWorkedOff) {
  const SmallWorld world(
      "instruments: {scan: {kind: scanner, agency: customs, places: [haven], stream: containers, "
      "capacity_units_per_week: 40, targeting_quality: 0, demanded_share: 0.1, hold_weeks: 9}}\n"
      "measures: {slow: {from: 2000-01-31, change: "
      "{strata.origin/haven/containers.legal_units_per_week: {multiply: 0.1}}}}\narms: {base: {measures: "
      "[slow]}}\n");
  const std::size_t stratum = world.stratum("origin/haven/containers");
  EXPECT_DOUBLE_EQ(world.week(4).controls.examined_units[stratum], 40.0);
  EXPECT_NEAR(world.found({"origin", "haven", "box"}, 3), .8 * 40.0 / 500.0, 1e-12);
  EXPECT_NEAR(world.found({"origin", "haven", "box"}, 4), .8 * .1, 1e-12);
}

// A service that would last 10^6 weeks is drawn anew once the speed is another.
TEST(Queue, ServicesGoOnAtTheSpeedOfTheWeek) {
  const SmallWorld world(
      "instruments: {scan: {kind: scanner, agency: customs, places: [haven], stream: containers, "
      "capacity_units_per_week: 1e-6, demanded_share: 0.1, hold_weeks: 2, arrivals: random}}\n"
      "measures: {work: {from: 2000-01-17, change: "
      "{instruments.scan.capacity_units_per_week: {set: 500}}}}\narms: {base: {measures: [work]}}\n");
  const std::size_t stratum = world.stratum("origin/haven/containers");
  EXPECT_EQ(world.week(1).controls.examined_units[stratum], 0.0);
  EXPECT_GT(world.week(2).controls.examined_units[stratum], 20.0);
}

// All who came are examined, gone or still there when the port closes.
TEST(Queue, LosesNobodyWhereAPortCloses) {
  const SmallWorld world(
      "instruments: {scan: {kind: scanner, agency: customs, places: [haven], stream: containers, "
      "capacity_units_per_week: 5, demanded_share: 0.1, hold_weeks: 2, arrivals: random}}\n"
      "measures: {shut: {from: 2000-01-17, change: "
      "{strata.origin/haven/containers.legal_units_per_week: {set: 0}}}}\narms: {base: {measures: "
      "[shut]}}\n");
  const std::size_t stratum = world.stratum("origin/haven/containers");
  double gone = 0.0;
  for (std::size_t week = 2; week < 8; ++week)
    gone +=
        world.week(week).controls.examined_units[stratum] + world.week(week).controls.released_units[stratum];
  const Queue& line = world.week(1).queues[0];
  EXPECT_GT(line.waiting_since.size(), 10U);
  EXPECT_DOUBLE_EQ(gone, static_cast<double>(line.waiting_since.size() + line.busy_until.size()));
}

}  // namespace
}  // namespace waterbed
