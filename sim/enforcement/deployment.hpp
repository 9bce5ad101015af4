// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "sim/week/step.hpp"

// Where an agency sends the capacity of an instrument in a week, by its rule and what it believes.
// Source: MODEL, "Directing capacity". What a stratum is worth is its believed hit rate times its parameter
// `worth`; agencies learn from all finds, recorded or not. thompson: Thompson (1933),
// doi:10.1093/biomet/25.3-4.285.
namespace waterbed {

struct Deployment {
  std::string_view instrument;
  std::string_view agency;
  double capacity;  // units a week, as the agency's budget allows
};

// Believed hit rates of `strata`, of one stream, by the agency and its partners.
[[nodiscard]] std::vector<double> believed_hit_rates(std::string_view agency,
                                                     const std::vector<std::size_t>& strata,
                                                     const World& world, const State& state);

// What the agency would expect to find if it examined all of `strata`: finds times their worth.
[[nodiscard]] double expected_worth(std::string_view agency, const std::vector<std::size_t>& strata,
                                    const World& world, const State& state);

// Units a week sent to each of `strata`. Phase Direct. Reads effective, hit_rates.
// Draws: "deployment.random" and "deployment.thompson", by instrument and stratum (hashes of their names) and
// week.
[[nodiscard]] std::vector<double> deploy(const Deployment& deployment, const std::vector<std::size_t>& strata,
                                         const World& world, const State& state, Week week);

}  // namespace waterbed
