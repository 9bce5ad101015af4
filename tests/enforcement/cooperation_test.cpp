// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/cooperation.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

Named<CooperationParams> one_cooperation(double joint_budget) {
  CooperationParams cooperation;
  cooperation.agencies = {"dutch", "belgian"};
  cooperation.joint_budget = Share(joint_budget);
  return {{"benelux"}, {cooperation}};
}

// Half of 100 and 60 is pooled, 80, and divided 1 : 3: 50 + 20 and 30 + 60. The third takes no part.
TEST(Cooperation, JointBudgetGoesWhereMostIsPromised) {
  const std::vector<BudgetPart> parts{
      {"dutch", "boxes", 100, 2}, {"belgian", "boxes", 60, 6}, {"german", "boxes", 40, 9}};
  EXPECT_EQ(share_budgets(parts, one_cooperation(.5)), (std::vector<double>{70, 90, 40}));
}

TEST(Cooperation, CapacityOfOneStreamStaysInIt) {
  const std::vector<BudgetPart> parts{
      {"dutch", "boxes", 100, 1}, {"belgian", "boxes", 0, 1}, {"dutch", "parcels", 7, 5}};
  EXPECT_EQ(share_budgets(parts, one_cooperation(1)), (std::vector<double>{50, 50, 7}));
}

TEST(Cooperation, SharesNothingWhenOffOrWhenNothingIsPromised) {
  const std::vector<BudgetPart> parts{{"dutch", "boxes", 100, 1}, {"belgian", "boxes", 60, 6}};
  EXPECT_EQ(share_budgets(parts, one_cooperation(0)), (std::vector<double>{100, 60}));
  const std::vector<BudgetPart> hopeless{{"dutch", "boxes", 100, 0}, {"belgian", "boxes", 60, 0}};
  EXPECT_EQ(share_budgets(hopeless, one_cooperation(1)), (std::vector<double>{100, 60}));
}

}  // namespace
}  // namespace waterbed
