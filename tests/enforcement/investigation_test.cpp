// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/investigation.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

Experiment two_ports(std::vector<std::string> sets) {
  ScenarioOptions options;
  options.arms = {"as_it_is"};
  options.sets = std::move(sets);
  return test::experiment_of("lab/two_ports.yaml", options);
}

// Active for 1/.02 = 50 weeks in the mean, then away for 1 + E floor(X) weeks, X exponential of mean 10:
// E floor(X) = 1 / (e^.1 - 1) = 9.508. The share active is 50 / 60.508 = .8263. Counted over 200
// organisations for two years, of which about 2.6 cycles each are independent: a standard error of about
// .006.
TEST(Investigation, TakesOrganisationsAwayUntilTheyRegroup) {
  const Experiment experiment = two_ports({"investigations.police.hazard=0.02", "dismantling.regroup_share=1",
                                           "dismantling.regroup_mean_weeks=10", "dismantling.confiscated=0",
                                           "organisations.count=200"});
  double active = 0.0;
  double all = 0.0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    if (week < experiment.plan().start) return;
    for (const double activity : state.organisations.activity) {
      active += activity > 0.0 ? 1.0 : 0.0;
      all += 1.0;
    }
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_NEAR(active / all, .8263, .02);
}

// Nobody regroups: of the 208 weeks, (1 - .02)^208 = .01496 of organisations are left at the end.
TEST(Investigation, WhoDoesNotRegroupStaysAway) {
  const Experiment experiment = two_ports(
      {"investigations.police.hazard=0.02", "dismantling.regroup_share=0", "organisations.count=1000"});
  double active = 0.0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week) {
    active = 0.0;
    for (const double activity : state.organisations.activity) active += activity;
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_NEAR(active / 1000.0, .01496, 4.0 * test::share_error(.01496, 1000));
}

// A plan needs an organisation that was active after the week before.
TEST(Investigation, WhoIsDismantledPlansNothing) {
  const Experiment experiment = two_ports({"investigations.police.hazard=0.1"});
  std::vector<double> before;
  std::size_t plans = 0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week) {
    for (const Index organisation : state.consignments.organisation) {
      ++plans;
      if (!before.empty()) {
        EXPECT_GT(before[at(organisation)], 0.0);
      }
    }
    before = state.organisations.activity;
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_GT(plans, 50U);
}

// 30 % of what there is is taken each time; what is missing halves every 10 weeks.
TEST(Investigation, ConfiscationTakesPartOfTheRateUntilItIsEarnedBack) {
  const Experiment experiment =
      two_ports({"investigations.police.hazard=0.05", "dismantling.regroup_share=1",
                 "dismantling.regroup_mean_weeks=1", "dismantling.recovery_half_life_weeks=10"});
  std::vector<double> expected(20, 1.0);  // activity, were it never taken away
  std::vector<double> before(20, 1.0);
  int taken_again = 0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week) {
    for (std::size_t organisation = 0; organisation < expected.size(); ++organisation) {
      const double activity = state.organisations.activity[organisation];
      double& left = expected[organisation];
      if (before[organisation] > 0.0 && activity <= 0.0) {
        taken_again += left < .9 ? 1 : 0;
        left *= .7;
      } else if (before[organisation] > 0.0) {
        left = 1.0 - (1.0 - left) * std::pow(2.0, -.1);
      }
      if (activity > 0.0) {
        EXPECT_NEAR(activity, left, 1e-12);
      }
      before[organisation] = activity;
    }
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_GT(taken_again, 20);
}

// 30 % of its capital is taken from whoever is dismantled, which leaves 7/10: what was taken is 3/7 of what
// is left, to the cent by organisation. The rate is untouched: whoever regroups plans as before.
TEST(Investigation, ConfiscationTakesCapitalWhereMoneyIsLimited) {
  const Experiment experiment = two_ports({"investigations.police.hazard=0.05", "dismantling.regroup_share=1",
                                           "dismantling.regroup_mean_weeks=1", "money.rule=limited"});
  std::vector<double> before(20, 1.0);
  Cents taken_before{};
  double taken_in_all = 0.0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week) {
    double expected_cents = 0.0;
    for (std::size_t organisation = 0; organisation < before.size(); ++organisation) {
      const double activity = state.organisations.activity[organisation];
      const bool has_given_up = state.organisations.left[organisation] <= 0.0;
      if (!has_given_up) {
        EXPECT_TRUE(activity == 0.0 || activity == 1.0);
      }
      const auto left = static_cast<double>(state.money.capital[organisation].value);
      if (before[organisation] > 0.0 && activity <= 0.0 && left > 0.0) expected_cents += left * 3.0 / 7.0;
      before[organisation] = activity;
    }
    const Cents taken = state.money.received[static_cast<std::size_t>(Account::confiscation)];
    EXPECT_NEAR(static_cast<double>((taken - taken_before).value), expected_cents, 20.0);
    taken_before = taken;
    taken_in_all += expected_cents;
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_GT(taken_in_all, 0.0);
}

// With every seizure followed to its end, whoever loses a recorded load at a port is dismantled that week.
TEST(Investigation, FollowsSharedSeizuresToWhoseTheyWere) {
  const Experiment experiment =
      two_ports({"investigations.police.per_seizure=1", "investigations.police.customs_data=1"});
  int followed = 0;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week) {
    const Endings& endings = state.endings;
    for (std::size_t lot = 0; lot < endings.count(); ++lot) {
      const bool upstream = endings.stage[lot] == Stage::source || endings.stage[lot] == Stage::transit;
      if (endings.recorded[lot].value == 0 || upstream) continue;
      ++followed;
      EXPECT_EQ(state.organisations.activity[at(endings.organisation[lot])], 0.0);
    }
  });
  ASSERT_EQ(result.arms[0].state, RunState::done);
  EXPECT_GT(followed, 10);
}

TEST(Investigation, NeedsCustomsDataToFollowSeizures) {
  const test::Results with(
      two_ports({"investigations.police.per_seizure=1", "investigations.police.customs_data=0"}), 0);
  const test::Results without(two_ports({}), 0);
  EXPECT_EQ(with.result().arms[0].digest, without.result().arms[0].digest);
}

}  // namespace
}  // namespace waterbed
