// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/organisation_tally.hpp"

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// 20 organisations, 156 weeks, nobody investigates.
TEST(OrganisationTally, CountsAllWhereNobodyIsDismantled) {
  ScenarioOptions options;
  options.arms = {"as_it_is"};
  const test::Results results(test::experiment_of("lab/two_ports.yaml", options), 0);
  EXPECT_EQ(results.total(0, "active_organisation_weeks"), 20.0 * 156.0);
  EXPECT_EQ(results.total(0, "dismantled_count"), 0.0);
}

// Nobody comes back, so those dismantled are those missing at the end; the measure lasts 26 weeks, during
// which (1 - .02)^26 = .591 of 1000 stay.
TEST(OrganisationTally, CountsWhoIsDismantled) {
  ScenarioOptions options;
  options.arms = {"cracked"};
  options.sets = {"organisations.count=1000", "dismantling.regroup_share=0"};
  const test::Results results(test::experiment_of("lab/two_ports.yaml", options), 0);
  const double dismantled = results.total(0, "dismantled_count");
  EXPECT_NEAR(dismantled / 1000.0, 1.0 - .591, 4.0 * test::share_error(.591, 1000));
  const std::vector<std::int64_t>& active = results.cells(0, "active_organisation_weeks");
  EXPECT_EQ(static_cast<double>(active.back()), 4.0 * (1000.0 - dismantled));
}

}  // namespace
}  // namespace waterbed
