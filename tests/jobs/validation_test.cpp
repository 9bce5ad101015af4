// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/validation.hpp"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

struct PumpParams {
  UnitsPerWeek flow{3};
  std::string title;
  void describe(FieldVisitor& fields) {
    fields.quantity("flow", flow, {0, 10}, "water moved");
    fields.text("title", title, "name in print");
  }
};

struct TankParams {
  Share full{0};
  void describe(FieldVisitor& fields) { fields.quantity("full", full, {0, 1}, "how full"); }
};

void refuse_idle_pumps(const ParameterSet& parameters, std::vector<std::string>& problems) {
  if (parameters.get<PumpParams>().flow.value() == 0) problems.emplace_back("the pump is idle");
}

void refuse_half_full_tanks(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const double full = parameters.get<TankParams>().full.value();
  if (full > .4 && full < .6) problems.emplace_back("the tank is half full");
}

void copy_all(const ParameterSet& parameters, std::vector<std::string>&) {
  const ParameterSet copy = parameters;
  EXPECT_EQ(copy.size(), parameters.size());
}

std::vector<Mechanism> one_mechanism(void (*validate)(const ParameterSet&, std::vector<std::string>&)) {
  Mechanism mechanism;
  mechanism.validate = validate;
  return {mechanism};
}

// The tank fills from 0 to 1 in the weeks 2 to 5, a quarter in each.
Arm filling() {
  Arm arm;
  arm.name = "filling";
  arm.parameters.add_block<PumpParams>({"pump", "the pump"});
  arm.parameters.add_block<TankParams>({"tank", "the tank"});
  arm.measures = {{"fill", Week{2}, std::nullopt, 4, {{"tank.full", Operation::set, 1.0}}}};
  return arm;
}

using Told = std::vector<std::pair<std::string, int>>;

Told told_of(Validation& validation, const Arm& arm) {
  Told told;
  validation.look_at(arm, Week{0}, Week{10}, [&](const std::string& sentence, Week week) {
    told.emplace_back(sentence, week.number);
  });
  return told;
}

TEST(Validation, TellsWhatHoldsInTheMiddleOfARampOnly) {
  const std::vector<Mechanism> mechanisms = one_mechanism(refuse_half_full_tanks);
  Validation validation(mechanisms);
  EXPECT_EQ(told_of(validation, filling()), (Told{{"the tank is half full", 3}}));
}

TEST(Validation, KnowsWhichBlocksWereRead) {
  const std::vector<Mechanism> mechanisms = one_mechanism(refuse_half_full_tanks);
  Validation validation(mechanisms);
  static_cast<void>(told_of(validation, filling()));
  EXPECT_EQ(validation.blocks_read(0), (std::vector<bool>{false, true}));  // pump, tank
}

TEST(Validation, AsksAMechanismOnceForEachStateOfWhatItReads) {
  const std::vector<Mechanism> tanks = one_mechanism(refuse_half_full_tanks);
  Validation of_tanks(tanks);
  static_cast<void>(told_of(of_tanks, filling()));
  EXPECT_EQ(of_tanks.times_asked(), 5U);  // 0, 1/4, 1/2, 3/4, 1

  const std::vector<Mechanism> pumps = one_mechanism(refuse_idle_pumps);
  Validation of_pumps(pumps);
  static_cast<void>(told_of(of_pumps, filling()));
  EXPECT_EQ(of_pumps.times_asked(), 1U);  // no measure touches what it reads
}

TEST(Validation, AsksNothingOfAnArmThatIsLikeOneBefore) {
  const std::vector<Mechanism> mechanisms = one_mechanism(refuse_half_full_tanks);
  Validation validation(mechanisms);
  static_cast<void>(told_of(validation, filling()));
  static_cast<void>(told_of(validation, filling()));
  EXPECT_EQ(validation.times_asked(), 5U);
}

TEST(Validation, AsksAgainWhenAnArmHasAnotherNumberOrText) {
  const std::vector<Mechanism> mechanisms = one_mechanism(refuse_idle_pumps);
  Validation validation(mechanisms);
  EXPECT_EQ(told_of(validation, filling()), Told{});
  Arm idle = filling();
  for_each_quantity(idle.parameters, [](const std::string& path, const QuantityField& field) {
    if (path == "pump.flow_units_per_week") *field.value = 0;
  });
  EXPECT_EQ(told_of(validation, idle), (Told{{"the pump is idle", 0}}));

  Arm renamed = filling();
  struct Renaming final : FieldVisitorBase {
    using FieldVisitorBase::visit;
    void visit(const TextField& field) override { *field.value = "north"; }
  } renaming;
  renamed.parameters.block(0).describe(0, renaming);
  static_cast<void>(told_of(validation, renamed));
  EXPECT_EQ(validation.times_asked(), 3U);
}

TEST(Validation, AsksAboutNamesOnceForAllArmsAndWeeks) {
  std::vector<Mechanism> mechanisms(1);
  mechanisms[0].validate_names = [](const ParameterSet&, std::vector<std::string>& problems) {
    problems.emplace_back("no tank is named");
  };
  Validation validation(mechanisms);
  EXPECT_EQ(told_of(validation, filling()), (Told{{"no tank is named", 0}}));
  EXPECT_EQ(told_of(validation, filling()), Told{});
}

// What is done with a copy cannot be seen, so it counts as read.
TEST(Validation, AMechanismThatCopiesTheParametersReadsAll) {
  const std::vector<Mechanism> mechanisms = one_mechanism(copy_all);
  Validation validation(mechanisms);
  static_cast<void>(told_of(validation, filling()));
  EXPECT_EQ(validation.times_asked(), 5U);
}

std::vector<std::string> said_of_names(const ParameterSet& parameters) {
  std::vector<std::string> sentences;
  for (const Mechanism& mechanism : all_mechanisms())
    if (mechanism.validate_names != nullptr) mechanism.validate_names(parameters, sentences);
  return sentences;
}

// They are asked once for all weeks and arms, so no quantity may have a part in what they say. The scenario
// is read with mistakes in its names, so that there is something to say.
TEST(ValidateNames, SayTheSameWhateverTheQuantities) {
  ParameterSet parameters = test::prepare_scenario("north_sea.yaml").scenario.start.parameters;
  auto& strata = const_cast<Named<StratumParams>&>(parameters.named<StratumParams>());
  for (std::string& stratum : strata.names) stratum += "_gone";
  const std::vector<std::string> said = said_of_names(parameters);
  EXPECT_GT(said.size(), 10U);
  for (const bool is_high : {false, true}) {
    for_each_quantity(parameters, [&](const std::string&, const QuantityField& field) {
      *field.value = is_high ? field.range.high : field.range.low;
    });
    EXPECT_EQ(said_of_names(parameters), said);
  }
}

}  // namespace
}  // namespace waterbed
