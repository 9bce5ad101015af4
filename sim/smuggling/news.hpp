// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/world/state.hpp"

// What the papers say of seizures, as all organisations read it: recorded lots of a place and method in the
// last 4 weeks against the last 52. More traffic is read as more risk; that is how news is biased. Source:
// MODEL, "News".
namespace waterbed {

// Counts to add to every memory, by place-method.
struct News {
  std::vector<float> lost;    // w min(.9, s_prior min(3, x4 / x52))
  std::vector<float> passed;  // w (1 - the same)
};

// x4 and x52 are recorded lots a week, over the weeks that have been so far. Where nothing was recorded in 52
// weeks there is no news: the ratio is taken as 1, which confirms the prior.
[[nodiscard]] News news_of_week(const World& world, const State& state, double weight, Week week);

}  // namespace waterbed
