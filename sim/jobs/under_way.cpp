// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/under_way.hpp"

#include <chrono>
#include <fstream>
#include <new>
#include <system_error>
#include <utility>

namespace waterbed {

UnderWay::UnderWay(std::filesystem::path file)
    : path_(std::move(file)), writer_([this](const std::stop_token& stop) {
        try {
          write_news(stop);
        } catch (const std::bad_alloc&) {  // nothing depends on it
        }
      }) {}

UnderWay::~UnderWay() {
  writer_.request_stop();
  writer_.join();
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void UnderWay::begin(PointReplicate run) {
  const std::lock_guard lock(mutex_);
  runs_.insert(run);
  is_written_ = false;
  has_news_.notify_one();
}

void UnderWay::end(PointReplicate run) {
  const std::lock_guard lock(mutex_);
  runs_.erase(run);
  is_written_ = false;
  has_news_.notify_one();
}

void UnderWay::write_news(const std::stop_token& stop) {
  constexpr std::chrono::seconds pause(1);
  std::unique_lock lock(mutex_);
  while (has_news_.wait(lock, stop, [this] { return !is_written_; })) {
    is_written_ = true;
    const std::set<PointReplicate> runs = runs_;
    lock.unlock();
    write(runs);
    lock.lock();
    has_news_.wait_for(lock, stop, pause, [] { return false; });  // until asked to stop
    if (stop.stop_requested()) return;
  }
}

void UnderWay::write(const std::set<PointReplicate>& runs) const {
  const std::filesystem::path growing = path_.string() + ".tmp";
  {
    std::ofstream file(growing, std::ios::binary);
    for (const PointReplicate& run : runs) file << run.point << ' ' << run.replicate << '\n';
  }
  std::error_code ignored;  // nothing depends on it
  std::filesystem::rename(growing, path_, ignored);
}

std::vector<PointReplicate> UnderWay::read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<PointReplicate> runs;
  for (PointReplicate run{}; file >> run.point >> run.replicate;) runs.push_back(run);
  return runs;
}

}  // namespace waterbed
