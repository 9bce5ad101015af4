// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/smuggling/choice_loops.hpp"
#include "sim/smuggling/news.hpp"
#include "sim/week/step.hpp"

// What organisations believe about being caught: counts of lots lost and passed at sources, transits and
// place-methods, with forgetting, own experience, that of ties, and news.
// Source: MODEL, "Beliefs". A stage that was tried is credited in the week its outcome is known, to what
// could have caused it; the inland risk is common knowledge.
//
// Insiders, if there are any to ask, tell an organisation the truth of the week in which it plans, whatever
// the rule.
//
// Start: the prior. Phase Plan, called by the choice: reads beliefs, controls, effective. Phase Learn: reads
// experiences, recorded_lots, controls; writes beliefs.
// Draws: "beliefs.insider" by organisation, week, place: whether it has an insider to ask there.
namespace waterbed {

enum class BeliefRule {
  learned,  // from experience
  frozen,   // the prior, for ever
  known,    // this week's truth at entry and extraction, the prior elsewhere
  averaged  // at entry and extraction the truth of past weeks, averaged, the same for all; begins at the
            // prior
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
  NewsRule news = NewsRule::ratio;
  Probability insider_information{0};  // acc; the model's .7 where insiders are part of a scenario
  Share averaging_weight{0.2};         // of the week's truth, rule `averaged`
  Number spill{1};

  void describe(FieldVisitor& fields);
};

// The chance that a small lot passes all stages by one route, as believed.
struct Believed {
  float plain;
  float hired;  // with an insider's help; 0 where nobody can be hired
};

// The chance that a small lot passes all stages, by route; behind the last route there is the padding that
// bounds of keys need.
struct Survival {
  std::vector<float> plain;
  std::vector<float> hired;      // with an insider's help; empty where nobody can be hired
  std::vector<float> slot_pass;  // working room: the chance to pass each slot of the beliefs
  std::vector<float> leg_pass;   // working room: the chance to get to the entry place and behind it, by leg

  [[nodiscard]] Believed of(std::size_t route) const {
    return {plain[route], hired.empty() ? 0.0F : hired[route]};
  }
};

// What organisations believe in a week. How much of the loss at a lane an insider averts, in proportion, is
// believed by all alike: it follows the truth as fast as they forget.
class BeliefsOfWeek {
 public:
  BeliefsOfWeek(const World& world, const State& state, Week week);

  // What `fill` writes into.
  [[nodiscard]] Survival room() const;
  // As the organisation believes.
  void fill(Index organisation, Survival& survival) const;

 private:
  // What is believed of crossings whose origins are told apart.
  void fill_crossings(const float* lost, const float* passed, std::vector<float>& slot_pass) const;

  const World& world_;
  const State& state_;
  Week week_;
  const BeliefParams& params_;
  const ChoiceLoops& loops_;
  bool is_by_slots_;  // at the lane all believe what they remember, or the prior, and nobody can be hired
  float inland_pass_;
  // Prior and what all have heard, by slot, in the unit of what organisations remember.
  std::vector<float> common_lost_;
  std::vector<float> common_passed_;
};

// The same before any experience.
void fill_prior_survival(const World& world, const State& state, Survival& survival);

[[nodiscard]] Mechanism beliefs_mechanism();

}  // namespace waterbed
