// SPDX-License-Identifier: Apache-2.0
#include "sim/world/organisations.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

State drawn(const Prepared& prepared, std::uint32_t replicate) {
  State state(prepared.world, prepared.scenario.start.parameters, Luck(1, replicate));
  draw_organisations(prepared.world, state);
  return state;
}

TEST(Organisations, SharesAddUpToOne) {
  const Prepared prepared = test::prepare_scenario("north_sea.yaml");
  const State state = drawn(prepared, 0);
  const std::vector<double>& shares = state.organisations.flow_share;
  EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1.0, 1e-12);
  EXPECT_NE(shares, drawn(prepared, 1).organisations.flow_share);
}

TEST(Organisations, TiesServeBothSidesAndAreFourOnAverage) {
  const Prepared prepared = test::prepare_scenario("north_sea.yaml");
  double ties = 0.0;
  constexpr std::uint32_t replicates = 50;
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
    const State state = drawn(prepared, replicate);
    const Organisations& all = state.organisations;
    for (std::size_t organisation = 0; organisation < all.home.size(); ++organisation) {
      for (std::size_t tie = all.ties_begin[organisation]; tie < all.ties_begin[organisation + 1]; ++tie) {
        const std::size_t other = at(all.ties[tie]);
        EXPECT_NE(other, organisation);
        const auto begin = all.ties.begin() + static_cast<std::ptrdiff_t>(all.ties_begin[other]);
        const auto end = all.ties.begin() + static_cast<std::ptrdiff_t>(all.ties_begin[other + 1]);
        EXPECT_EQ(std::count(begin, end, index_of(organisation)), 1);
      }
    }
    ties += static_cast<double>(all.ties.size()) / static_cast<double>(all.home.size());
  }
  EXPECT_NEAR(ties / replicates, 4.0, 0.3);  // a few pairs are drawn twice
}

}  // namespace
}  // namespace waterbed
