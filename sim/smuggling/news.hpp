// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/world/state.hpp"

// What the papers say of seizures, as all organisations read it: recorded lots of a place and method in the
// last 4 weeks against the last 52, or as a plain count. More traffic is read as more risk; that is how news
// is biased. Source: MODEL, "News".
namespace waterbed {

enum class NewsRule {
  ratio,  // a += w min(.9, s_prior min(3, x4 / x52)), b += w (1 - the same)
  raw     // a += w x this week's recorded lots, b += 0: finds are never set against what passed
};

struct NewsReading {
  NewsRule rule;
  double weight;  // w
};

// Counts to add to what all have heard, by place-method.
struct News {
  std::vector<float> lost;
  std::vector<float> passed;
};

// x4 and x52 are recorded lots a week, over the weeks that have been so far. Where nothing was recorded in 52
// weeks there is no news: the ratio is taken as 1, which confirms the prior.
[[nodiscard]] News news_of_week(const World& world, const State& state, NewsReading reading, Week week);

// Adds news to what all have heard. Where origins are told apart, news is of all of them.
void add_news(const World& world, const News& news, Beliefs& beliefs);

}  // namespace waterbed
