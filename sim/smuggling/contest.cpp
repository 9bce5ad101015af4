// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/contest.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace waterbed {
namespace {

Contender contender(std::size_t route, const RoutesOnOffer& offers, const NestQuery& query, float pull) {
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
    const Leader leader = bounding_.bounds(
        table.routes(begin, end, bounding_.base, offers_.survival.plain, offers_.survival.hired), bound_query,
        bounds_.data());
    const float margin = table.margin(inverse_kilograms, shift);
    if (!reaches(leader.bound, margin, best)) return;
    challenge(begin + leader.route, best);
    if (!reaches(leader.second, margin, best)) return;
    for (std::size_t offset = 0; offset < end - begin; ++offset)
      if (offset != leader.route && reaches(bounds_[offset], margin, best)) challenge(begin + offset, best);
  }

 private:
  static bool reaches(float bound, float margin, const Contender& best) {
    if (bound < 0.5F * closed_bound) return false;
    const double packing = static_cast<double>(packed_error * std::abs(bound));
    return static_cast<double>(bound) + packing + static_cast<double>(margin) >= best.at_least();
  }

  void challenge(std::size_t route, Contender& best) const {
    const Contender next = contender(route, offers_, query_, offers_.terms.pull[route]);
    if (next.is_better_than(best)) best = next;
  }

  const RoutesOnOffer& offers_;
  const Bounding& bounding_;
  const NestQuery& query_;
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

void choose_by_bounds(const RoutesOnOffer& offers, const Bounding& bounding, const NestQuery& query,
                      Contender& best) {
  Block block(offers, bounding, query);
  for (std::size_t begin = query.begin; begin < query.end; begin += most_bounds)
    block.search(begin, std::min(begin + most_bounds, query.end), best);
}

}  // namespace waterbed
