// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "output/block_store.hpp"
#include "sim/replicate/profile.hpp"

// Writing while others compute: workers hand over packed replicates, one thread gathers them into blocks and
// makes all calls of HDF5. The queue between them is bounded, so memory does not depend on the number of
// replicates; a worker that finds it full waits.
namespace waterbed {

// When a block is written: after a tenth of the time run, between these ages of what is finished. A kill
// costs that and the replicates under way.
struct WritingPace {
  std::chrono::milliseconds least_age{50};
  std::chrono::milliseconds longest_age{2000};
  std::size_t full_bytes = std::size_t{1} << 19U;
};

class BlockWriting {
 public:
  // All must outlive this object; the time of writing is added to `profile`, if there is one.
  BlockWriting(BlockStore& store, const ResultLayout& layout, WritingPace pace = {},
               Profile* profile = nullptr);
  BlockWriting(const BlockWriting&) = delete;
  BlockWriting(BlockWriting&&) = delete;
  BlockWriting& operator=(const BlockWriting&) = delete;
  BlockWriting& operator=(BlockWriting&&) = delete;
  // Writes what was handed over, unless writing has failed.
  ~BlockWriting();

  // From any thread. Throws what writing threw, here and from then on.
  void add(PackedReplicate replicate);
  // Writes all that was handed over and returns the blocks. Throws what writing threw.
  std::vector<std::filesystem::path> finish();
  // How long all workers together have waited for room in the queue.
  [[nodiscard]] std::chrono::duration<double> waited() const;

 private:
  using Clock = std::chrono::steady_clock;

  void write_blocks();
  // Takes replicates from the queue until a block is full or due; false when no more will come.
  bool gather(std::vector<PackedReplicate>& block);
  void take(std::vector<PackedReplicate>& block);
  [[nodiscard]] Clock::duration longest_age() const;
  void join();

  BlockStore& store_;
  const ResultLayout& layout_;
  WritingPace pace_;
  Profile* profile_;
  const Clock::time_point start_;
  mutable std::mutex mutex_;
  std::condition_variable has_room_;
  std::condition_variable has_work_;
  std::deque<PackedReplicate> queue_;
  bool is_closed_ = false;
  std::exception_ptr failure_;
  std::chrono::duration<double> waited_{0};
  std::vector<std::filesystem::path> blocks_;
  std::thread thread_;  // last: begins when all else is ready
};

}  // namespace waterbed
