// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/under_way.hpp"

#include <fstream>
#include <system_error>

#include "output/block_store.hpp"

namespace waterbed {
UnderWay::UnderWay(std::filesystem::path folder) : path_(std::move(folder) / running_file) {}

UnderWay::~UnderWay() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void UnderWay::begin(PointReplicate run) {
  const std::lock_guard lock(mutex_);
  runs_.insert(run);
  write_if_due();
}

void UnderWay::end(PointReplicate run) {
  const std::lock_guard lock(mutex_);
  runs_.erase(run);
}

void UnderWay::write_if_due() {
  constexpr std::chrono::seconds pause(1);
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < pause) return;
  last_ = now;
  const std::filesystem::path growing = path_.string() + ".tmp";
  {
    std::ofstream file(growing, std::ios::binary);
    for (const PointReplicate& run : runs_) file << run.point << ' ' << run.replicate << '\n';
  }
  std::error_code ignored;  // nothing depends on it
  std::filesystem::rename(growing, path_, ignored);
}

std::vector<PointReplicate> UnderWay::read(const std::filesystem::path& folder) {
  std::ifstream file(folder / running_file, std::ios::binary);
  std::vector<PointReplicate> runs;
  for (PointReplicate run{}; file >> run.point >> run.replicate;) runs.push_back(run);
  return runs;
}

}  // namespace waterbed
