// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/block_writing.hpp"

#include <algorithm>
#include <utility>

#include "output/memory_reserve.hpp"

namespace waterbed {
namespace {

constexpr std::size_t queue_length = 16;  // replicates

}  // namespace

BlockWriting::BlockWriting(BlockStore& store, const ResultLayout& layout, WritingPace pace, Profile* profile)
    : store_(store), layout_(layout), pace_(pace), profile_(profile), start_(Clock::now()), thread_([this] {
        write_blocks();
      }) {}

BlockWriting::~BlockWriting() {
  join();
}

void BlockWriting::join() {
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
  }
  has_work_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void BlockWriting::add(PackedReplicate replicate) {
  std::unique_lock lock(mutex_);
  if (queue_.size() >= queue_length && !failure_) {
    const Clock::time_point before = Clock::now();
    has_room_.wait(lock, [this] { return queue_.size() < queue_length || failure_; });
    waited_ += Clock::now() - before;
  }
  if (failure_) std::rethrow_exception(failure_);
  queue_.push_back(std::move(replicate));
  has_work_.notify_one();
}

std::vector<std::filesystem::path> BlockWriting::finish() {
  join();
  if (failure_) std::rethrow_exception(failure_);
  return blocks_;
}

std::chrono::duration<double> BlockWriting::waited() const {
  const std::lock_guard lock(mutex_);
  return waited_;
}

BlockWriting::Clock::duration BlockWriting::longest_age() const {
  return std::clamp<Clock::duration>((Clock::now() - start_) / 10, pace_.least_age, pace_.longest_age);
}

void BlockWriting::take(std::vector<PackedReplicate>& block) {
  block.push_back(std::move(queue_.front()));
  queue_.pop_front();
  has_room_.notify_one();
}

bool BlockWriting::gather(std::vector<PackedReplicate>& block) {
  std::unique_lock lock(mutex_);
  has_work_.wait(lock, [this] { return !queue_.empty() || is_closed_; });
  const Clock::time_point due = Clock::now() + longest_age();
  std::size_t bytes = 0;
  while (bytes < pace_.full_bytes && Clock::now() < due) {
    const bool has_more =
        has_work_.wait_until(lock, due, [this] { return !queue_.empty() || is_closed_; }) && !queue_.empty();
    if (!has_more) break;  // due, or closed
    bytes += queue_.front().bytes();
    take(block);
  }
  return !is_closed_ || !queue_.empty();
}

void BlockWriting::write_blocks() {
  try {
    MemoryReserve reserve;
    Stopwatch watch(profile_);
    for (bool is_going_on = true; is_going_on;) {
      std::vector<PackedReplicate> block;
      is_going_on = gather(block);
      reserve.release();
      watch.begin();
      if (!block.empty()) blocks_.push_back(store_.add(layout_, block));
      watch.lap(RunPart::write);
      reserve.take();
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
    queue_.clear();
    has_room_.notify_all();
  }
}

}  // namespace waterbed
