// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/point_checks.hpp"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/enforcement/scanner.hpp"
#include "sim/smuggling/choice.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// Reads instruments only where eta is large.
void refuse_large_scanners(const ParameterSet& parameters, std::vector<std::string>& problems) {
  if (parameters.get<ChoiceParams>().eta.value() <= 1) return;
  if (parameters.named<ScannerParams>().values[0].capacity.value() > 50)
    problems.emplace_back("instruments.scanner_first: it is too large");
}

// 40 weeks from January on; measures begin in July.
Prepared two_ports(const std::vector<std::string>& sets = {}) {
  ScenarioOptions options;
  options.weeks = 40;
  options.sets = sets;
  return test::prepare_scenario("lab/two_ports.yaml", options);
}

ReadArms arms_of(const Prepared& prepared) {
  return {prepared.scenario.record.parameters, prepared.scenario.arms};
}

Checks checks_with(const Prepared& base, const std::string& set) {
  return checks_of_points(base, base.scenario.arms, {differences(arms_of(base), arms_of(two_ports({set})))});
}

TEST(PointChecks, AskWhoReadsWhereAFactorStands) {
  Prepared base = two_ports();
  Mechanism mechanism;
  mechanism.validate = refuse_large_scanners;
  base.mechanisms = {mechanism};
  EXPECT_EQ(checks_with(base, "choice.eta=0.7").mechanisms.size(), 1U);
  EXPECT_EQ(checks_with(base, "choice.eta=0.7").repeated_arms.size(), 7U);  // all but the first
  EXPECT_EQ(checks_with(base, "places.first.interception=0.01").mechanisms.size(), 0U);
}

TEST(PointChecks, BuildTheWorldAgainWhereAFactorStandsInIt) {
  EXPECT_TRUE(checks_with(two_ports(), "choice.eta=0.7").world.has_value());
  EXPECT_FALSE(checks_with(two_ports(), "passages.origin_west/first.sea_days=30").world.has_value());
}

TEST(PointChecks, LookAtAnArmInWhichAFactorStandsElsewhere) {
  const Prepared base = two_ports({"arms.strike.choice.eta=0.5"});
  const std::set<std::string> repeated =
      checks_of_points(base, base.scenario.arms,
                       {differences(arms_of(base), arms_of(two_ports({"arms.strike.choice.eta=0.6"})))})
          .repeated_arms;
  EXPECT_FALSE(repeated.contains("strike"));
  EXPECT_TRUE(repeated.contains("sharing"));
}

// At the base nobody reads instruments, so all arms seem alike. With eta = 1.5 they are read, and the measure
// of one arm makes a capacity of 20 one of 80.
TEST(PointChecks, LookAtAllArmsWhereMoreIsReadThanBefore) {
  Prepared base = two_ports();
  Mechanism mechanism;
  mechanism.validate = refuse_large_scanners;
  base.mechanisms = {mechanism};
  const Checks checks = checks_with(base, "choice.eta=0.7");
  const Prepared allowed = prepare_read({two_ports({"choice.eta=0.9"}).scenario, {}}, "case.yaml", checks);
  EXPECT_EQ(allowed.mistakes.printed(), "");
  const Prepared refused = prepare_read({two_ports({"choice.eta=1.5"}).scenario, {}}, "case.yaml", checks);
  EXPECT_NE(
      refused.mistakes.printed().find("it is too large (arm tighter_first, from the week of 2000-07-03)"),
      std::string::npos)
      << refused.mistakes.printed();
}

}  // namespace
}  // namespace waterbed
