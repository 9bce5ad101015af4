// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/week/step.hpp"

// Investigations work on organisations, not on lots: they dismantle one with some chance a week, or by
// following a seizure back to whose it was. A cracked messenger is a shock that raises the chance, a joint
// team a measure that does; customs data shared with police lets more seizures be followed. Whoever is
// dismantled plans nothing; its members may regroup, with what confiscation left of the working capital.
// Where money is not limited, capital stands for activity: a regrouped organisation plans so much less.
// Stricter detention is a measure that lowers the share that regroups. Investigators know of a find when it
// is made, however late it is written down. Nobody takes the place of who is gone: there is no entry of
// organisations yet. Source: MODEL, "Investigation"; all numbers are assumptions.
//
// Phase Renew. Reads endings, effective; writes organisations.activity, left, wakes,
// dismantled, money. What was under way stays so.
// Draws: "investigation" by organisation and week: one word whether, one whether members regroup, two when;
// "investigation.seizure" by organisation, week of the plan, consignment and lot, likewise.
namespace waterbed {

struct InvestigationParams {
  std::string title;
  std::vector<std::string> homes;   // empty: all
  std::vector<std::string> places;  // empty: all
  Probability hazard{0};
  Probability per_seizure{0};
  Share customs_data{0.3};

  void describe(FieldVisitor& fields);
};

struct DismantlingParams {
  Share regroup_share{0.7};
  Weeks regroup_mean{26};
  Share confiscated{0.3};
  Weeks recovery_half_life{52};

  void describe(FieldVisitor& fields);
};

[[nodiscard]] Mechanism investigation_mechanism();

}  // namespace waterbed
