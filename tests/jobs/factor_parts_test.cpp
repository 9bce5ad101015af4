// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/factor_parts.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

using Numbers = std::vector<std::uint64_t>;

// Of a list of one factor.
std::vector<FactorPart> parts_of(const std::vector<std::string>& values) {
  Design design;
  design.kind = DesignKind::list;
  design.factors.emplace_back();
  for (const std::string& value : values) design.rows.push_back({value});
  return parts_of_factors(DesignPoints(design), 1).front();
}

TEST(FactorParts, KeepFewValuesApartNumbersBySizeThenTexts) {
  const std::vector<FactorPart> parts = parts_of({"learned", "10", "9", "frozen one", "9.0", "learned"});
  ASSERT_EQ(parts.size(), 4U);
  EXPECT_EQ(parts[0].value, "9");
  EXPECT_EQ(parts[0].points, (Numbers{2, 4}));
  EXPECT_EQ(parts[1].value, "10");
  EXPECT_EQ(parts[2].value, "frozen one");
  EXPECT_EQ(parts[3].value, "learned");
  EXPECT_EQ(parts[3].points, (Numbers{0, 5}));
}

// 99, 98 ... 0: ten parts of ten.
TEST(FactorParts, PutManyValuesIntoTenPartsOfEqualSize) {
  std::vector<std::string> values;
  for (int value = 99; value >= 0; --value) values.push_back(std::to_string(value));
  const std::vector<FactorPart> parts = parts_of(values);
  ASSERT_EQ(parts.size(), 10U);
  EXPECT_EQ(parts[0].value, "0 to 9");
  EXPECT_EQ(parts[9].value, "90 to 99");
  EXPECT_EQ(parts[9].points, (Numbers{9, 8, 7, 6, 5, 4, 3, 2, 1, 0}));
}

// 100 points, so a part begins with the first value behind 10, 20 ... of them: 36 times 0 fills three parts,
// and 1, the 37th point, begins the next one, which ends with the 40th.
TEST(FactorParts, LeaveAValueOfManyPointsWhole) {
  std::vector<std::string> values(36, "0");
  for (int value = 1; value <= 64; ++value) values.push_back(std::to_string(value));
  const std::vector<FactorPart> parts = parts_of(values);
  std::vector<std::string> names;
  for (const FactorPart& part : parts) names.push_back(part.value);
  EXPECT_EQ(names, (std::vector<std::string>{"0", "1 to 4", "5 to 14", "15 to 24", "25 to 34", "35 to 44",
                                             "45 to 54", "55 to 64"}));
}

// Eight points of two factors, each value once: two parts of four, as the other factor differs as well.
TEST(FactorParts, HoldFourPointsWhereOtherFactorsDiffer) {
  Design design;
  design.kind = DesignKind::list;
  design.factors.resize(2);
  for (int value = 0; value < 8; ++value)
    design.rows.push_back({std::to_string(value), value % 2 == 0 ? "a" : "b"});
  const auto parts = parts_of_factors(DesignPoints(design), 2);
  ASSERT_EQ(parts[0].size(), 2U);
  EXPECT_EQ(parts[0][0].value, "0 to 3");
  EXPECT_EQ(parts[0][1].points, (Numbers{4, 5, 6, 7}));
  EXPECT_EQ(parts[1].size(), 2U);
}

// In a grid of 2 x 3 points the second factor changes fastest.
TEST(FactorParts, AreThoseOfEachFactor) {
  Design design;
  design.kind = DesignKind::grid;
  design.factors.resize(2);
  design.factors[0].values = {"1", "2"};
  design.factors[1].values = {"c", "b", "a"};
  const auto parts = parts_of_factors(DesignPoints(design), 2);
  EXPECT_EQ(parts[0][1].points, (Numbers{3, 4, 5}));
  EXPECT_EQ(parts[1][0].value, "a");
  EXPECT_EQ(parts[1][0].points, (Numbers{2, 5}));
}

}  // namespace
}  // namespace waterbed
