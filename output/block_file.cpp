// SPDX-License-Identifier: Apache-2.0
#include "output/block_file.hpp"

#include <algorithm>
#include <utility>

#include "output/error.hpp"
#include "output/host.hpp"
#include "output/series_variable.hpp"
#include "sim/base/check.hpp"

namespace waterbed {
namespace {

constexpr const char* version_attribute = "waterbed_block";
constexpr std::int64_t version = 2;
constexpr const char* host_attribute = "host";

// A text for each arm and series: runs of one shape have the same.
std::vector<std::string> shape_of(const ResultLayout& layout) {
  std::vector<std::string> shape;
  for (const std::string& arm : layout.arms) shape.push_back("arm " + arm);
  for (const PairLabel& pair : layout.pairs) shape.push_back("pair " + pair.name);
  for (const SeriesSpec& series : all_series(layout)) {
    std::string text = (series.of == SeriesOf::arm ? "of arm " : "of pair ") + series.name;
    text += series.is_count ? " int32" : " int64";
    for (const Axis axis : series.axes) text += ' ' + std::to_string(layout.length(axis));
    shape.push_back(std::move(text));
  }
  return shape;
}

// What is written of the numbers, chunk by chunk.
struct Pieces {
  std::vector<std::int8_t> bytes;
  std::vector<std::int64_t> sizes;
  std::vector<std::int64_t> skipped_filters;

