// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/strands.hpp"

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr Week first{100};
constexpr Week end{110};
const std::string path = "instruments.first.probability";

Measure doubling(std::int32_t from, std::int32_t until = 1000, int ramp_weeks = 0) {
  return {"doubling", first + from, first + until, ramp_weeks, {{path, Operation::multiply, 2.0}}};
}

using Of = std::vector<std::size_t>;

// Arms of lab/frozen_beliefs.yaml with these measures, by arm.
class StrandsOfArms : public testing::Test {
 protected:
  void add(std::vector<Measure> measures) {
    arms_.push_back(base_);
    arms_.back().measures = std::move(measures);
  }
  [[nodiscard]] std::vector<Strands> strands(Forking forking = Forking::yes) const {
    std::vector<Calendar> calendars;
    for (const Arm& arm : arms_) calendars.emplace_back(arm);
    return strands_of(arms_, calendars, first, end, forking);
  }
  void expect(const std::vector<std::pair<std::int32_t, Of>>& expected) const {
    const std::vector<Strands> all = strands();
    ASSERT_EQ(all.size(), expected.size());
    for (std::size_t part = 0; part < all.size(); ++part) {
      EXPECT_EQ(all[part].from, first + expected[part].first);
      EXPECT_EQ(all[part].until, part + 1 < all.size() ? first + expected[part + 1].first : end);
      EXPECT_EQ(all[part].of_arm, expected[part].second);
    }
  }

  Arm base_ = test::prepare_scenario("lab/frozen_beliefs.yaml").scenario.start;
  std::vector<Arm> arms_;
};

TEST_F(StrandsOfArms, AreOneWhereArmsNeverDiffer) {
  add({});
  add({});
  add({doubling(10)});  // after the end
  expect({{0, {0, 0, 0}}});
  EXPECT_EQ(weeks_computed(strands()), 10);
}

TEST_F(StrandsOfArms, DivideInTheFirstWeekOfAMeasure) {
  add({});
  add({doubling(4)});
  add({doubling(4), doubling(7)});
  add({doubling(4)});
  expect({{0, {0, 0, 0, 0}}, {4, {0, 1, 1, 1}}, {7, {0, 1, 2, 1}}});
  EXPECT_EQ(weeks_computed(strands()), 4 * 1 + 3 * 2 + 3 * 3);
}

TEST_F(StrandsOfArms, DivideInTheLastWeekToo) {
  add({});
  add({doubling(9)});
  expect({{0, {0, 0}}, {9, {0, 1}}});
  EXPECT_EQ(weeks_computed(strands()), 11);
}

// The state remembers.
TEST_F(StrandsOfArms, AreNotJoinedAgain) {
  add({});
  add({doubling(2, 5)});
  expect({{0, {0, 0}}, {2, {0, 1}}});
}

// The first week of a ramp over 4 weeks adds a quarter, that of one over 2 a half.
TEST_F(StrandsOfArms, DivideWhereRampsDo) {
  add({doubling(3, 1000, 4)});
  add({doubling(3, 1000, 2)});
  add({doubling(3, 1000, 4)});
  add({doubling(3, 6, 4)});
  expect({{0, {0, 0, 0, 0}}, {3, {0, 1, 0, 0}}, {6, {0, 1, 0, 3}}});
}

// Another way to the same value is no difference.
TEST_F(StrandsOfArms, LookAtValuesAndNotAtMeasures) {
  add({doubling(3)});
  add({{"setting", first + 3, {}, 0, {{path, Operation::set, 0.2}}}});  // doubles .1
  expect({{0, {0, 0}}});
}

TEST_F(StrandsOfArms, HoldThoseInForceBeforeTheFirstWeek) {
  add({});
  add({doubling(-5)});
  add({doubling(-9)});
  expect({{0, {0, 1, 1}}});
}

TEST_F(StrandsOfArms, DifferByWhatIsNoQuantity) {
  add({});
  add({});
  test::choose(arms_[1].parameters, "outside", "value");
  expect({{0, {0, 1}}});
}

// A quantity that no measure touches.
TEST_F(StrandsOfArms, DifferByTheParametersOfAnArm) {
  add({});
  add({});
  add({});
  for_each_quantity(arms_[1].parameters, [](const std::string& name, const QuantityField& field) {
    if (name == "choice.eta") *field.value += 1e-12;
  });
  expect({{0, {0, 1, 0}}});
}

TEST_F(StrandsOfArms, AreAsManyAsArmsWithoutForking) {
  add({});
  add({});
  const std::vector<Strands> all = strands(Forking::no);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].of_arm, (Of{0, 1}));
  EXPECT_EQ(weeks_computed(all), 20);
}

}  // namespace
}  // namespace waterbed
