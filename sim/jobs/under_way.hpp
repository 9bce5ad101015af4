// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

namespace waterbed {

// A replicate of a point of a sweep.
struct PointReplicate {
  std::uint64_t point;
  std::uint32_t replicate;
  friend auto operator<=>(const PointReplicate&, const PointReplicate&) = default;
};

// Which runs a process has begun, in a small file beside the blocks that others may look at; renewed at most
// once a second and never waited for, so it may be a second old. Gone when the process ends of its own
// accord.
class UnderWay {
 public:
  explicit UnderWay(std::filesystem::path folder);
  UnderWay(const UnderWay&) = delete;
  UnderWay(UnderWay&&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;
  UnderWay& operator=(UnderWay&&) = delete;
  ~UnderWay();

  // From any thread.
  void begin(PointReplicate run);
  void end(PointReplicate run);

  // What a folder's file says; nothing if there is none.
  [[nodiscard]] static std::vector<PointReplicate> read(const std::filesystem::path& folder);

 private:
  void write_if_due();

  std::filesystem::path path_;
  std::mutex mutex_;
  std::set<PointReplicate> runs_;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace waterbed
