// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/consignments.hpp"

#include <map>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Planned consignments by (organisation, week, k) with their size, for an attempted flow.
using Plans = std::map<std::tuple<Index, std::int32_t, std::uint32_t>, std::int64_t>;

Plans plans_at(double tonnes_per_year) {
  Prepared prepared = test::prepare_scenario("lab/no_deterrence.yaml");
  Arm arm = prepared.scenario.start;
  arm.measures = {{"flow",
                   Week{0},
                   std::nullopt,
                   0,
                   {{"consignments.attempted_flow_t_per_year", Operation::set, tonnes_per_year}}}};
  const Experiment experiment(prepared.scenario.plan, prepared.scenario.start, {arm}, prepared.world);
  Plans plans;
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week week) {
    const Consignments& all = state.consignments;
    for (std::size_t number = 0; number < all.size_of_week(); ++number)
      plans[{all.organisation[number], week.number, all.number[number]}] = all.size[number].value;
  });
  EXPECT_EQ(result.arms[0].state, RunState::done);
  return plans;
}

TEST(Consignments, AGreaterFlowHasTheSameConsignmentsAndMore) {
  const Plans few = plans_at(200);
  const Plans many = plans_at(400);
  EXPECT_GT(many.size(), few.size() * 3 / 2);
  for (const auto& [consignment, grams] : few) EXPECT_EQ(many.at(consignment), grams);
}

// ln(8000 / 110) / 1.55 = 2.766: the mean is 110 exp(1.2013) Phi(1.216) / Phi(2.766) = 325.5.
TEST(Consignments, MeanSizeIsThatOfTheCutLognormal) {
  EXPECT_NEAR(mean_consignment_kg(ConsignmentParams{}), 325.5, 1.0);
}

// 200 t a year over three years and 1 / .9 of it planned; the standard error of 2050 consignments whose size
// has coefficient of variation 2.2 is 5 %.
TEST(Consignments, FlowIsThatOfTheParameter) {
  double tonnes = 0.0;
  for (const auto& [consignment, grams] : plans_at(200))
    tonnes += static_cast<double>(grams) / grams_per_tonne;
  EXPECT_NEAR(tonnes, 200.0 * 156 / weeks_per_year / 0.9, 0.2 * 660);
}

}  // namespace
}  // namespace waterbed
