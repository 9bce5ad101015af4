// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sim/week/step.hpp"

// The enforcement agents: how they spread capacity over strata and what they remember of their finds.
// Source: MODEL, "Directing capacity".
namespace waterbed {

enum class DirectingRule {
  fixed,         // the same share of legal units in every stratum
  proportional,  // to legal units times the believed hit rate
  greedy,        // whole strata, the highest believed hit rate first, but for a share that explores
  thompson,      // whole strata, the highest first of hit rates drawn from what is believed
  random,        // whole strata in an order drawn every week
  waterfill      // what stays worth finding, value x (1 - sensitivity x share), is equal where it looks
};

struct AgencyParams {
  std::string title;
  DirectingRule rule = DirectingRule::proportional;
  Probability prior_hit_rate{0.001};  // h0
  Number prior_units{1000};           // n0
  Weeks half_life{52};
  Share explore{0.1};
  Number response_rate{0};      // 0: waterfill without errors
  Number budget_elasticity{0};  // r_b

  void describe(FieldVisitor& fields);
};

// The parameters in force of the agency of this name, which exists.
[[nodiscard]] const AgencyParams& agency_named(std::string_view name, const State& state);

// Believed chance that an examined unit of the stratum holds a load: (h0 n0 + hits) / (n0 + examined).
[[nodiscard]] double believed_hit_rate(const AgencyParams& agency, double hits, double examined_units);

// Every agency forgets at its own pace and adds what it examined and found by examining this week, by
// stratum. Phase Learn. Reads endings, controls; writes hit_rates. Draws: "agencies.finder" by organisation,
// week of the plan, consignment and lot: one word whether examining found a lot at entry, one which agency
// did.
[[nodiscard]] Mechanism agencies_mechanism();

}  // namespace waterbed
