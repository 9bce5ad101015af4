// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/waiting.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "sim/smuggling/choice.hpp"
#include "sim/smuggling/consignments.hpp"
#include "sim/world/lot_key.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr Purpose purpose("choice");

class Waiting : public testing::Test {
 protected:
  Waiting()
      : prepared_(test::prepare_scenario("lab/waiting.yaml")),
        state_(prepared_.world, prepared_.scenario.start.parameters, Luck(1, 0)) {
    state_.organisations.id = {0, 1};
    state_.organisations.activity = {1.0, 1.0};
  }

  // A consignment of an organisation's week, as it stands when its week ends.
  void add(Week planned, NotShipped why, Index organisation = 0, std::uint32_t number = 0) {
    Consignments& all = state_.consignments;
    all.organisation.push_back(organisation);
    all.planned.push_back(planned);
    all.number.push_back(number);
    all.why.push_back(why);
  }
  [[nodiscard]] std::vector<NotShipped> why_after(Week week) {
    waiting_mechanism().steps[0].run(prepared_.world, state_, week);
    return state_.consignments.why;
  }

  Prepared prepared_;
  State state_;
};

// Four weeks after its plan is the last time.
TEST_F(Waiting, LastsAsLongAsPatience) {
  for (const std::int32_t planned : {10, 9, 7, 6}) add(Week{planned}, NotShipped::unwilling);
  EXPECT_EQ(why_after(Week{10}), (std::vector<NotShipped>{NotShipped::waits, NotShipped::waits,
                                                          NotShipped::waits, NotShipped::unwilling}));
}

TEST_F(Waiting, IsForWantOfWillAlone) {
  const std::vector<NotShipped> settled{NotShipped::is_shipped, NotShipped::no_labour, NotShipped::no_money};
  for (const NotShipped why : settled) add(Week{10}, why);
  EXPECT_EQ(why_after(Week{10}), settled);
}

TEST_F(Waiting, EndsWithItsOrganisation) {
  state_.organisations.activity = {0.0, 0.1};
  add(Week{10}, NotShipped::unwilling, 0);
  add(Week{10}, NotShipped::unwilling, 1);
  EXPECT_EQ(why_after(Week{10}), (std::vector<NotShipped>{NotShipped::unwilling, NotShipped::waits}));
}

TEST_F(Waiting, IsDecidedInTheFirstWeekAsWithoutPatience) {
  add(Week{10}, NotShipped::unwilling, 1, 3);
  EXPECT_EQ(draw_decision(state_, purpose, 0, Week{10}), state_.luck.draw(purpose, 1, Week{10}, 3));
}

// All decisions in a year of plans with four consignments each, for as long as patience can be.
TEST_F(Waiting, IsDecidedWithLuckThatNoOtherDecisionHas) {
  std::vector<PhiloxBlock> drawn;
  for (std::int32_t planned = 0; planned < 52; ++planned)
    for (std::uint32_t number = 0; number < 4; ++number) {
      add(Week{planned}, NotShipped::unwilling, 0, number);
      const std::size_t last = state_.consignments.size_of_week() - 1;
      for (std::int32_t waited = 0; waited <= 104; ++waited)
        drawn.push_back(draw_decision(state_, purpose, last, Week{planned + waited}));
    }
  std::sort(drawn.begin(), drawn.end());
  EXPECT_EQ(std::adjacent_find(drawn.begin(), drawn.end()), drawn.end());
}

// By organisation, week of the plan, k.
using Identity = std::tuple<Index, Week, std::uint32_t>;

Identity identity(const Consignments& all, std::size_t number) {
  return {all.organisation[number], all.planned[number], all.number[number]};
}

Experiment two_ports(const std::vector<std::string>& more = {}) {
  ScenarioOptions options;
  options.arms = {"as_it_is"};
  options.weeks = 52;
  options.sets = {"choice.patience_weeks=3", "choice.outside_share=0.5", "organisations.count=20"};
  options.sets.insert(options.sets.end(), more.begin(), more.end());
  return test::experiment_of("lab/two_ports.yaml", options);
}

// What waits when a week ends stands in the next, with its size, in front of the new plans; nothing else that
// is older does.
TEST(WaitingConsignments, StandAgainTheNextWeekAsTheyWere) {
  std::map<Identity, Grams> waiting;
  std::size_t again = 0;
  const ReplicateResult result = two_ports().run(0, [&](std::size_t, const State& state, Week week) {
    const Consignments& all = state.consignments;
    std::vector<Identity> order;
    std::map<Identity, Grams> old;
    for (std::size_t number = 0; number < all.size_of_week(); ++number) {
      order.push_back(identity(all, number));
      if (all.planned[number] < week) old[order.back()] = all.size[number];
    }
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
    EXPECT_EQ(old, waiting);
    again += old.size();
    waiting.clear();
    for (std::size_t number = 0; number < all.size_of_week(); ++number)
      if (all.why[number] == NotShipped::waits) waiting[identity(all, number)] = all.size[number];
  });
  EXPECT_EQ(result.arms[0].message, "");
  EXPECT_GT(again, 100U);
}

