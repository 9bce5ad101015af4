// SPDX-License-Identifier: Apache-2.0
#include "output/block_file.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "output/error.hpp"
#include "sim/base/check.hpp"

namespace waterbed {
namespace {

Shape with_lengths(const ResultLayout& layout, const SeriesSpec& series, Shape shape) {
  for (const Axis axis : series.axes) shape.push_back(layout.length(axis));
  return shape;
}

Block run_block(const ResultLayout& layout, const SeriesSpec& series, std::size_t arm, std::size_t slot) {
  Block block{{arm, slot}, with_lengths(layout, series, {1, 1})};
  block.start.resize(block.count.size(), 0);
  return block;
}

// The missing value is taken, so a count must be above it.
void check_fits(const SeriesSpec& series, std::span<const std::int64_t> cells) {
  const std::int64_t low = series.is_count ? missing_int32 : missing_int64;
  const std::int64_t high = series.is_count ? std::numeric_limits<std::int32_t>::max() : INT64_MAX;
  for (const std::int64_t cell : cells) WATERBED_CHECK(cell > low && cell <= high);
}

}  // namespace

std::filesystem::path block_path(const std::filesystem::path& target, std::uint32_t first_replicate) {
  return target.parent_path() /
         ("." + target.filename().string() + ".block_" + std::to_string(first_replicate));
}

Variable series_variable(const ResultLayout& layout, const SeriesSpec& series, std::uint64_t replicates) {
  Variable variable{series.name, series.is_count ? ElementType::int32 : ElementType::int64, {}, {}, {}, {}};
  variable.shape = with_lengths(layout, series, {layout.arms.size(), replicates});
  variable.chunk = with_lengths(layout, series, {1, 1});
  return variable;
}

BlockWriter::BlockWriter(const std::filesystem::path& path, const ResultLayout& layout,
                         std::vector<std::uint32_t> replicates)
    : temporary_(path),
      file_(Hdf5File::create(temporary_.path())),
      layout_(layout),
      replicates_(std::move(replicates)) {
  std::sort(replicates_.begin(), replicates_.end());
  WATERBED_CHECK(std::adjacent_find(replicates_.begin(), replicates_.end()) == replicates_.end());
  status_.resize(layout_.arms.size() * replicates_.size());
  for (const SeriesSpec& series : layout_.series) {
    file_.add_empty_variable(series_variable(layout_, series, replicates_.size()));
  }
}

void BlockWriter::add(const ReplicateResult& result) {
  const std::lock_guard lock(mutex_);
  const auto found = std::lower_bound(replicates_.begin(), replicates_.end(), result.replicate);
  WATERBED_CHECK(found != replicates_.end() && *found == result.replicate);
  WATERBED_CHECK(result.arms.size() == layout_.arms.size());
  const auto slot = static_cast<std::size_t>(found - replicates_.begin());
  for (std::size_t arm = 0; arm < result.arms.size(); ++arm) add_run(result.arms[arm], arm, slot);
}

void BlockWriter::add_run(const RunResult& run, std::size_t arm, std::size_t slot) {
  RunStatus& status = status_[arm * replicates_.size() + slot];
  WATERBED_CHECK(status.state == StoredState::missing);
  if (run.state == RunState::done) {
    WATERBED_CHECK(run.series.size() == layout_.series.size());
    for (std::size_t index = 0; index < run.series.size(); ++index) {
      const SeriesSpec& series = layout_.series[index];
      check_fits(series, run.series[index]);
      file_.write_cells(series.name, run_block(layout_, series, arm, slot), run.series[index]);
    }
  }
  status = {run.state == RunState::done ? StoredState::done : StoredState::failed, run.digest, run.message};
}

void BlockWriter::write_status() {
  const Shape shape{layout_.arms.size(), replicates_.size()};
  std::vector<std::int32_t> numbers(replicates_.begin(), replicates_.end());
  std::vector<std::int8_t> states;
  std::vector<std::int64_t> digests;
  std::vector<std::string> messages;
  for (const RunStatus& status : status_) {
    states.push_back(static_cast<std::int8_t>(status.state));
    digests.push_back(std::bit_cast<std::int64_t>(status.digest));
    messages.push_back(status.message);
  }
  file_.add_variable({"replicate", ElementType::int32, {replicates_.size()}, {}, {}, {}}, numbers);
  file_.add_variable({"run_state", ElementType::int8, shape, {}, {}, {}}, states);
  file_.add_variable({"run_digest", ElementType::int64, shape, {}, {}, {}}, digests);
  file_.add_variable({"run_message", ElementType::text, shape, {}, {}, {}}, messages);
}

void BlockWriter::finish() {
  const std::lock_guard lock(mutex_);
  write_status();
  file_.close();
  temporary_.keep();
}

BlockReader::BlockReader(const std::filesystem::path& path) : path_(path), file_(Hdf5File::open(path)) {
  for (const std::int64_t replicate : file_.read_integers("replicate")) {
    replicates_.push_back(static_cast<std::uint32_t>(replicate));
  }
  states_ = file_.read_integers("run_state");
  digests_ = file_.read_integers("run_digest");
  messages_ = file_.read_texts("run_message");
  const Shape shape = file_.shape("run_state");
  const bool is_whole = shape.size() == 2 && shape[1] == replicates_.size() &&
                        digests_.size() == states_.size() && messages_.size() == states_.size();
  if (!is_whole) throw OutputError(OutputFault::file, path.string() + " is damaged or not a block of runs");
  arms_ = shape[0];
}

StoredState BlockReader::state(std::size_t arm, std::size_t slot) const {
  return static_cast<StoredState>(states_[arm * replicates_.size() + slot]);
}

std::uint64_t BlockReader::digest(std::size_t arm, std::size_t slot) const {
  return std::bit_cast<std::uint64_t>(digests_[arm * replicates_.size() + slot]);
}

const std::string& BlockReader::message(std::size_t arm, std::size_t slot) const {
  return messages_[arm * replicates_.size() + slot];
}

void BlockReader::expect(const ResultLayout& layout) const {
  bool is_alike = arms_ == layout.arms.size();
  for (const SeriesSpec& series : layout.series) {
    const Variable variable = series_variable(layout, series, replicates_.size());
    is_alike = is_alike && file_.has_variable(series.name) && file_.shape(series.name) == variable.shape &&
               file_.type(series.name) == variable.type;
  }
  if (!is_alike) throw OutputError(OutputFault::file, path_.string() + " holds runs of another scenario");
}

RawChunk BlockReader::read_chunk(const SeriesSpec& series, std::size_t arm, std::size_t slot) const {
  const Shape shape = file_.shape(series.name);
  if (std::find(shape.begin(), shape.end(), 0U) != shape.end()) return {};
  Shape start{arm, slot};
  start.resize(shape.size(), 0);
  return file_.read_chunk(series.name, start);
}

}  // namespace waterbed
