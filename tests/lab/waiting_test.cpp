// SPDX-License-Identifier: Apache-2.0
// Consignments that are decided again week after week, each time as the first time: geometric, cut off.
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr double consignments = 10000.0;  // a week
constexpr std::size_t weeks = 20;
constexpr std::size_t patience = 4;
constexpr std::array<double, 2> unwilling{.59037, .67015};  // p0, by arm

// p0^(n + 1) of every week's plans, n the weeks of patience, or those that are left of the run.
TEST(WaitingLab, NeverShipsWhatIsUnwillingEveryTime) {
  const test::Results results(test::experiment_of("lab/waiting.yaml"), 0);
  for (std::size_t arm = 0; arm < unwilling.size(); ++arm) {
    const std::vector<std::int64_t>& not_shipped = results.cells(arm, "not_shipped_count");
    ASSERT_EQ(not_shipped.size(), weeks);
    for (std::size_t week = 0; week < weeks; ++week) {
      const auto decisions = static_cast<double>(std::min(patience, weeks - 1 - week) + 1);
      const double never = std::pow(unwilling[arm], decisions);
      EXPECT_NEAR(static_cast<double>(not_shipped[week]) / consignments, never,
                  4.0 * test::share_error(never, consignments))
          << week;
    }
  }
}

// Case 16's shares of what is shipped: .37934 .13955 .31790 and .01728 .34702 .42004, over their sums. The
// beach and the harbour are as they were; only v_0 is another.
TEST(WaitingLab, LeavesTheLanesTheirShares) {
  const test::Results results(test::experiment_of("lab/waiting.yaml"), 0);
  const std::array<std::array<double, 3>, 2> shares{{{.37934 / .83679, .13955 / .83679, .31790 / .83679},
                                                     {.01728 / .78434, .34702 / .78434, .42004 / .78434}}};
  for (std::size_t arm = 0; arm < shares.size(); ++arm) {
    const std::vector<double> counts = results.by_lane(arm, "shipped_count");
    const double all = results.total(arm, "shipped_count");
    for (std::size_t lane = 0; lane < counts.size(); ++lane)
      EXPECT_NEAR(counts[lane] / all, shares[arm][lane], 4.0 * test::share_error(shares[arm][lane], all))
          << lane;
  }
}

// Of what is planned in the first 16 weeks and shipped, a share in proportion to p0^d goes after d weeks. The
// standard deviation of d is 1.1990 and 1.2812 weeks.
TEST(WaitingLab, ShipsAfterADelayThatIsGeometric) {
  const Experiment experiment = test::experiment_of("lab/waiting.yaml");
  const Week last = experiment.plan().start + static_cast<std::int32_t>(weeks - 1 - patience);
  std::array<std::map<int, double>, 2> shipped;  // by delay
  const ReplicateResult result = experiment.run(0, [&](std::size_t arm, const State& state, Week week) {
    const Consignments& all = state.consignments;
    for (std::size_t number = 0; number < all.size_of_week(); ++number)
      if (all.why[number] == NotShipped::is_shipped && all.planned[number] <= last)
        ++shipped[arm][week - all.planned[number]];
  });
  const std::array<double, 2> mean_delay{1.0549, 1.2502};
  const std::array<double, 2> deviation{1.1990, 1.2812};
  for (std::size_t arm = 0; arm < shipped.size(); ++arm) {
    EXPECT_EQ(result.arms[arm].message, "");
    EXPECT_EQ(shipped[arm].size(), patience + 1);
    double count = 0.0;
    double sum = 0.0;
    for (const auto& [delay, consignments_after] : shipped[arm]) {
      count += consignments_after;
      sum += delay * consignments_after;
    }
    EXPECT_NEAR(sum / count, mean_delay[arm], 4.0 * deviation[arm] / std::sqrt(count));
  }
}

// Frozen beliefs: a dearer first lane moves consignments out of it, to another lane or to a later week, and
// what others had stays where and when it was.
TEST(WaitingLab, MovesNothingBetweenWhatDidNotChange) {
  using Departure = std::pair<Week, Index>;
  const Experiment experiment = test::experiment_of("lab/waiting.yaml");
  std::array<std::map<std::tuple<Index, Week, std::uint32_t>, Departure>, 2> departures;
  static_cast<void>(experiment.run(0, [&](std::size_t arm, const State& state, Week week) {
    const Consignments& all = state.consignments;
    for (std::size_t number = 0; number < all.size_of_week(); ++number)
      if (all.route[number] != none)
        departures[arm][{all.organisation[number], all.planned[number], all.number[number]}] = {
            week, all.route[number]};
  }));
  std::size_t later = 0;
  for (const auto& [consignment, departure] : departures[0]) {
    const auto other = departures[1].find(consignment);
    if (other == departures[1].end()) {
      EXPECT_EQ(departure.second, 0);
    } else if (other->second != departure) {
      EXPECT_EQ(departure.second, 0);
      EXPECT_GE(other->second.first, departure.first);
      later += other->second.first > departure.first ? 1 : 0;
    }
  }
  EXPECT_GT(later, 1000U);
}

}  // namespace
}  // namespace waterbed
