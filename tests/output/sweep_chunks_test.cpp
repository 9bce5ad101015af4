// SPDX-License-Identifier: Apache-2.0
#include "output/sweep_chunks.hpp"

#include <utility>

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "output/result_reader.hpp"
#include "output/series_variable.hpp"
#include "tests/output/sweep_sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

// Which replicates are not made.
bool is_left_out(std::size_t point, std::uint32_t replicate) {
  return (7 * point + replicate) % 5 == 4;
}

class SweepChunks : public WithFolder {
 protected:
  void write(const ResultRecord& record) const {
    const ResultLayout& layout = record.layout;
    const auto points = static_cast<std::size_t>(layout.points);
    MadeRuns runs(layout, sweep_sample::questions(points));
    for (std::size_t point = points; point-- > 0;) {
      std::vector<PackedReplicate> packed;
      for (std::uint32_t replicate = 0; replicate < layout.replicates; ++replicate)
        if (!is_left_out(point, replicate)) packed.push_back(sweep_sample::packed(layout, point, replicate));
      runs.add(sweep_sample::make_block(file("block_" + std::to_string(point)), layout, packed));
    }
    join(runs, record, {file("sweep.tmp"), path()});
  }

  [[nodiscard]] std::filesystem::path path() const { return file("sweep.h5"); }
};

// All cells of a run, as the sample makes them; missing if it is not done.
std::vector<std::int64_t> cells_of_run(const ResultLayout& layout, std::size_t series, RunId id,
                                       std::size_t point) {
  const auto replicate = static_cast<std::uint32_t>(id.replicate);
  const std::size_t count = cells_of(layout, layout.series[series]);
  const RunResult run = sample::run(layout, id.arm, sweep_sample::number_of(point, replicate));
  if (run.state == RunState::failed || is_left_out(point, replicate))
    return std::vector<std::int64_t>(count, missing_int64);
  return run.series[series];
}

void expect_point(const ResultReader& reader, std::size_t point) {
  const ResultLayout& layout = reader.layout();
  for (std::size_t series = 0; series < layout.series.size(); ++series)
    for (std::size_t arm = 0; arm < layout.arms.size(); ++arm)
      for (std::size_t replicate = 0; replicate < static_cast<std::size_t>(layout.replicates); ++replicate) {
        const RunId run{arm, replicate};
        ASSERT_EQ(reader.run_cells(series, run), cells_of_run(layout, series, run, point))
            << layout.series[series].name << " of arm " << arm << ", point " << point << ", replicate "
            << replicate;
      }
}

void expect_all_points(const std::filesystem::path& path) {
  ResultReader reader(path);
  for (std::size_t point = 0; point < static_cast<std::size_t>(reader.layout().points); ++point) {
    reader.choose_point(point);
    expect_point(reader, point);
  }
}

// Chunks of 5 points (series_variable_test.cpp): the second holds two.
TEST_F(SweepChunks, AreReadBackWherePointsDoNotFillTheLast) {
  const ResultRecord record = sweep_sample::record(7, 4, 300);
  ASSERT_EQ(chunk_of_sweep(record.layout).points, 5U);
  write(record);
  expect_all_points(path());
}

// 23 of 30 replicates in the first chunk of a point, 7 in the second.
TEST_F(SweepChunks, AreReadBackWhereTheyCutReplicates) {
  const ResultRecord record = sweep_sample::record(2, 30, 300);
  ASSERT_EQ(chunk_of_sweep(record.layout).replicates, 23U);
  write(record);
  expect_all_points(path());
}

TEST_F(SweepChunks, TellABlockWhoseNumbersAreNotThoseOfItsSeries) {
  const ResultRecord record = sweep_sample::record(1, 1);
  PackedReplicate packed = sweep_sample::packed(record.layout, 0, 0);
  std::swap(packed.arms[0].chunks[0], packed.arms[0].chunks[4]);  // over periods and lanes; over periods
  MadeRuns runs(record.layout, sweep_sample::questions(1));
  runs.add(sweep_sample::make_block(file("block"), record.layout, {packed}));
  EXPECT_THROW(join(runs, record, {file("sweep.tmp"), path()}), OutputError);
  EXPECT_FALSE(std::filesystem::exists(path()));
}

TEST_F(SweepChunks, AreWrittenUntilSomebodyStopsThem) {
  const ResultRecord record = sweep_sample::record(7, 4, 300);
  MadeRuns runs(record.layout, sweep_sample::questions(7));
  struct Enough {};
  int chunks = 0;
  const auto between = [&] {
    if (++chunks == 2) throw Enough{};  // there are two
  };
  EXPECT_THROW(join(runs, record, {file("sweep.tmp"), path()}, between), Enough);
  EXPECT_EQ(file_count(), 0U);
}

}  // namespace
}  // namespace waterbed
