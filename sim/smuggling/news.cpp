// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/news.hpp"

#include <algorithm>

namespace waterbed {
namespace {

constexpr int recent_weeks = 4;

// Recorded lots of a place-method in the `weeks` weeks that end with `last`.
std::int64_t recorded(const World& world, const State& state, std::size_t pair, Week last, int weeks) {
  const std::size_t pairs = world.place_methods.size();
  std::int64_t sum = 0;
  for (int back = 0; back < weeks; ++back)
    sum += state.recorded_lots.by_week[RecordedLots::row(last - back) * pairs + pair];
  return sum;
}

}  // namespace

News news_of_week(const World& world, const State& state, NewsReading reading, Week week) {
  News news;
  const double weight = reading.weight;
  const int seen = state.recorded_lots.weeks_seen;
  const int recent = std::min(seen, recent_weeks);
  if (weight <= 0.0 || seen == 0) return news;
  for (std::size_t pair = 0; pair < world.place_methods.size(); ++pair) {
    // No record tells parts apart: each takes its share.
    const std::size_t whole = at(world.place_methods[pair].whole);
    const double share = world.place_methods[pair].share;
    if (reading.rule == NewsRule::raw) {
      news.lost.push_back(
          static_cast<float>(share * weight * static_cast<double>(recorded(world, state, whole, week, 1))));
      news.passed.push_back(0.0F);
      continue;
    }
    const auto in_recent = static_cast<double>(recorded(world, state, whole, week, recent));
    const auto in_year = static_cast<double>(recorded(world, state, whole, week, seen));
    const double ratio = in_year > 0.0 ? (in_recent / recent) / (in_year / seen) : 1.0;
    const double prior = state.beliefs.prior_loss[state.beliefs.first_place_method + pair];
    const double loss = std::min(0.9, prior * std::min(3.0, ratio));
    news.lost.push_back(static_cast<float>(share * weight * loss));
    news.passed.push_back(static_cast<float>(share * weight * (1.0 - loss)));
  }
  return news;
}

void add_news(const World& world, const News& news, Beliefs& beliefs) {
  for (std::size_t pair = 0; pair < news.lost.size(); ++pair) {
    beliefs.heard_lost[beliefs.first_place_method + pair] += news.lost[pair];
    beliefs.heard_passed[beliefs.first_place_method + pair] += news.passed[pair];
  }
  if (news.lost.empty() || beliefs.first_crossing == beliefs.slots) return;
  for (std::size_t crossing = 0; crossing < world.crossings.size(); ++crossing) {
    const std::size_t pair = at(world.crossings[crossing].place_method);
    beliefs.heard_lost[beliefs.first_crossing + crossing] += news.lost[pair];
    beliefs.heard_passed[beliefs.first_crossing + crossing] += news.passed[pair];
  }
}

}  // namespace waterbed
