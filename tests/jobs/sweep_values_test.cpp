// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_values.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

using Replicates = std::vector<std::optional<double>>;

// A table of a sweep of three points with two replicates each.
class SweepTable : public WithFolder {
 protected:
  [[nodiscard]] SweepValues read(const std::string& text) const {
    std::ofstream(file("values.csv")) << text;
    return read_values(file("values.csv"), {3, 2});
  }
  [[nodiscard]] std::string mistakes(const std::string& text) const { return read(text).mistakes.printed(); }
};

TEST_F(SweepTable, HasAValueForEachPointAndReplicateInAnyOrder) {
  const SweepValues values =
      read("seized,replicate,note,point,landed\n1,0,first,2,10\n2,1,,2,20\n3,1,,0,30\n4,0,,0,40\n");
  EXPECT_EQ(values.mistakes.printed(), "");
  ASSERT_EQ(values.outputs.size(), 2U);
  EXPECT_EQ(values.outputs[0].name, "seized");
  EXPECT_EQ(values.outputs[0].values[2], (Replicates{1, 2}));
  EXPECT_EQ(values.outputs[0].values[0], (Replicates{4, 3}));
  EXPECT_EQ(values.outputs[1].name, "landed");
  EXPECT_EQ(values.outputs[1].values[2], (Replicates{10, 20}));
}

TEST_F(SweepTable, WithoutAColumnReplicateHasOneValueForEachPoint) {
  const SweepValues values = read("point,a\n0,1\n1,2\n2,3\n");
  EXPECT_EQ(values.mistakes.printed(), "");
  EXPECT_EQ(values.outputs.front().values, (std::vector<Replicates>{{1}, {2}, {3}}));
}

TEST_F(SweepTable, HoldsNothingOfRunsThatFailedOrWereNotMade) {
  const SweepValues values = read("point,replicate,a,b\n0,0,1,\n0,1,2,5\n1,1,4,6\n");
  EXPECT_EQ(values.mistakes.printed(), "");
  EXPECT_EQ(values.outputs[0].values, (std::vector<Replicates>{{1, 2}, {std::nullopt, 4}, {{}, {}}}));
  EXPECT_EQ(values.outputs[1].values[0], (Replicates{std::nullopt, 5}));
}

// Of a point that lacks a replicate nothing is said, or luck would be taken for the factor: (1 + 2) / 2
// = 1.5.
TEST_F(SweepTable, HasMeansOfWholePointsAlone) {
  const SweepValues values = read("point,replicate,a\n0,0,1\n0,1,2\n1,1,4\n");
  EXPECT_EQ(means_by_point(values.outputs.front()), (Replicates{1.5, std::nullopt, std::nullopt}));
}

TEST_F(SweepTable, RefusesPointsAndReplicatesThatTheSweepDoesNotHave) {
  EXPECT_EQ(mistakes("point,replicate,a\n3,0,1\n-1,0,1\n1.0,0,1\n0,2,1\n,0,1\n"),
            "values.csv:2:1: point = 3 is not a whole number from 0 to 2\n"
            "values.csv:3:1: point = -1 is not a whole number from 0 to 2\n"
            "values.csv:4:1: point = 1.0 is not a whole number from 0 to 2\n"
            "values.csv:5:3: replicate = 2 is not a whole number from 0 to 1\n"
            "values.csv:6:1: point =  is not a whole number from 0 to 2\n");
}

TEST_F(SweepTable, RefusesTwoValuesOfOneRun) {
  EXPECT_EQ(mistakes("point,replicate,a\n0,0,1\n0,1,1\n0,0,1\n"),
            "values.csv:4:5: this run has a value already\n");
  EXPECT_EQ(mistakes("point,a\n1,1\n1,2\n"), "values.csv:3:3: this run has a value already\n");
}

TEST_F(SweepTable, RefusesWhatIsNoNumberOrCannotBeSquared) {
  EXPECT_EQ(mistakes("point,a\n0,nan\n1,1e151\n2,1 kg\n"),
            "values.csv:2:3: nan is not a number up to 1e150\n"
            "values.csv:3:3: 1e151 is not a number up to 1e150\n"
            "values.csv:4:3: 1 kg is not a number up to 1e150\n");
}

TEST_F(SweepTable, NeedsPointsOutputsAndRows) {
  EXPECT_EQ(mistakes("replicate,a\n0,1\n"), "values.csv:1:1: the table needs a column named point\n");
  EXPECT_EQ(mistakes("point,replicate,note\n0,0,x\n"), "values.csv:1:1: the table has no outputs\n");
  EXPECT_EQ(mistakes("point,a\n"), "values.csv:1:1: the table has no rows\n");
  EXPECT_EQ(read_values(file("none.csv"), {1, 1}).mistakes.printed(), "none.csv: there is no such file\n");
}

// Of the sums: 10 / 40. The wholes of the second point are 0.5 on average, with an interval of 1.3 * 3.18 / 2
// on either side, and those of the third 0: their shares say nothing.
TEST(SweepShares, AreOfSumsWhereTheWholeIsNotZero) {
  const SweepOutput output{"share",
                           {{1.0, 2.0, 3.0, 4.0}, {1.0, 1.0, 1.0, 1.0}, {0.0, 0.0, 0.0, 0.0}},
                           {{10.0, 12.0, 8.0, 10.0}, {2.0, -1.0, 1.0, 0.0}, {0.0, 0.0, 0.0, 0.0}}};
  const std::vector<std::optional<double>> means = means_by_point(output);
  ASSERT_TRUE(means[0].has_value());
  EXPECT_NEAR(*means[0], 0.25, 1e-15);
  EXPECT_FALSE(means[1].has_value());
  EXPECT_FALSE(means[2].has_value());
}

// Two replicates tell no interval, so their share stands.
TEST(SweepShares, StandForFewReplicatesUnlessTheWholeIsZero) {
  const std::vector<std::optional<double>> means =
      means_by_point({"share", {{1.0, 2.0}, {1.0, 2.0}}, {{10.0, 2.0}, {-1.0, 1.0}}});
  EXPECT_NEAR(*means[0], 0.25, 1e-15);
  EXPECT_FALSE(means[1].has_value());
}

}  // namespace
}  // namespace waterbed
