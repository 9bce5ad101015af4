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

  // From the next week on, arms of one number in `strand_of` (by arm; that of one of them) are one run and
  // counted once, by that number. At first each is by itself. Arms that are joined must not have differed.
  void regroup(const std::vector<std::size_t>& strand_of);
  // Notes what `state` says of the week; call for every strand that runs.
  void count(std::size_t strand, const State& state, Week week);
  // The run of an arm failed, as that of all arms of its strand: its pairs come to nothing.
  void drop(std::size_t arm);
  // Compares the weeks that have ended; call when all strands have been counted.
  void settle();
  // Compares what is left, still under way. By pair; call last.
  [[nodiscard]] std::vector<PairResult> finish();

 private:
  struct Kept {
    std::size_t reference;
    std::size_t arm;
    std::optional<Displacement> accounts;  // none: a run failed
  };

  [[nodiscard]] const WeekOfFates& oldest_week(std::size_t arm) const {
    return fates_[strand_of_[arm]]->weeks().front();
  }
  void settle_oldest_week();

  const World& world_;
  std::vector<std::size_t> strand_of_;          // by arm
  std::vector<std::optional<ArmFates>> fates_;  // by strand; none: without arms in a pair, or failed
  std::vector<Kept> pairs_;
};

}  // namespace waterbed
