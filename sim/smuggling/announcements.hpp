// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/week/step.hpp"

// What authorities say beforehand of a control that is to come. In each week in which `lots` is above 0 every
// organisation adds lots x credibility lots to its memory of the named places and methods, of which the
// announced rate was lost: belief moves before the control does, and goes back if nothing follows. A measure
// that is announced is two measures of the scenario: one that sets `lots` for one week, and the control
// itself. Source: MODEL, "Beliefs", announced measure. What is said in a week enters the plans of the next.
//
// Phase Learn, after learn_beliefs, so that it is not forgotten in the week it is said. Reads effective;
// writes beliefs under the rule `learned` alone: other rules do not learn. No draws. Numbers: 10 lots (n_ann)
// and credibility .5 in the model; `lots` is 0 until a measure says otherwise.
namespace waterbed {

struct AnnouncementParams {
  std::vector<std::string> places;   // empty: all
  std::vector<std::string> methods;  // empty: all
  Probability rate;
  Number lots{0};
  Probability credibility{0.5};

  void describe(FieldVisitor& fields);
};

[[nodiscard]] Mechanism announcements_mechanism();

}  // namespace waterbed
