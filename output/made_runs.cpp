// SPDX-License-Identifier: Apache-2.0
#include "output/made_runs.hpp"

#include <string>
#include <system_error>

#include "output/error.hpp"
#include "output/seal.hpp"
#include "sim/base/check.hpp"

namespace waterbed {

MadeRuns::MadeRuns(const ResultLayout& layout)
    : layout_(layout),
      places_(static_cast<std::size_t>(layout.replicates)),
      statuses_(layout.arms.size(), static_cast<std::size_t>(layout.replicates)) {}

void MadeRuns::add(const std::filesystem::path& file) {
  check_seal(file);
  files_.push_back({file, std::filesystem::file_size(file), std::filesystem::last_write_time(file)});
  const BlockReader& reader = open(static_cast<std::uint32_t>(files_.size() - 1));
  reader.expect(layout_);
  for (std::size_t slot = 0; slot < reader.replicates().size(); ++slot) {
    if (!reader.is_made(slot)) continue;
    const std::uint32_t replicate = reader.replicates()[slot];
    if (replicate >= places_.size())
      throw OutputError(OutputFault::request, file.string() + " holds replicate " +
                                                  std::to_string(replicate) + ", counted from 0, and only " +
                                                  std::to_string(places_.size()) + " are asked for");
    if (has(replicate))
      expect_same(reader, slot);
    else
      take(reader, slot);
  }
}

void MadeRuns::take(const BlockReader& reader, std::size_t slot) {
  const std::uint32_t replicate = reader.replicates()[slot];
  places_[replicate] = {open_, static_cast<std::uint32_t>(slot)};
  ++count_;
  for (std::size_t arm = 0; arm < layout_.arms.size(); ++arm)
    statuses_.set(arm, replicate, reader.run(arm, slot));
}

void MadeRuns::expect_same(const BlockReader& reader, std::size_t slot) const {
  const std::uint32_t replicate = reader.replicates()[slot];
  for (std::size_t arm = 0; arm < layout_.arms.size(); ++arm) {
    const StoredRun here = reader.run(arm, slot);
    const StoredRun there = statuses_.at(arm, replicate);
    if (here.state == there.state && here.digest == there.digest) continue;
    throw OutputError(OutputFault::file, files_[open_].path.string() + " and " +
                                             files_[places_[replicate].file].path.string() +
                                             " hold different results of replicate " +
                                             std::to_string(replicate) + ": one of them must be removed");
  }
}

const BlockReader& MadeRuns::open(std::uint32_t file) {
  if (!reader_ || file != open_) {
    const Source& source = files_[file];
    std::error_code error;
    if (std::filesystem::file_size(source.path, error) != source.bytes ||
        std::filesystem::last_write_time(source.path, error) != source.changed)
      throw OutputError(OutputFault::machine, source.path.string() + " was changed or removed meanwhile");
    open_ = file;
    reader_.emplace(source.path);
  }
  return *reader_;
}

void MadeRuns::copy(std::uint32_t replicate, Hdf5File& file) {
  WATERBED_CHECK(has(replicate));
  const Place place = places_[replicate];
  const BlockReader& reader = open(place.file);
  const auto copy_chunks = [&](const std::vector<SeriesSpec>& specs, std::size_t arm_or_pair) {
    for (const SeriesSpec& series : specs)
      file.write_chunk(series.name, chunk_start(series, arm_or_pair, replicate),
                       reader.read_chunk(series, arm_or_pair, place.slot));
  };
  const auto is_done = [&](std::size_t arm) { return statuses_.state(arm, replicate) == StoredState::done; };
  for (std::size_t arm = 0; arm < layout_.arms.size(); ++arm)
    if (is_done(arm)) copy_chunks(layout_.series, arm);
  for (std::size_t pair = 0; pair < layout_.pairs.size(); ++pair)
    if (is_done(layout_.pairs[pair].reference) && is_done(layout_.pairs[pair].arm))
      copy_chunks(layout_.pair_series, pair);
}

}  // namespace waterbed
