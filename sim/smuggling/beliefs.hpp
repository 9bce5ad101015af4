// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/week/step.hpp"

// What organisations believe about being caught: counts of lots lost and passed at sources, transits and
// place-methods, with forgetting, own experience, that of ties, and news.
// Source: MODEL, "Beliefs". A stage that was tried is credited in the week its outcome is known, to what
// could have caused it; the inland risk is common knowledge.
//
// Start: the prior. Phase Learn: reads experiences, recorded_lots; writes beliefs. No draws.
namespace waterbed {

enum class BeliefRule {
  learned,  // from experience
  frozen,   // the prior, for ever
  known     // this week's truth at entry and extraction, the prior elsewhere
};
enum class PriorRule {
  mean_true_loss,  // at each kind of place the mean true loss at the start
  true_loss,       // each place's own true loss at the start
  given
};

struct BeliefParams {
  BeliefRule rule = BeliefRule::learned;
  PriorRule prior = PriorRule::mean_true_loss;
  Probability prior_mean{0.25};
  Number prior_strength{4};  // a0 + b0, range 2 to 20
  Weeks half_life{26};       // range 8 to 104
  Number tie_weight{0.3};    // sigma, range 0 to 1
  Number news_weight{0.1};   // w, range 0 to 0.5
  Number spill{1};

  void describe(FieldVisitor& fields);
};

// The organisation's chance, as it believes, that a small lot passes all stages, by route; `survival` has
// room for all routes, `pass` is working room (chances by slot).
void fill_survival(const World& world, const State& state, Index organisation, std::vector<float>& pass,
                   std::vector<float>& survival);

// The same before any experience.
void fill_prior_survival(const World& world, const State& state, std::vector<float>& survival);

[[nodiscard]] Mechanism beliefs_mechanism();

}  // namespace waterbed
