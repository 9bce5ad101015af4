// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "output/made_runs.hpp"
#include "output/result_record.hpp"
#include "sim/jobs/point_scenarios.hpp"
#include "sim/jobs/run_watch.hpp"

namespace waterbed {

// The points of a sweep, and which of their runs are made.
class SweepRuns {
 public:
  // The plan has no mistakes and outlives this. Throws Stop when the watch asks for it: points that are read
  // again take some hundredths of a second each.
  SweepRuns(const SweepPlan& plan, const RunWatch& watch);

  // What blocks hold of it. A damaged block is told and left out. Throws OutputError.
  void take_up(const std::vector<std::filesystem::path>& blocks, const RunWatch& watch);

  [[nodiscard]] const DesignPoints& points() const { return points_; }
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
  ResultRecord record_;
  std::uint64_t shape_;
  MadeRuns made_;
};

}  // namespace waterbed
