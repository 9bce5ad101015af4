// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/tally/displacement.hpp"
#include "sim/tally/fates.hpp"
#include "sim/tally/results.hpp"

// The displacement accounts of all pairs of arms of one replicate, while the arms run side by side. What
// became of a week's consignments is compared once the last of their lots has ended in every arm, so only few
// weeks are held at a time. Counting changes nothing in the states.
namespace waterbed {

class PairTally {
 public:
  struct Pair {
    std::size_t reference;  // arms
    std::size_t arm;
    std::vector<bool> touched;  // by route: whether it is in R
  };

  PairTally(const World& world, const AccountsTime& time, const std::vector<Pair>& pairs, std::size_t arms,
            const AxisLengths& lengths);

  // Notes what `state` says of the week; call for every arm that runs.
  void count(std::size_t arm, const State& state, Week week);
  // The run of an arm failed: its pairs come to nothing.
  void drop(std::size_t arm);
  // Compares the weeks that have ended; call when all arms have been counted.
  void settle();
  // Compares what is left, still under way. By pair; call last.
  [[nodiscard]] std::vector<PairResult> finish();

 private:
  struct Kept {
    std::size_t reference;
    std::size_t arm;
    std::optional<Displacement> accounts;  // none: a run failed
  };

  void settle_oldest_week();

  const World& world_;
  std::vector<std::optional<ArmFates>> fates_;  // by arm; none: in no pair, or failed
  std::vector<Kept> pairs_;
};

}  // namespace waterbed
