// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <set>
#include <stop_token>
#include <thread>
#include <vector>

namespace waterbed {

// A replicate of a point of a sweep.
struct PointReplicate {
  std::uint64_t point;
  std::uint32_t replicate;
  friend auto operator<=>(const PointReplicate&, const PointReplicate&) = default;
};

// Which runs a process has under way, in a small file that others may look at. A thread of
// its own writes it, at most once a second, so workers never wait for the disk and the file is a second old
// at most. Gone when the process ends of its own accord; BlockStore removes what a killed one left.
class UnderWay {
 public:
  explicit UnderWay(std::filesystem::path file);
  UnderWay(const UnderWay&) = delete;
  UnderWay(UnderWay&&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;
  UnderWay& operator=(UnderWay&&) = delete;
  ~UnderWay();

  // From any thread.
  void begin(PointReplicate run);
  void end(PointReplicate run);

  // What a file says; nothing if there is none.
  [[nodiscard]] static std::vector<PointReplicate> read(const std::filesystem::path& path);

 private:
  void write_news(const std::stop_token& stop);
  void write(const std::set<PointReplicate>& runs) const;

  std::filesystem::path path_;
  std::mutex mutex_;
  std::condition_variable_any has_news_;
  std::set<PointReplicate> runs_;
  bool is_written_ = true;
  std::jthread writer_;  // last: begins when all else is ready
};

}  // namespace waterbed
