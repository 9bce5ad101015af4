// SPDX-License-Identifier: Apache-2.0
#include "output/packed_run.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <new>
#include <optional>
#include <span>
#include <type_traits>

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

// The same back; `bytes` has a size that fits.
template <class Cell>
void unshuffle(std::span<const std::byte> bytes, std::span<std::int64_t> cells) {
  using Bits = std::make_unsigned_t<Cell>;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    Bits bits = 0;
    for (std::size_t byte = 0; byte < sizeof(Cell); ++byte)
      bits |= static_cast<Bits>(static_cast<Bits>(bytes[byte * cells.size() + cell]) << (8 * byte));
    cells[cell] = static_cast<Cell>(bits);
  }
}

// Size of what `bytes` are deflated to; nothing if that does not fit into as many. The tables that zlib fills
// before it begins are as large as the input needs: most chunks are of some hundred bytes.
std::optional<std::size_t> deflate_into(std::span<const std::byte> bytes, std::span<std::byte> target) {
  constexpr int smallest_window = 9;
  constexpr int largest_window = 15;
  constexpr int window_above_memory = 7;  // 15 and 8 are zlib's own choice
  const int window =
      std::clamp(static_cast<int>(std::bit_width(bytes.size())), smallest_window, largest_window);
  z_stream stream{};
  if (deflateInit2(&stream, deflate_level, Z_DEFLATED, window, window - window_above_memory,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  // zlib does not write to its input.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(target.data());
  stream.avail_out = static_cast<uInt>(target.size());
  const int answer = deflate(&stream, Z_FINISH);
  const std::size_t size = stream.total_out;
  deflateEnd(&stream);
  return answer == Z_STREAM_END ? std::optional(size) : std::nullopt;
}

// What deflating would not make smaller stays as it is; the mask of skipped filters tells HDF5.
RawChunk deflated(std::vector<std::byte> bytes) {
  RawChunk chunk{deflate_skipped, {}};
  chunk.bytes.resize(bytes.size());
  const std::optional<std::size_t> size = deflate_into(bytes, chunk.bytes);
  if (!size) {
    chunk.bytes = std::move(bytes);
    return chunk;
  }
  chunk.skipped_filters = 0;
  chunk.bytes.resize(*size);
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

bool unpack(const SeriesSpec& series, const RawChunk& chunk, std::span<std::int64_t> cells) {
  const std::size_t size = cells.size() * (series.is_count ? sizeof(std::int32_t) : sizeof(std::int64_t));
  std::vector<std::byte> inflated;
  std::span<const std::byte> bytes = chunk.bytes;
  if ((chunk.skipped_filters & deflate_skipped) == 0 && size > 0) {
    inflated.resize(size);
    uLongf made = size;
    const int answer = uncompress(reinterpret_cast<Bytef*>(inflated.data()), &made,
                                  reinterpret_cast<const Bytef*>(chunk.bytes.data()), chunk.bytes.size());
    if (answer == Z_MEM_ERROR) throw std::bad_alloc();
    if (answer != Z_OK || made != size) return false;
    bytes = inflated;
  }
  if (bytes.size() != size) return false;
  if (series.is_count)
    unshuffle<std::int32_t>(bytes, cells);
  else
    unshuffle<std::int64_t>(bytes, cells);
  return true;
}

RawChunk pack_cells(const SeriesSpec& series, std::span<const std::int64_t> cells) {
  if (!series.is_count) return deflated(shuffled<std::int64_t>(cells));
  std::vector<std::int64_t> counts(cells.begin(), cells.end());
  std::replace(counts.begin(), counts.end(), missing_int64, std::int64_t{missing_int32});
  return deflated(shuffled<std::int32_t>(counts));
}

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
