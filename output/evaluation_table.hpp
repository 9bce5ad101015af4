// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/pair_accounts.hpp"
#include "output/table.hpp"
#include "sim/stats/interval.hpp"

// What seizures would have told: what an evaluator makes of recorded seizures of arm B alone, two and a half
// years before the measures and after, while they are in force, as in published evaluations; beside what is
// true.
namespace waterbed {

// One estimator, in every replicate that gives a value.
struct Evaluated {
  // before_after_change, weighted_displacement_quotient, offset, relative_net_effect, total_net_effect
  std::string key;
  std::string text;  // for people
  int decimals;
  Sample recorded;  // from recorded seizures of arm B
  std::optional<double> recorded_median;
  std::optional<stats::Bounds> recorded_range;  // of 95 % of the replicates; missing below two
  std::optional<double> flows_median;           // the same estimator from what landed in arm B
  // B against A in the same weeks, all places, ratio of means over replicates; missing for tonnes, as those
  // seized do not compare with those landed.
  std::optional<double> truth;
  // Of replicates that give a value: sign other than that of the truth.
  std::optional<double> wrong_sign_share;
  double told_share;  // of replicates: give a value
};

struct Evaluation {
  std::string control;  // title of the control place
  std::int64_t weeks_before = 0;
  std::int64_t weeks_after = 0;
  std::vector<Evaluated> estimators;
  std::string why_none;  // a sentence, where nothing can be evaluated
};

// `control`: name of the control place, empty for the untouched entry place farthest from R that has recorded
// seizures before and after in every replicate. Throws OutputError if it is no untouched entry place.
[[nodiscard]] Evaluation evaluate(const PairAccounts& accounts, const std::string& control);

// `seizures`: the median over replicates, the range of 95 % of them, the same from true flows, the truth, the
// bias, and how often the sign is wrong. Its rows are named as the estimators.
[[nodiscard]] Table evaluation_table(const Evaluation& evaluation);

}  // namespace waterbed
