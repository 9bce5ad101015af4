// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/jobs/sweep_plan.hpp"

// Makes the scenario of any point of a design from what was read once: to read a scenario again for each of a
// million points would take longer than to run it. prepare() is its twin, and what the two give is the same.
namespace waterbed {

class PointScenarios {
 public:
  // Reads the scenario with two numbers of each factor and sees what differs: a factor is quick where that is
  // the number alone, wherever it stands. `plan` has no mistakes and outlives this.
  explicit PointScenarios(const SweepPlan& plan);
  PointScenarios(const PointScenarios&) = delete;
  PointScenarios(PointScenarios&&) = delete;
  PointScenarios& operator=(const PointScenarios&) = delete;
  PointScenarios& operator=(PointScenarios&&) = delete;
  ~PointScenarios();

  // What prepare() gives for the options_at() these values, by factor; the record of a point that was not
  // read again lacks the files, and says of a factor's value that it was given as another one was. From any
  // thread.
  [[nodiscard]] Prepared at(const std::vector<std::string>& values) const;

  // The fingerprint of the point's record, without making the point where all factors are quick. Whatever
  // makes a point impossible need not be seen here. From any thread.
  [[nodiscard]] std::uint64_t question(const std::vector<std::string>& values) const;

  // The same of a point that was read again: another one where the scenario was changed meanwhile.
  [[nodiscard]] std::uint64_t question_of(const Prepared& point,
                                          const std::vector<std::string>& values) const;

  // Whether no point of the design is read from the disk again, but those that have mistakes, for their
  // words.
  [[nodiscard]] bool is_quick() const { return is_quick_; }

 private:
  class Quick;

  [[nodiscard]] Prepared read_again(const std::vector<std::string>& values) const;

  const SweepPlan& plan_;
  std::unique_ptr<const Quick> quick_;  // null: every point is read again
  bool is_quick_;
};

}  // namespace waterbed
