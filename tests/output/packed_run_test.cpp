// SPDX-License-Identifier: Apache-2.0
#include "output/packed_run.hpp"

#include <gtest/gtest.h>

#include "output/hdf5_file.hpp"
#include "output/series_variable.hpp"
#include "sim/base/check.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

using PackedRun = WithFolder;

ResultLayout layout_of_one_series(bool is_count, std::size_t cells) {
  ResultLayout layout;
  layout.arms = {"only"};
  layout.replicates = 1;
  layout.periods.assign(cells, {0, 1});
  layout.series = {{"numbers", "1", "numbers", {Axis::period}, is_count}};
  return layout;
}

// What HDF5 reads out of a chunk that it did not make.
std::vector<std::int64_t> read_back(const std::filesystem::path& path, bool is_count,
                                    const std::vector<std::int64_t>& numbers) {
  const ResultLayout layout = layout_of_one_series(is_count, numbers.size());
  const PackedReplicate packed = pack(layout, {0, {{RunState::done, "", 1, {numbers}}}});
  Hdf5File file = Hdf5File::create(path);
  file.add_empty_variable(series_variable(layout, layout.series[0]));
  file.write_chunk("numbers", start_of_slot(layout, layout.series[0], 0, 0), packed.arms[0].chunks[0]);
  file.close();
  return Hdf5File::open(path).read_cells("numbers", {{0, 0, 0}, {1, 1, numbers.size()}});
}

TEST_F(PackedRun, IsReadBackByHdf5AsTheNumbers) {
  std::vector<std::int64_t> numbers;
  for (std::int64_t number = 0; number < 1000; ++number)
    numbers.push_back(number % 7 == 0 ? 0 : number * number);
  EXPECT_EQ(read_back(file("masses"), false, numbers), numbers);
  EXPECT_EQ(read_back(file("counts"), true, numbers), numbers);
}

TEST_F(PackedRun, KeepsTheLargestAndSmallestNumbers) {
  const std::vector<std::int64_t> masses{INT64_MAX, INT64_MIN + 1, -1, 0, 1};
  EXPECT_EQ(read_back(file("masses"), false, masses), masses);
  const std::vector<std::int64_t> counts{INT32_MAX, INT32_MIN + 1, -1, 0, 1};
  EXPECT_EQ(read_back(file("counts"), true, counts), counts);
}

// One number of 8 different bytes is longer deflated than plain, so it stays plain.
TEST_F(PackedRun, LeavesPlainWhatDeflatingWouldNotMakeSmaller) {
  const std::vector<std::int64_t> one{0x0123456789abcdef};
  const PackedReplicate packed = pack(layout_of_one_series(false, 1), {0, {{RunState::done, "", 1, {one}}}});
  EXPECT_EQ(packed.arms[0].chunks[0].bytes.size(), 8U);
  EXPECT_EQ(read_back(file("one"), false, one), one);
}

TEST_F(PackedRun, MayHaveSeriesWithoutCells) {
  EXPECT_EQ(read_back(file("none"), false, {}), std::vector<std::int64_t>{});
}

TEST_F(PackedRun, CannotHoldACountBeyond32Bits) {
  EXPECT_THROW(read_back(file("large"), true, {3000000000}), Broken);
  EXPECT_THROW(read_back(file("missing"), true, {INT32_MIN}), Broken);
  EXPECT_EQ(read_back(file("mass"), false, {3000000000})[0], 3000000000);
}

// As RawChunk of a series, packed and unpacked.
std::vector<std::int64_t> through(bool is_count, const std::vector<std::int64_t>& cells) {
  const SeriesSpec series = layout_of_one_series(is_count, cells.size()).series[0];
  std::vector<std::int64_t> unpacked(cells.size());
  EXPECT_TRUE(unpack(series, pack_cells(series, cells), unpacked));
  return unpacked;
}

TEST_F(PackedRun, IsUnpackedAsTheNumbers) {
  std::vector<std::int64_t> numbers;
  for (std::int64_t number = 0; number < 1000; ++number) numbers.push_back(number * (number - 400));
  EXPECT_EQ(through(false, numbers), numbers);
  EXPECT_EQ(through(true, numbers), numbers);
  EXPECT_EQ(through(false, {INT64_MAX, -1, 0}), (std::vector<std::int64_t>{INT64_MAX, -1, 0}));
  EXPECT_EQ(through(true, {INT32_MAX, -1, 0}), (std::vector<std::int64_t>{INT32_MAX, -1, 0}));
  EXPECT_EQ(through(false, {}), std::vector<std::int64_t>{});
  EXPECT_EQ(through(true, {0x01020304}), (std::vector<std::int64_t>{0x01020304}));  // too short to deflate
}

// The missing value of a count is that of 32 bits, which readers of the file turn back.
TEST_F(PackedRun, KeepsMissingCellsInTheTypeOfItsSeries) {
  EXPECT_EQ(through(false, {missing_int64, 5}), (std::vector<std::int64_t>{missing_int64, 5}));
  EXPECT_EQ(through(true, {missing_int64, 5}), (std::vector<std::int64_t>{missing_int32, 5}));
}

TEST_F(PackedRun, IsNotUnpackedIntoMoreOrFewerNumbers) {
  const std::vector<std::int64_t> numbers(100, 7);
  const SeriesSpec series = layout_of_one_series(false, numbers.size()).series[0];
  const RawChunk chunk = pack_cells(series, numbers);
  for (const std::size_t cells : {0U, 50U, 99U, 101U, 1000U}) {
    std::vector<std::int64_t> unpacked(cells);
    EXPECT_FALSE(unpack(series, chunk, unpacked)) << cells;
  }
}

TEST_F(PackedRun, IsNotUnpackedWhenItIsDamaged) {
  const std::vector<std::int64_t> numbers(100, 7);
  const SeriesSpec series = layout_of_one_series(false, numbers.size()).series[0];
  std::vector<std::int64_t> unpacked(numbers.size());
  RawChunk shorter = pack_cells(series, numbers);
  shorter.bytes.pop_back();
  EXPECT_FALSE(unpack(series, shorter, unpacked));
  RawChunk plain = pack_cells(series, numbers);
  plain.skipped_filters = 2;  // it says that it was not deflated
  EXPECT_FALSE(unpack(series, plain, unpacked));
  EXPECT_FALSE(unpack(series, {}, unpacked));
}

}  // namespace
}  // namespace waterbed