  // `count` chunks, of which there are none if the run failed.
  void add(const std::vector<RawChunk>& chunks, std::size_t count) {
    for (std::size_t number = 0; number < count; ++number) {
      const RawChunk* chunk = chunks.empty() ? nullptr : &chunks[number];
      sizes.push_back(chunk == nullptr ? 0 : static_cast<std::int64_t>(chunk->bytes.size()));
      skipped_filters.push_back(chunk == nullptr ? 0 : chunk->skipped_filters);
      if (chunk == nullptr) continue;
      const auto* first = reinterpret_cast<const std::int8_t*>(chunk->bytes.data());
      bytes.insert(bytes.end(), first, first + chunk->bytes.size());
    }
  }
};

Pieces pieces_of(const ResultLayout& layout, std::span<const PackedReplicate> replicates) {
  Pieces pieces;
  for (const PackedReplicate& replicate : replicates) {
    WATERBED_CHECK(replicate.arms.size() == layout.arms.size());
    WATERBED_CHECK(replicate.pairs.size() == layout.pairs.size());
    for (const PackedRun& run : replicate.arms) pieces.add(run.chunks, layout.series.size());
    for (const std::vector<RawChunk>& pair : replicate.pairs) pieces.add(pair, layout.pair_series.size());
  }
  return pieces;
}

template <class Number>
void add_list(Hdf5File& file, const char* name, ElementType type, std::vector<Number> numbers) {
  const Shape shape{numbers.size()};
  file.add_variable({name, type, shape, {}, {}, {}}, std::move(numbers));
}

void add_slots(Hdf5File& file, std::span<const PackedReplicate> replicates) {
  std::vector<std::int64_t> questions;
  std::vector<std::int32_t> numbers;
  std::vector<double> seconds;
  std::vector<std::int64_t> ended;
  for (const PackedReplicate& replicate : replicates) {
    questions.push_back(static_cast<std::int64_t>(replicate.question));
    numbers.push_back(static_cast<std::int32_t>(replicate.replicate));
    seconds.push_back(replicate.when.seconds);
    ended.push_back(replicate.when.ended_s);
  }
  add_list(file, "question", ElementType::int64, std::move(questions));
  add_list(file, "replicate", ElementType::int32, std::move(numbers));
  add_list(file, "seconds", ElementType::float64, std::move(seconds));
  add_list(file, "ended", ElementType::int64, std::move(ended));
}

RunStatuses statuses_of(const ResultLayout& layout, std::span<const PackedReplicate> replicates) {
  RunStatuses statuses(layout.arms.size(), replicates.size());
  for (std::size_t slot = 0; slot < replicates.size(); ++slot)
    for (std::size_t arm = 0; arm < layout.arms.size(); ++arm) {
      const PackedRun& run = replicates[slot].arms[arm];
      statuses.set(arm, slot, {run.state, run.digest, run.message});
    }
  return statuses;
}

}  // namespace

void write_block(const std::filesystem::path& path, const ResultLayout& layout,
                 std::span<const PackedReplicate> replicates) {
  Pieces pieces = pieces_of(layout, replicates);
  Hdf5File file = Hdf5File::create(path);
  file.add_attribute({version_attribute, version});
  file.add_attribute({host_attribute, host_name()});
  add_list(file, "shape", ElementType::text, shape_of(layout));
  add_slots(file, replicates);
  statuses_of(layout, replicates).write(file, {replicates.size()}, {});
  add_list(file, "chunk_bytes", ElementType::int64, std::move(pieces.sizes));
  add_list(file, "chunk_skipped_filters", ElementType::int64, std::move(pieces.skipped_filters));
  add_list(file, "bytes", ElementType::int8, std::move(pieces.bytes));
  file.close();
}

bool BlockReader::is_block(const Hdf5File& file) {
  return file.integer_attribute("", version_attribute).has_value();
}

BlockReader::BlockReader(const std::filesystem::path& path) : BlockReader(path, Hdf5File::open(path)) {}

BlockReader::BlockReader(std::filesystem::path path, const Hdf5File& file) : path_(std::move(path)) {
  if (file.integer_attribute("", version_attribute) != version)
    throw OutputError(OutputFault::request,
                      path_.string() + " was left by another version of this program: remove it");
  host_ = file.text_attribute("", host_attribute).value_or("");
  shape_ = file.read_texts("shape");
  const auto count = [&](const char* begin) {
    return static_cast<std::size_t>(std::count_if(
        shape_.begin(), shape_.end(), [&](const std::string& text) { return text.starts_with(begin); }));
  };
  arms_ = count("arm ");
  arm_series_ = count("of arm ");
  pair_series_ = count("of pair ");
  read_slots(file);
  runs_ = RunStatuses::read(file, arms_, {replicates_.size()});
  read_chunks(file);
}

void BlockReader::read_slots(const Hdf5File& file) {
  for (const std::int64_t question : file.read_integers("question"))
    questions_.push_back(static_cast<std::uint64_t>(question));
  for (const std::int64_t replicate : file.read_integers("replicate"))
    replicates_.push_back(static_cast<std::uint32_t>(replicate));
  const std::vector<double> seconds = file.read_reals("seconds");
  const std::vector<std::int64_t> ended = file.read_integers("ended");
  if (questions_.size() != replicates_.size() || seconds.size() != replicates_.size() ||
      ended.size() != replicates_.size())
    file.damaged("replicate");
  for (std::size_t slot = 0; slot < ended.size(); ++slot) when_.push_back({seconds[slot], ended[slot]});
}

void BlockReader::read_chunks(const Hdf5File& file) {
  bytes_ = file.read_bytes("bytes");
  skipped_filters_ = file.read_integers("chunk_skipped_filters");
  std::size_t end = 0;
  for (const std::int64_t size : file.read_integers("chunk_bytes")) {
    if (size < 0 || static_cast<std::size_t>(size) > bytes_.size() - end) file.damaged("chunk_bytes");
    ends_.push_back(end += static_cast<std::size_t>(size));
  }
  const auto pairs = static_cast<std::size_t>(std::count_if(
      shape_.begin(), shape_.end(), [](const std::string& text) { return text.starts_with("pair "); }));
  const std::size_t chunks = arms_ * arm_series_ + pairs * pair_series_;
  if (ends_.size() != chunks * slots() || skipped_filters_.size() != ends_.size() || end != bytes_.size())
    file.damaged("chunk_bytes");
}

bool BlockReader::is_made(std::size_t slot) const {
  for (std::size_t arm = 0; arm < arms_; ++arm)
    if (runs_.state(arm, slot) == StoredState::missing) return false;
  return true;
}

void BlockReader::expect(const ResultLayout& layout) const {
  if (shape_ != shape_of(layout))
    throw OutputError(OutputFault::file, path_.string() +
                                             " holds runs of another scenario (other arms, weeks, places or "
                                             "series); a sweep of another shape needs a --store of its own");
}

RawChunk BlockReader::chunk(SeriesOf of, std::size_t series, std::size_t arm_or_pair,
                            std::size_t slot) const {
  const std::size_t chunks = slots() == 0 ? 0 : ends_.size() / slots();
  const std::size_t of_slot = of == SeriesOf::arm ? arm_or_pair * arm_series_ + series
                                                  : arms_ * arm_series_ + arm_or_pair * pair_series_ + series;
  WATERBED_CHECK(of_slot < chunks);
  const std::size_t number = slot * chunks + of_slot;
  const auto at = [&](std::size_t offset) { return bytes_.begin() + static_cast<std::ptrdiff_t>(offset); };
  return {static_cast<std::uint32_t>(skipped_filters_[number]),
          {at(number == 0 ? 0 : ends_[number - 1]), at(ends_[number])}};
}

}  // namespace waterbed
