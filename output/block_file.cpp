// SPDX-License-Identifier: Apache-2.0
#include "output/block_file.hpp"

#include <algorithm>

#include "output/error.hpp"
#include "output/hexadecimal.hpp"
#include "sim/base/check.hpp"

namespace waterbed {
namespace {

constexpr const char* question_attribute = "waterbed_question";

Shape with_lengths(const ResultLayout& layout, const SeriesSpec& series, Shape shape) {
  for (const Axis axis : series.axes) shape.push_back(layout.length(axis));
  return shape;
}

void write_chunks(Hdf5File& file, const std::vector<SeriesSpec>& specs, const std::vector<RawChunk>& chunks,
                  std::size_t arm_or_pair, std::size_t slot) {
  for (std::size_t index = 0; index < chunks.size(); ++index)
    file.write_chunk(specs[index].name, chunk_start(specs[index], arm_or_pair, slot), chunks[index]);
}

bool is_rising(std::span<const PackedReplicate> replicates) {
  return std::adjacent_find(replicates.begin(), replicates.end(),
                            [](const PackedReplicate& left, const PackedReplicate& right) {
                              return left.replicate >= right.replicate;
                            }) == replicates.end();
}

}  // namespace

Variable series_variable(const ResultLayout& layout, const SeriesSpec& series, std::uint64_t replicates) {
  Variable variable{series.name, series.is_count ? ElementType::int32 : ElementType::int64, {}, {}, {}, {}};
  const std::size_t rows = series.of == SeriesOf::arm ? layout.arms.size() : layout.pairs.size();
  variable.shape = with_lengths(layout, series, {rows, replicates});
  variable.chunk = with_lengths(layout, series, {1, 1});
  return variable;
}

Shape chunk_start(const SeriesSpec& series, std::size_t arm_or_pair, std::size_t replicate) {
  Shape start{arm_or_pair, replicate};
  start.resize(2 + series.axes.size(), 0);
  return start;
}

std::vector<SeriesSpec> all_series(const ResultLayout& layout) {
  std::vector<SeriesSpec> all = layout.series;
  all.insert(all.end(), layout.pair_series.begin(), layout.pair_series.end());
  return all;
}

void write_block(const std::filesystem::path& path, const ResultLayout& layout,
                 std::span<const PackedReplicate> replicates, std::uint64_t question) {
  WATERBED_CHECK(is_rising(replicates));
  Hdf5File file = Hdf5File::create(path);
  file.add_attribute({question_attribute, hexadecimal(question)});
  for (const SeriesSpec& series : all_series(layout))
    file.add_empty_variable(series_variable(layout, series, replicates.size()));
  std::vector<std::int32_t> numbers;
  RunStatuses statuses(layout.arms.size(), replicates.size());
  for (std::size_t slot = 0; slot < replicates.size(); ++slot) {
    const PackedReplicate& replicate = replicates[slot];
    WATERBED_CHECK(replicate.arms.size() == layout.arms.size());
    WATERBED_CHECK(replicate.pairs.size() == layout.pairs.size());
    numbers.push_back(static_cast<std::int32_t>(replicate.replicate));
    for (std::size_t arm = 0; arm < replicate.arms.size(); ++arm) {
      const PackedRun& run = replicate.arms[arm];
      write_chunks(file, layout.series, run.chunks, arm, slot);
      statuses.set(arm, slot, {run.state, run.digest, run.message});
    }
    for (std::size_t pair = 0; pair < replicate.pairs.size(); ++pair)
      write_chunks(file, layout.pair_series, replicate.pairs[pair], pair, slot);
  }
  file.add_variable({"replicate", ElementType::int32, {numbers.size()}, {}, {}, {}}, numbers);
  statuses.write(file, {});
  file.close();
}

BlockReader::BlockReader(const std::filesystem::path& path) : path_(path), file_(Hdf5File::open(path)) {
  for (const std::int64_t replicate : file_.read_integers("replicate"))
    replicates_.push_back(static_cast<std::uint32_t>(replicate));
  const Shape shape = file_.shape("run_state");
  if (shape.size() != 2) file_.damaged("run_state");
  arms_ = shape[0];
  runs_ = RunStatuses::read(file_, arms_, replicates_.size());
}

std::optional<std::uint64_t> BlockReader::question() const {
  const std::optional<std::string> text = file_.text_attribute("", question_attribute);
  return text ? from_hexadecimal(*text) : std::nullopt;
}

bool BlockReader::is_made(std::size_t slot) const {
  for (std::size_t arm = 0; arm < arms_; ++arm)
    if (runs_.state(arm, slot) == StoredState::missing) return false;
  return true;
}

void BlockReader::expect(const ResultLayout& layout) const {
  bool is_alike = arms_ == layout.arms.size();
  for (const SeriesSpec& series : all_series(layout)) {
    const Variable variable = series_variable(layout, series, replicates_.size());
    is_alike = is_alike && file_.has_variable(series.name) && file_.shape(series.name) == variable.shape &&
               file_.type(series.name) == variable.type;
  }
  if (!is_alike) throw OutputError(OutputFault::file, path_.string() + " holds runs of another scenario");
}

RawChunk BlockReader::read_chunk(const SeriesSpec& series, std::size_t arm_or_pair, std::size_t slot) const {
  const Shape shape = file_.shape(series.name);
  if (std::find(shape.begin(), shape.end(), 0U) != shape.end()) return {};
  return file_.read_chunk(series.name, chunk_start(series, arm_or_pair, slot));
}

}  // namespace waterbed
