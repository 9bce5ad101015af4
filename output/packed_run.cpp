// SPDX-License-Identifier: Apache-2.0
#include "output/packed_run.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <span>

#include <zlib.h>

#include "sim/base/check.hpp"

namespace waterbed {
namespace {

// The filters of a chunk in their order, shuffle and deflate, as bits of RawChunk::skipped_filters.
constexpr std::uint32_t deflate_skipped = 1U << 1U;
constexpr int deflate_level = 1;

// The first bytes of all cells, lowest first, then their second bytes and so on (the shuffle filter of HDF5,
// over little-endian numbers): neighbouring cells differ mostly in the low bytes.
template <class Cell>
std::vector<std::byte> shuffled(std::span<const std::int64_t> cells) {
  std::vector<std::byte> bytes(cells.size() * sizeof(Cell));
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const auto bits = static_cast<std::uint64_t>(cells[cell]);
    for (std::size_t byte = 0; byte < sizeof(Cell); ++byte)
      bytes[byte * cells.size() + cell] = static_cast<std::byte>(bits >> (8 * byte) & 0xFFU);
  }
  return bytes;
}

// What deflating would not make smaller stays as it is; the mask of skipped filters tells HDF5.
RawChunk deflated(std::vector<std::byte> bytes) {
  RawChunk chunk{deflate_skipped, {}};
  chunk.bytes.resize(bytes.size());
  uLongf size = bytes.size();
  const int answer = compress2(reinterpret_cast<Bytef*>(chunk.bytes.data()), &size,
                               reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), deflate_level);
  if (answer == Z_MEM_ERROR) throw std::bad_alloc();
  if (answer != Z_OK) {
    chunk.bytes = std::move(bytes);
    return chunk;
  }
  chunk.skipped_filters = 0;
  chunk.bytes.resize(size);
  chunk.bytes.shrink_to_fit();
  return chunk;
}

// The missing value is taken, so a number must be above it.
void check_fits(const SeriesSpec& series, std::span<const std::int64_t> cells) {
  const std::int64_t low = series.is_count ? missing_int32 : missing_int64;
  const std::int64_t high = series.is_count ? std::numeric_limits<std::int32_t>::max() : INT64_MAX;
  for (const std::int64_t cell : cells) WATERBED_CHECK(cell > low && cell <= high);
}

RawChunk pack(const ResultLayout& layout, const SeriesSpec& series, std::span<const std::int64_t> cells) {
  std::size_t expected = 1;
  for (const Axis axis : series.axes) expected *= layout.length(axis);
  WATERBED_CHECK(cells.size() == expected);
  check_fits(series, cells);
  if (cells.empty()) return {};
  return deflated(series.is_count ? shuffled<std::int32_t>(cells) : shuffled<std::int64_t>(cells));
}

std::vector<RawChunk> pack(const ResultLayout& layout, const std::vector<SeriesSpec>& specs,
                           const std::vector<std::vector<std::int64_t>>& series) {
  WATERBED_CHECK(series.size() == specs.size());
  std::vector<RawChunk> chunks;
  for (std::size_t index = 0; index < series.size(); ++index)
    chunks.push_back(pack(layout, specs[index], series[index]));
  return chunks;
}

PackedRun pack(const ResultLayout& layout, const RunResult& run) {
  if (run.state == RunState::failed) return {StoredState::failed, 0, run.message, {}};
  return {StoredState::done, run.digest, {}, pack(layout, layout.series, run.series)};
}

std::size_t bytes_of(const std::vector<RawChunk>& chunks) {
  std::size_t bytes = 0;
  for (const RawChunk& chunk : chunks) bytes += sizeof(RawChunk) + chunk.bytes.size();
  return bytes;
}

}  // namespace

std::size_t PackedReplicate::bytes() const {
  std::size_t bytes = sizeof(PackedReplicate);
  for (const PackedRun& run : arms) bytes += sizeof(PackedRun) + run.message.size() + bytes_of(run.chunks);
  for (const std::vector<RawChunk>& chunks : pairs) bytes += sizeof(chunks) + bytes_of(chunks);
  return bytes;
}

PackedReplicate pack(const ResultLayout& layout, const ReplicateResult& result) {
  WATERBED_CHECK(result.arms.size() == layout.arms.size());
  WATERBED_CHECK(result.pairs.size() == layout.pairs.size());
  PackedReplicate packed{result.replicate, {}, {}};
  for (const RunResult& run : result.arms) packed.arms.push_back(pack(layout, run));
  for (std::size_t pair = 0; pair < result.pairs.size(); ++pair) {
    const bool is_done = packed.arms[layout.pairs[pair].reference].state == StoredState::done &&
                         packed.arms[layout.pairs[pair].arm].state == StoredState::done;
    packed.pairs.push_back(is_done ? pack(layout, layout.pair_series, result.pairs[pair].series)
                                   : std::vector<RawChunk>{});
  }
  return packed;
}

}  // namespace waterbed
