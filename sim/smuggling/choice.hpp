// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/smuggling/premium.hpp"
#include "sim/week/step.hpp"

// The choice of a route, or not to ship: a nested logit with entry places as nests, sampled by keyed noise so
// that every alternative keeps its luck in every arm. Source: MODEL, "Choice"; McFadden (1978) for the nested
// logit as a generalised extreme value model; the positive stable representation follows Kanter (1975).
//
// Start: v_0, the value of not shipping. Phase Plan: reads consignments, beliefs, route_terms, organisations;
// writes the consignments' route and lots.
// Draws: "choice" by organisation, week of the plan, k, weeks waited: two words for the routes' noise, one
// for willingness, and of the week of the plan one for splitting; "choice.nest/PLACE" likewise: the nest's
// positive stable variable.
namespace waterbed {

enum class OutsideRule {
  share,  // v_0 such that the share p0 is not shipped at prior beliefs and the prices of the start
  value,  // v_0 is given
  shut,   // everything is shipped
  // A route is chosen without an outside option, then shipped with chance min(1, s_w / s), s the believed
  // loss of a lot as it would go. What is planned is then the attempted flow: no share p0 is added to it.
  willingness
};
enum class SplittingRule { risk, off };

struct ChoiceParams {
  KilogramsPerEuro theta{1.0 / 3000};  // range 1/10000 to 1/500
  Number nu{0.5};
  Number eta{0.5};
  Number gamma{1};             // range .5 to 1.5
  Per1000Kilometres omega{2};  // range 0 to 5
  OutsideRule outside = OutsideRule::share;
  Share outside_share{0.10};  // p0, range .02 to .30
  Number outside_value{0};
  Weeks patience{0};                   // range 0 to 13, an assumption (waiting.hpp)
  Probability willingness_loss{0.25};  // s_w
  SplittingRule splitting = SplittingRule::risk;
  Euros arrest_loss{50000};
  PremiumKind premium = PremiumKind::neutral;
  EurosPerKilogram premium_threshold_cost{2000};  // c0
  Probability premium_threshold_loss{0.43};       // s_p
  Number premium_salience_discount{0.7};          // delta, from the source named in premium.hpp

  void describe(FieldVisitor& fields);
};

// Whole weeks for which a consignment that nobody wants to ship is decided again.
[[nodiscard]] std::int32_t patience_weeks(const ChoiceParams& params);

// The share that is planned and never shipped at the start: p0 in each week in which it is decided, or 0
// under other rules than `share`.
[[nodiscard]] double prior_outside_share(const ChoiceParams& params);

[[nodiscard]] Mechanism choice_mechanism();

}  // namespace waterbed
