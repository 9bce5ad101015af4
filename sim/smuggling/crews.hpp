// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/smuggling/labour_market.hpp"

// Pick-up crews, who take lots out of a port, shared by all organisations: no lot of their methods is shipped
// without one. For each lot that comes to extraction a few of them go in, and each may be arrested; the young
// and those who do it for the first time are caught more easily. Where being there is no offence of its own,
// nearly all come back soon; where it is, most are detained, and some of the experienced stop for fear of it.
// Recruits are first-timers, some of them minors, so an offence first takes people away and later leaves
// crews that are caught more often. Prevention lowers `refill` or `minors`. With time a first-timer, minor or
// not, becomes experienced, and is then counted as neither.
//
// Start: adds the pools; nobody in them is a first-timer yet. Phase Direct, step `open_crews`: sets this
// week's terms. Phase Settle, step `arrest_crews`: reads lots served (control_lots). Phase Renew, step
// `refill_crews`. All read and write labour. Draws, by pool, week, group: "crews.arrests", "crews.detained";
// by pool, week: "crews.quits", "crews.stops", "crews.minors", "crews.experience". Source: the Dutch offence
// of 2022 (art. 138aa Sr) is what `detained` stands for; all numbers are assumptions: wage 5000 EUR a lot
// (1000 to 10000), three to a crew (2 to 6), .02 arrested (.005 to .1), first-timers 1.5 times as often (1 to
// 3), detained .1 without such a law (0 to .3) and .7 with it (.4 to .9), a quarter minors (.1 to .5).
namespace waterbed {

struct CrewParams {
  PoolTerms terms{.wage = Euros{5000}, .lowest_wage = Euros{500}};
  Number people{100};
  Number crew_size{3};
  Probability arrested{0.02};
  Number first_timer_factor{1.5};
  Share detained{0.1};
  Probability quit{0.01};
  Share minors{0.25};
  Weeks experience{26};

  [[nodiscard]] static LabourKind labour_kind() { return LabourKind::crew; }
  void describe(FieldVisitor& fields);
};

[[nodiscard]] Mechanism crews_mechanism();

}  // namespace waterbed
