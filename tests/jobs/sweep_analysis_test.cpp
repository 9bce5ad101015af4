// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_analysis.hpp"

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waterbed {
namespace {

using testing::HasSubstr;

Factor factor_of(const std::string& path) {
  Factor factor;
  factor.path = path;
  factor.range = FactorRange{0, 1};
  return factor;
}

Design design_of(DesignKind kind, std::int64_t size) {
  Design design;
  design.kind = kind;
  design.size = size;
  design.factors = {factor_of("a.x"), factor_of("a.y")};
  return design;
}

// Of a in two and b in twelve values, which changes fastest.
Design grid() {
  Design design = design_of(DesignKind::grid, 0);
  design.factors[0].range.reset();
  design.factors[0].values = {"1", "2"};
  design.factors[1].range = FactorRange{0, 11};
  design.factors[1].steps = 12;
  return design;
}

// 10 a + b + replicate, for each point of grid().
SweepOutput output_of_grid(std::size_t replicates) {
  SweepOutput output{"out", {}};
  for (std::size_t point = 0; point < 24; ++point) {
    std::vector<std::optional<double>>& values = output.values.emplace_back();
    const std::size_t value = 10 * (1 + point / 12) + point % 12;
    for (std::size_t replicate = 0; replicate < replicates; ++replicate)
      values.emplace_back(static_cast<double>(value + replicate));
  }
  return output;
}

// The number of its point, for each replicate.
SweepOutput numbered(const Design& design, std::size_t replicates) {
  SweepOutput output{"out", {}};
  for (std::uint64_t point = 0; point < DesignPoints(design).count(); ++point)
    output.values.emplace_back(replicates, static_cast<double>(point));
  return output;
}

std::vector<Table> tables_of(const Design& design, const SweepOutput& output) {
  return analyse(design, std::vector<SweepOutput>{output});
}

bool has_table(const std::vector<Table>& tables, const std::string& key) {
  return std::any_of(tables.begin(), tables.end(), [&](const Table& table) { return table.key == key; });
}

// The mean of b over 0 to 11 is 5.5, that of three replicates 1, so 16.5 where a is 1. Replicates have means
// 15.5, 16.5 and 17.5, whose interval is 4.3027 / sqrt(3) on either side (Student's t with 2 degrees).
TEST(SweepAnalysis, GivesMeansOfPointsAndTheirIntervalOverReplicates) {
  const Table curve = tables_of(grid(), output_of_grid(3)).front();
  EXPECT_EQ(curve.key, "response_out_a.x");
  ASSERT_EQ(curve.rows.size(), 2U);
  const std::vector<Cell>& row = curve.rows.front();
  EXPECT_EQ(row[0].text, "1");
  EXPECT_EQ(row[1].number, 12.0);
  EXPECT_NEAR(*row[2].number, 16.5, 1e-12);
  EXPECT_NEAR(*row[3].number, 16.5 - 4.3027 / std::sqrt(3.0), 1e-4);
  EXPECT_NEAR(*row[4].number, 16.5 + 4.3027 / std::sqrt(3.0), 1e-4);
}

// The means of the twelve points are 11 to 22: the quantile of 5 % lies at 11 + 0.05 x 11. Two points are too
// few for a band.
TEST(SweepAnalysis, GivesTheBandThatHoldsNineInTenPoints) {
  const std::vector<Table> tables = tables_of(grid(), output_of_grid(3));
  EXPECT_NEAR(*tables[0].rows[0][5].number, 11.55, 1e-12);
  EXPECT_NEAR(*tables[0].rows[0][6].number, 21.45, 1e-12);
  EXPECT_EQ(tables[1].key, "response_out_a.y");
  ASSERT_EQ(tables[1].rows.size(), 12U);
  EXPECT_FALSE(tables[1].rows[0][5].number.has_value());
}

// Without the last point where a is 1, whose mean is 22, 16 is the mean of the others' 11 to 21.
TEST(SweepAnalysis, TakesAPointWithAFailedRunOutOfItsMean) {
  SweepOutput output = output_of_grid(3);
  output.values[11][1].reset();
  const Table curve = tables_of(grid(), output).front();
  EXPECT_EQ(curve.rows[0][1].number, 11.0);
  EXPECT_NEAR(*curve.rows[0][2].number, 16.0, 1e-12);
  EXPECT_THAT(curve.note, HasSubstr("23 of 24 points"));
}

TEST(SweepAnalysis, SaysNothingOfAValueAllOfWhosePointsFailed) {
  SweepOutput output = output_of_grid(1);
  for (std::size_t point = 0; point < 12; ++point) output.values[point] = {std::nullopt};
  const std::vector<Cell> row = tables_of(grid(), output).front().rows.front();
  EXPECT_EQ(row[1].number, 0.0);
  for (std::size_t column = 2; column < 7; ++column) EXPECT_EQ(row[column].text, "");
}

// A block of two factors has 4 points; the sixth point is of the second block.
TEST(SweepAnalysis, LeavesOutTheBlockOfAFailedRunAndSaysHowManyAreLeft) {
  const Design design = design_of(DesignKind::saltelli, 12);
  SweepOutput output = numbered(design, 1);
  output.values[5] = {std::nullopt};
  const Table failed = tables_of(design, output).front();
  EXPECT_EQ(failed.key, "sobol_out");
  EXPECT_THAT(failed.note, HasSubstr("47 of 48 points, 11 whole blocks"));
  for (std::size_t point = 4; point < 8; ++point) output.values[point] = {std::nullopt};
  const Table without_block = tables_of(design, output).front();
  ASSERT_EQ(failed.rows.size(), 2U);
  for (std::size_t row = 0; row < 2; ++row)
    for (std::size_t column = 0; column < failed.columns.size(); ++column)
      EXPECT_EQ(failed.rows[row][column].text, without_block.rows[row][column].text);
}

// The first of a trajectory's three points belongs to one of its two steps.
TEST(SweepAnalysis, LeavesOutTheStepsOfAFailedRun) {
  const Design design = design_of(DesignKind::morris, 10);
  SweepOutput output = numbered(design, 1);
  output.values[0] = {std::nullopt};
  const Table table = tables_of(design, output).front();
  EXPECT_EQ(table.key, "morris_out");
  EXPECT_THAT(table.note, HasSubstr("29 of 30 points"));
  EXPECT_EQ(table.columns[7].key, "effects");
  EXPECT_EQ(*table.rows[0][7].number + *table.rows[1][7].number, 19.0);
}

TEST(SweepAnalysis, SaysThatLuckIsFixedInElementaryEffects) {
  const Design design = design_of(DesignKind::morris, 10);
  const Table table = tables_of(design, numbered(design, 2)).front();
  EXPECT_THAT(table.note, HasSubstr("intervals, over trajectories, hold for this luck alone"));
  EXPECT_THAT(table.note, HasSubstr("lifts its mu*"));
}

// Of the first row of a table, by the key of the column.
std::string text_in(const Table& table, const std::string& key) {
  for (std::size_t column = 0; column < table.columns.size(); ++column)
    if (table.columns[column].key == key) return table.rows.front()[column].text;
  return "no column";
}

TEST(SweepAnalysis, NamesOutputAndUnitInEachRowForPrograms) {
  for (const DesignKind kind : {DesignKind::morris, DesignKind::saltelli, DesignKind::sobol}) {
    const Design design = design_of(kind, 12);
    SweepOutput output = numbered(design, 2);
    output.unit = "t/year";
    for (const Table& table : tables_of(design, output)) {
      EXPECT_EQ(text_in(table, "output"), "out") << table.key;
      EXPECT_EQ(text_in(table, "output_unit"), "t/year") << table.key;
    }
  }
  EXPECT_EQ(text_in(tables_of(grid(), output_of_grid(1)).front(), "factor"), "a.x");
}

TEST(SweepAnalysis, TellsLuckFromParametersWherePointsAreDrawnAndReplicated) {
  for (const DesignKind kind :
       {DesignKind::random, DesignKind::latin_hypercube, DesignKind::sobol, DesignKind::saltelli}) {
    const Design design = design_of(kind, 8);
    EXPECT_TRUE(has_table(tables_of(design, numbered(design, 2)), "variance")) << name_of(kind);
    EXPECT_FALSE(has_table(tables_of(design, numbered(design, 1)), "variance")) << name_of(kind);
  }
  const Design morris = design_of(DesignKind::morris, 8);
  EXPECT_FALSE(has_table(tables_of(morris, numbered(morris, 2)), "variance"));
  EXPECT_FALSE(has_table(tables_of(grid(), output_of_grid(2)), "variance"));
}

}  // namespace
}  // namespace waterbed
