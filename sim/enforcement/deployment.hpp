// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "sim/week/step.hpp"

// Where an agency sends the capacity of an instrument in a week, by its rule and what it believes.
// Source: MODEL, "Directing capacity"; thompson: Thompson (1933), doi:10.1093/biomet/25.3-4.285.
namespace waterbed {

struct Deployment {
  std::string_view instrument;
  std::string_view agency;
  double capacity;  // units a week, before the agency's budget
};

// Believed hit rates of `strata`, of one stream, by the agency and its partners.
[[nodiscard]] std::vector<double> believed_hit_rates(std::string_view agency,
                                                     const std::vector<std::size_t>& strata,
                                                     const World& world, const State& state);

// Units a week sent to each of `strata`. Phase Direct. Reads effective, hit_rates, budgets.
// Draws: "deployment.random" and "deployment.thompson", by instrument (hash of its name), week, stratum.
[[nodiscard]] std::vector<double> deploy(const Deployment& deployment, const std::vector<std::size_t>& strata,
                                         const World& world, const State& state, Week week);

}  // namespace waterbed
