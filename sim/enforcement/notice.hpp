// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// Time between the announcement of a control to the operator and the control itself: who hears of it can
// withdraw a load. Every day a share of the loads that would have been found is no longer there. At the level
// of policy: what notice costs, not how it is used.
//
// Parameters and a function only; instruments that examine legal units have `notice_days` and call it. No
// draws. gone_per_day .1 is an assumption (0 to .5): no published figure is known to us.
namespace waterbed {

struct NoticeParams {
  Share gone_per_day{0.1};

  void describe(FieldVisitor& fields) {
    fields.quantity("gone_per_day", gone_per_day, {0, 1},
                    "share of the loads due for a control that disappears on each day of notice");
  }
};

// Share of loads still there after `days` of notice: (1 - gone_per_day)^days.
[[nodiscard]] double still_there(double days, const State& state);

[[nodiscard]] Mechanism notice_mechanism();

}  // namespace waterbed
