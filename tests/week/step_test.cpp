// SPDX-License-Identifier: Apache-2.0
#include "sim/week/step.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

void nothing(const World&, State&, Week) {}

TEST(Steps, AreOrderedByPhaseThenAsListed) {
  const std::vector<Mechanism> mechanisms{
      {.name = "a", .steps = {{"learn_a", Phase::learn, nothing}, {"plan_a", Phase::plan, nothing}}},
      {.name = "b", .steps = {{"plan_b", Phase::plan, nothing}}}};
  std::vector<std::string_view> names;
  for (const Step& step : order_steps(mechanisms)) names.push_back(step.name);
  EXPECT_EQ(names, (std::vector<std::string_view>{"plan_a", "plan_b", "learn_a"}));
}

TEST(Steps, ProblemsAreNamed) {
  EXPECT_TRUE(problems_of({{"a", Phase::plan, nothing}, {"b", Phase::plan, nothing, {"a"}}}).empty());
  EXPECT_EQ(problems_of({{"b", Phase::plan, nothing, {"a"}}, {"a", Phase::plan, nothing}}).size(), 1U);
  EXPECT_EQ(problems_of({{"a", Phase::plan, nothing}, {"a", Phase::plan, nothing}}).size(), 1U);
  EXPECT_EQ(problems_of({{"a", Phase::learn, nothing}, {"b", Phase::plan, nothing}}).size(), 1U);
}

}  // namespace
}  // namespace waterbed
