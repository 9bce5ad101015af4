// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/contest.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/base/check.hpp"

namespace waterbed {
namespace {

// Inlined, so that it is made in registers: a copy of what was just written in pieces makes processors wait.
WATERBED_INLINE Contender contender(std::size_t route, const RoutesOnOffer& offers, const NestQuery& query,
                                    float pull) {
  Load load = query.load;
  if (offers.contact_cost != nullptr) load.contact_cost = (*offers.contact_cost)[route] / load.kilograms;
  const BestOffer offer = best_offer(offers.terms, offers.survival, route, offers.coefficients, load);
  const float utility = offers.coefficients.theta * offer.value.value + (pull + query.nest_utility);
  const std::uint32_t hash = offers.hash[route];
  Contender contender(utility, offers.coefficients.nest_scale, query.log_stable,
                      alternative_word(hash, query.key), hash);
  contender.route = route;
  contender.offer = offer;
  return contender;
}

// The routes of a nest that one call bounds.
class Block {
 public:
  Block(const RoutesOnOffer& offers, const Bounding& bounding, const NestQuery& query)
      : offers_(offers), bounding_(bounding), query_(query) {}

  void search(std::size_t begin, std::size_t end, Contender& best) {
    const BoundTable& table = bounding_.table;
    const float inverse_kilograms = 1.0F / query_.load.kilograms;
    const float shift = query_.nest_utility + table.noise_scale * static_cast<float>(query_.log_stable);
    const BoundQuery bound_query{
        inverse_kilograms, table.arrest_cost, table.noise_scale, shift, {query_.key[0], query_.key[1]}};
    const Leader leader = bounding_.loops.bound_keys(
        table.routes(begin, end, bounding_.base, offers_.survival.plain, offers_.survival.hired), bound_query,
        bounds_.data());
    WATERBED_CHECK(!leader.has_no_number);
    const float margin = table.margin(inverse_kilograms, shift);
    if (leader.bound < needed(leader, margin, best)) return;
    challenge(begin + leader.route, best);
    const float still_needed = needed(leader, margin, best);
    if (leader.second < still_needed) return;
    for (std::size_t offset = 0; offset < end - begin; ++offset)
      if (bounds_[offset] >= still_needed && offset != leader.route) challenge(begin + offset, best);
  }

  [[nodiscard]] std::size_t looked_at() const { return looked_at_; }

 private:
  // What a bound must reach for its key to be better than the best. A packed bound is off by packed_error of
  // itself, and no bound in question is larger than `low` or the leader's.
  static float needed(const Leader& leader, float margin, const Contender& best) {
    constexpr float open = 0.5F * closed_bound;
    const auto low = static_cast<float>(best.at_least());
    if (low < open) return open;
    const float packing = packed_error * std::max(std::abs(leader.bound), std::abs(low));
    constexpr float rounding = 1e-6F;  // of `low`
    return low - (margin + packing + rounding * std::abs(low));
  }

  void challenge(std::size_t route, Contender& best) {
    ++looked_at_;
    const Contender next = contender(route, offers_, query_, offers_.terms.pull[route]);
    if (next.is_better_than(best)) best = next;
  }

  const RoutesOnOffer& offers_;
  const Bounding& bounding_;
  const NestQuery& query_;
  std::size_t looked_at_ = 0;
  alignas(64) std::array<float, most_bounds + bound_padding> bounds_;
};

}  // namespace

void choose_by_all_keys(const RoutesOnOffer& offers, const std::vector<float>& pull, const NestQuery& query,
                        Contender& best) {
  for (std::size_t route = query.begin; route < query.end; ++route) {
    if (pull[route] == -std::numeric_limits<float>::infinity()) continue;
    const Contender next = contender(route, offers, query, pull[route]);
    const double key = next.key();
    const double best_key = best.key();
    if (key > best_key || (key == best_key && next.hash() < best.hash())) best = next;
  }
}

std::size_t choose_by_bounds(const RoutesOnOffer& offers, const Bounding& bounding, const NestQuery& query,
                             Contender& best) {
  Block block(offers, bounding, query);
  for (std::size_t begin = query.begin; begin < query.end; begin += most_bounds)
    block.search(begin, std::min(begin + most_bounds, query.end), best);
  return block.looked_at();
}

}  // namespace waterbed