// A week under way, or found at the source in the first, from when they leave.
TEST(WaitingConsignments, AreUnderWayFromTheWeekInWhichTheyLeave) {
  std::map<Identity, Week> left;
  std::size_t later = 0;
  const ReplicateResult result = two_ports().run(0, [&](std::size_t, const State& state, Week week) {
    const Consignments& all = state.consignments;
    for (std::size_t number = 0; number < all.size_of_week(); ++number)
      if (all.why[number] == NotShipped::is_shipped) left[identity(all, number)] = week;
    const Endings& endings = state.endings;
    for (std::size_t lot = 0; lot < endings.count(); ++lot) {
      const Week planned = endings.planned[lot];
      const Week since =
          left.at({endings.organisation[lot], planned, consignment_of_lot(endings.which[lot])});
      const bool at_source = endings.ending[lot] != Ending::landed && endings.stage[lot] == Stage::source;
      EXPECT_EQ(week - since, at_source ? 0 : 1);
      later += since > planned ? 1 : 0;
    }
  });
  EXPECT_EQ(result.arms[0].message, "");
  EXPECT_GT(later, 100U);
}

TEST(WaitingConsignments, AreLostWithTheirOrganisation) {
  const Experiment experiment = two_ports({"investigations.police.hazard=0.1"});
  std::size_t lost = 0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    const Consignments& all = state.consignments;
    for (std::size_t number = 0; number < all.size_of_week(); ++number) {
      const bool is_gone = state.organisations.activity[at(all.organisation[number])] <= 0.0;
      if (!is_gone) continue;
      EXPECT_NE(all.why[number], NotShipped::waits);
      lost += all.why[number] == NotShipped::unwilling && week - all.planned[number] < 3 ? 1 : 0;
    }
  });
  EXPECT_EQ(result.arms[0].message, "");
  EXPECT_GT(lost, 10U);
}

// How every consignment that is shipped goes.
struct Departure {
  Week week;
  Index route;
  Index lots;
};

// With goods that are worth nothing at first, for so many weeks.
std::map<Identity, Departure> departures(std::int32_t weeks_without_value) {
  Prepared prepared = test::prepare_scenario(
      "lab/waiting.yaml",
      {.arms = {"as_it_is"},
       .sets = {"choice.splitting=risk", "choice.patience_weeks=20", "organisations.count=3000",
                "methods.first.extraction_failure=0.05", "methods.third.extraction_failure=0.4"}});
  Arm arm = prepared.scenario.start;
  const Week start = prepared.scenario.plan.start;
  arm.measures = {{"worthless",
                   start,
                   start + weeks_without_value,
                   0,
                   {{"markets.market.landed_price_eur_per_kg", Operation::multiply, 0.01}}}};
  const Experiment experiment(prepared.scenario.plan, prepared.scenario.start, {arm}, prepared.world);
  std::map<Identity, Departure> departures;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    const Consignments& all = state.consignments;
    for (std::size_t number = 0; number < all.size_of_week(); ++number)
      if (all.why[number] == NotShipped::is_shipped)
        departures[identity(all, number)] = {week, all.route[number], all.lots[number]};
  });
  EXPECT_EQ(result.arms[0].message, "");
  return departures;
}

// The uniform that decides between one lot and two belongs to the consignment.
TEST(WaitingConsignments, GoInAsManyLotsWheneverTheyGo) {
  const std::map<Identity, Departure> at_once = departures(0);
  std::map<Index, std::size_t> later;  // by lots
  for (const auto& [consignment, departure] : departures(10)) {
    const auto other = at_once.find(consignment);
    if (other == at_once.end() || other->second.route != departure.route) continue;
    EXPECT_EQ(departure.lots, other->second.lots);
    if (departure.week > other->second.week) ++later[departure.lots];
  }
  EXPECT_GT(later[1], 100U);
  EXPECT_GT(later[2], 100U);
}

// What never goes, of the share p0 = .1 of each decision's, after three decisions. So much less is planned
// that what goes at the start is the attempted flow.
TEST(Patience, LeavesTheAttemptedFlowWhatItIs) {
  ChoiceParams choice;
  EXPECT_EQ(prior_outside_share(choice), .1);
  choice.patience = Weeks{2.9};
  EXPECT_NEAR(prior_outside_share(choice), .001, 1e-15);
  const ConsignmentParams params;
  EXPECT_NEAR(planned_kg_a_week(params, choice, 1.0), 900e3 / weeks_per_year / .999, 1e-6);
}

}  // namespace
}  // namespace waterbed
