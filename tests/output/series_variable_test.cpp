// SPDX-License-Identifier: Apache-2.0
#include "output/series_variable.hpp"

#include <gtest/gtest.h>

#include "tests/output/sweep_sample.hpp"

namespace waterbed {
namespace {

// A run of the sample has 37 cells a period: 7 series over 3 lanes, seized_g over 2 stages x 3 lanes,
// seized_size_lots over 3 places x 2 classes, pool_jobs over 2 pools, planned_g and seized_source_g 1 each.
// Two arms of 8 bytes a cell: 592 bytes a period.
constexpr std::size_t bytes_of_period = 592;
constexpr std::size_t most_bytes = 4194304;

TEST(ChunkOfSweep, HoldsWholePointsWhereThereIsRoomForOne) {
  // 4194304 / (300 x 592) is 23 slots; of 4 replicates: 5 points.
  const ChunkOfSweep chunk = chunk_of_sweep(sweep_sample::record(100, 4, 300).layout);
  EXPECT_EQ(chunk.points, 5U);
  EXPECT_EQ(chunk.replicates, 4U);
}

TEST(ChunkOfSweep, CutsTheReplicatesOfAPointThatIsTooLarge) {
  const ChunkOfSweep chunk = chunk_of_sweep(sweep_sample::record(100, 40, 300).layout);
  EXPECT_EQ(chunk.points, 1U);
  EXPECT_EQ(chunk.replicates, 23U);
}

TEST(ChunkOfSweep, HoldsOneRunAtLeast) {
  // 8000 x 592 bytes are 4.7 MB.
  const ChunkOfSweep chunk = chunk_of_sweep(sweep_sample::record(2, 3, 8000).layout);
  EXPECT_EQ(chunk.points, 1U);
  EXPECT_EQ(chunk.replicates, 1U);
}

TEST(ChunkOfSweep, IsNoLargerThanTheSweep) {
  const ChunkOfSweep chunk = chunk_of_sweep(sweep_sample::record(2, 3).layout);
  EXPECT_EQ(chunk.points, 2U);
  EXPECT_EQ(chunk.replicates, 3U);
}

TEST(ChunkOfSweep, TakesSomeMegabytesAtMostHoweverManyPointsThereAre) {
  for (const std::int64_t points : {1, 7, 1000, 1000000})
    for (const std::int64_t replicates : {1, 5, 1000})
      for (const std::size_t periods : {1U, 40U, 3000U}) {
        const ChunkOfSweep chunk = chunk_of_sweep(sweep_sample::record(points, replicates, periods).layout);
        EXPECT_GE(chunk.points * chunk.replicates, 1U);
        EXPECT_LE(chunk.points * chunk.replicates * periods * bytes_of_period, most_bytes);
      }
}

TEST(SeriesVariable, OfASweepHasPointsBeforeReplicates) {
  const ResultLayout layout = sweep_sample::record(100, 4, 300).layout;
  const Variable seized = series_variable(layout, layout.series[3]);  // over period, stage, lane
  EXPECT_EQ(seized.shape, (Shape{2, 100, 4, 300, 2, 3}));
  EXPECT_EQ(seized.chunk, (Shape{1, 5, 4, 300, 2, 3}));
  EXPECT_EQ(slot_dimensions(layout), (std::vector<std::string>{"point", "replicate"}));
  EXPECT_EQ(start_of_slot(layout, layout.series[3], 1, 6 * 4 + 3), (Shape{1, 6, 3, 0, 0, 0}));
}

TEST(SeriesVariable, OfOneScenarioHasAChunkForEachRun) {
  const ResultLayout layout = sample::record().layout;
  const Variable shipped = series_variable(layout, layout.series[0]);
  EXPECT_EQ(shipped.shape, (Shape{2, 4, 3, 3}));
  EXPECT_EQ(shipped.chunk, (Shape{1, 1, 3, 3}));
  EXPECT_EQ(start_of_slot(layout, layout.series[0], 1, 3), (Shape{1, 3, 0, 0}));
}

}  // namespace
}  // namespace waterbed
