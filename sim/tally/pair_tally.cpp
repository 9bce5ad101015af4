// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/pair_tally.hpp"

#include <algorithm>
#include <numeric>

namespace waterbed {

PairTally::PairTally(const World& world, const AccountsTime& time, const std::vector<Pair>& pairs,
                     std::size_t arms, const AxisLengths& lengths)
    : world_(world), strand_of_(arms), fates_(arms) {
  std::iota(strand_of_.begin(), strand_of_.end(), std::size_t{0});
  for (const Pair& pair : pairs) {
    for (const std::size_t arm : {pair.reference, pair.arm})
      if (!fates_[arm]) fates_[arm].emplace(time.start);
    pairs_.push_back({pair.reference, pair.arm, Displacement(world, time, pair.touched, lengths)});
  }
}

void PairTally::regroup(const std::vector<std::size_t>& strand_of) {
  std::vector<std::optional<ArmFates>> fates(fates_.size());
  for (const Kept& pair : pairs_)
    for (const std::size_t arm : {pair.reference, pair.arm})
      if (!fates[strand_of[arm]]) fates[strand_of[arm]] = fates_[strand_of_[arm]];
  fates_ = std::move(fates);
  strand_of_ = strand_of;
}

void PairTally::count(std::size_t strand, const State& state, Week week) {
  if (!fates_[strand]) return;
  fates_[strand]->note(world_, state, week);
  for (Kept& pair : pairs_) {
    if (!pair.accounts) continue;
    if (strand_of_[pair.reference] == strand) pair.accounts->count_landed(Displacement::Side::a, state);
    if (strand_of_[pair.arm] == strand) pair.accounts->count_landed(Displacement::Side::b, state);
  }
}

void PairTally::drop(std::size_t arm) {
  fates_[strand_of_[arm]].reset();
  for (Kept& pair : pairs_)
    if (pair.reference == arm || pair.arm == arm) pair.accounts.reset();
}

void PairTally::settle() {
  const auto is_settled = [](const std::optional<ArmFates>& fates) {
    return !fates || fates->has_settled_week();
  };
  const auto is_kept = [](const std::optional<ArmFates>& fates) { return fates.has_value(); };
  while (std::any_of(fates_.begin(), fates_.end(), is_kept) &&
         std::all_of(fates_.begin(), fates_.end(), is_settled))
    settle_oldest_week();
}

void PairTally::settle_oldest_week() {
  for (Kept& pair : pairs_)
    if (pair.accounts) pair.accounts->settle(oldest_week(pair.reference), oldest_week(pair.arm));
  for (std::optional<ArmFates>& fates : fates_)
    if (fates) fates->let_go();
}

std::vector<PairResult> PairTally::finish() {
  const auto has_weeks = [](const std::optional<ArmFates>& fates) {
    return fates && !fates->weeks().empty();
  };
  while (std::any_of(fates_.begin(), fates_.end(), has_weeks)) settle_oldest_week();
  std::vector<PairResult> results;
  for (Kept& pair : pairs_)
    results.push_back({pair.accounts ? pair.accounts->finish() : std::vector<std::vector<std::int64_t>>{}});
  return results;
}

}  // namespace waterbed
