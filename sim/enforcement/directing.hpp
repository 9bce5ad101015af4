// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

// Ways to spread a weekly capacity over strata. Everywhere `legal_units` is what there is to examine in each
// stratum, units a week, and no stratum gets more; all arrays are by stratum. What does not fit anywhere is
// not used.
namespace waterbed {

// In proportion to `weight`; what does not fit goes to the others. Zero weights get nothing.
[[nodiscard]] std::vector<double> direct_by_weight(double capacity, const std::vector<double>& legal_units,
                                                   const std::vector<double>& weight);

// Whole strata, the highest priority first, the last one in part; equal priorities by rising hash of the
// strata's names, which are all different, so that their order in the scenario means nothing.
[[nodiscard]] std::vector<double> direct_by_priority(double capacity, const std::vector<double>& legal_units,
                                                     const std::vector<double>& priority,
                                                     const std::vector<std::uint32_t>& names);

// What strata are worth to those who use them.
struct StratumValues {
  std::vector<double> value;        // V, at least 0
  std::vector<double> sensitivity;  // chance that an examined load is recognised, above 0
};

// What is left to gain, V (1 - sensitivity x), made equal over examined strata and higher than in all others:
// the inspector's equilibrium share x of an inspection game in which only the goods are lost.
// Source: MODEL section 4; for inspection games Avenhaus, von Stengel & Zamir (2002).
[[nodiscard]] std::vector<double> direct_by_waterfill(double capacity, const std::vector<double>& legal_units,
                                                      const StratumValues& values);

// The same with errors: x is proportional to exp(rate V (1 - sensitivity x) / mean V), the mean weighted by
// legal units. Rate 0 spreads by legal units, a high one comes to waterfill. A logit quantal response:
// McKelvey & Palfrey (1995), doi:10.1006/game.1995.1023. Solved to 1e-12 of the shares.
[[nodiscard]] std::vector<double> direct_by_quantal_response(double capacity,
                                                             const std::vector<double>& legal_units,
                                                             const StratumValues& values, double rate);

}  // namespace waterbed
