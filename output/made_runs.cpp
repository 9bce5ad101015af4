// SPDX-License-Identifier: Apache-2.0
#include "output/made_runs.hpp"

#include <algorithm>
#include <compare>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "output/block_file.hpp"
#include "output/error.hpp"
#include "output/result_runs.hpp"
#include "output/seal.hpp"
#include "sim/base/check.hpp"

namespace waterbed {
namespace {

// Of two attempts at a replicate the lesser stands: that with fewer failures, else as their content says, for
// the order in which blocks are met is chance.
struct Attempt {
  std::size_t failed = 0;
  std::vector<StoredState> states{};    // by arm
  std::vector<std::string> messages{};  // by arm
  friend auto operator<=>(const Attempt&, const Attempt&) = default;
};

template <class RunOf>
Attempt attempt(std::size_t arms, RunOf run_of) {
  Attempt attempt;
  for (std::size_t arm = 0; arm < arms; ++arm) {
    StoredRun run = run_of(arm);
    attempt.failed += run.state == StoredState::failed ? 1 : 0;
    attempt.states.push_back(run.state);
    attempt.messages.push_back(std::move(run.message));
  }
  return attempt;
}

Attempt attempt_of(const RunStatuses& statuses, std::size_t arms, std::size_t slot) {
  return attempt(arms, [&](std::size_t arm) { return statuses.at(arm, slot); });
}

Attempt attempt_of(const RunSource& source, std::size_t arms, std::size_t slot) {
  return attempt(arms, [&](std::size_t arm) { return source.run(arm, slot); });
}

}  // namespace

std::unique_ptr<RunSource> open_runs(const std::filesystem::path& path, const ResultLayout& layout) {
  Hdf5File file = Hdf5File::open(path);
  if (BlockReader::is_block(file)) return std::make_unique<BlockReader>(path, file);
  return std::make_unique<ResultRuns>(path, std::move(file), layout);
}

MadeRuns::MadeRuns(const ResultLayout& layout, std::vector<std::uint64_t> questions)
    : layout_(layout),
      replicates_(static_cast<std::size_t>(layout.replicates)),
      questions_(std::move(questions)),
      places_(questions_.size() * replicates_),
      made_when_(places_.size()),
      statuses_(layout.arms.size(), places_.size()) {
  WATERBED_CHECK(questions_.size() < nowhere);
  for (std::uint32_t point = 0; point < questions_.size(); ++point)
    by_question_.push_back({questions_[point], point});
  std::sort(by_question_.begin(), by_question_.end());
}

bool MadeRuns::has_failed(std::size_t point, std::uint32_t replicate) const {
  for (std::size_t arm = 0; arm < layout_.arms.size(); ++arm)
    if (statuses_.state(arm, slot_of(point, replicate)) == StoredState::failed) return true;
  return false;
}

MadeWhen MadeRuns::when(std::size_t point, std::uint32_t replicate) const {
  return made_when_[slot_of(point, replicate)];
}

const std::string& MadeRuns::host(std::size_t point, std::uint32_t replicate) const {
  WATERBED_CHECK(has(point, replicate));
  return files_[places_[slot_of(point, replicate)].file].host;
}

std::size_t MadeRuns::first_alike(std::size_t point) const {
  return std::lower_bound(by_question_.begin(), by_question_.end(), Question{questions_[point], 0})->point;
}

void MadeRuns::add(const std::filesystem::path& file) {
  check_seal(file);
  add_checked(file);
}

void MadeRuns::add_checked(const std::filesystem::path& file) {
  files_.push_back({file, std::filesystem::file_size(file), std::filesystem::last_write_time(file), {}});
  const auto number = static_cast<std::uint32_t>(files_.size() - 1);
  const RunSource& source = open(number);
  files_.back().host = source.host();
  source.expect(layout_);
  for (std::size_t slot = 0; slot < source.slots(); ++slot)
    if (source.is_made(slot)) take_up(number, source, slot);
}

void MadeRuns::take_up(std::uint32_t file, const RunSource& source, std::size_t slot) {
  const std::uint64_t question = source.question(slot).value_or(questions_.front());
  auto found = std::lower_bound(by_question_.begin(), by_question_.end(), Question{question, 0});
  const bool is_asked_for = found != by_question_.end() && found->question == question;
  if (!is_asked_for || source.replicate(slot) >= replicates_) {
    ++others_;
    return;
  }
  for (; found != by_question_.end() && found->question == question; ++found)
    take({file, static_cast<std::uint32_t>(slot)}, source, found->point);
}

void MadeRuns::take(Place place, const RunSource& source, std::size_t point) {
  const std::size_t arms = layout_.arms.size();
  const std::size_t here = slot_of(point, source.replicate(place.slot));
  const bool is_new = places_[here].file == nowhere;
  if (!is_new) {
    expect_same(place, source, point);
    if (attempt_of(source, arms, place.slot) >= attempt_of(statuses_, arms, here)) return;
  }
  count_ += is_new ? 1 : 0;
  places_[here] = place;
  made_when_[here] = source.when(place.slot);
  for (std::size_t arm = 0; arm < arms; ++arm) statuses_.set(arm, here, source.run(arm, place.slot));
}

void MadeRuns::expect_same(Place place, const RunSource& source, std::size_t point) const {
  const std::uint32_t replicate = source.replicate(place.slot);
  const std::size_t there = slot_of(point, replicate);
  for (std::size_t arm = 0; arm < layout_.arms.size(); ++arm) {
    const StoredRun made = source.run(arm, place.slot);
    const StoredRun before = statuses_.at(arm, there);
    const bool may_differ = made.state != StoredState::done || before.state != StoredState::done;
    if (may_differ || made.digest == before.digest) continue;
    const std::string of_point = layout_.points > 0 ? "point " + std::to_string(point) + ", " : "";
    throw OutputError(OutputFault::file, files_[place.file].path.string() + " and " +
                                             files_[places_[there].file].path.string() +
                                             " hold different results of " + of_point + "replicate " +
                                             std::to_string(replicate) + ": one of them must be removed");
  }
}

const RunSource& MadeRuns::open(std::uint32_t file) {
  constexpr std::size_t most_open = 4;
  const auto found =
      std::find_if(opened_.begin(), opened_.end(), [&](const Opened& opened) { return opened.file == file; });
  if (found != opened_.end()) {
    std::rotate(opened_.begin(), found, found + 1);
    return *opened_.front().source;
  }
  const File& wanted = files_[file];
  std::error_code error;
  if (std::filesystem::file_size(wanted.path, error) != wanted.bytes ||
      std::filesystem::last_write_time(wanted.path, error) != wanted.changed)
    throw OutputError(OutputFault::machine, wanted.path.string() + " was changed or removed meanwhile");
  if (opened_.size() == most_open) opened_.pop_back();
  opened_.insert(opened_.begin(), Opened{file, open_runs(wanted.path, layout_)});
  return *opened_.front().source;
}

std::pair<const RunSource&, std::size_t> MadeRuns::find(std::size_t point, std::uint32_t replicate) {
  WATERBED_CHECK(has(point, replicate));
  const Place place = places_[slot_of(point, replicate)];
  return {open(place.file), place.slot};
}

}  // namespace waterbed
