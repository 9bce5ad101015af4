// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "output/made_runs.hpp"
#include "output/result_record.hpp"
#include "sim/jobs/point_scenarios.hpp"
#include "sim/jobs/run_watch.hpp"

namespace waterbed {

// The points of a sweep, or a part of them, and which of their runs are made.
class SweepRuns {
 public:
  // The plan has no mistakes and outlives this; `part` are the numbers of points, empty: all of them. Throws
  // Stop when the watch asks for it: points that are read again take some hundredths of a second each.
  SweepRuns(const SweepPlan& plan, const RunWatch& watch, std::vector<std::uint64_t> part = {});

  // What blocks hold of it. A damaged block is told and left out. Throws OutputError.
  void take_up(const std::vector<std::filesystem::path>& blocks, const RunWatch& watch);

  // In the design, of one of made().points().
  [[nodiscard]] std::uint64_t number_of(std::size_t point) const {
    return part_.empty() ? point : part_[point];
  }
  // By factor, as --set takes it.
  [[nodiscard]] std::vector<std::string> values(std::size_t point) const {
    return points_.values(number_of(point));
  }
  [[nodiscard]] const PointScenarios& scenarios() const { return scenarios_; }
  // What the merged file says besides numbers.
  [[nodiscard]] const ResultRecord& record() const { return record_; }
  // Fingerprint of the shape that the runs of all points have: whose blocks may lie in one folder.
  [[nodiscard]] std::uint64_t shape() const { return shape_; }
  [[nodiscard]] MadeRuns& made() { return made_; }
  [[nodiscard]] const MadeRuns& made() const { return made_; }
  [[nodiscard]] std::uint32_t replicates() const {
    return static_cast<std::uint32_t>(record_.layout.replicates);
  }

 private:
  DesignPoints points_;
  PointScenarios scenarios_;
  std::vector<std::uint64_t> part_;
  ResultRecord record_;
  std::uint64_t shape_;
  MadeRuns made_;
};

}  // namespace waterbed
