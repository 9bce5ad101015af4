// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>  // abs
#include <limits>
#include <vector>

#include "sim/base/alternative_noise.hpp"
#include "sim/base/check.hpp"
#include "sim/smuggling/bound_table.hpp"
#include "sim/smuggling/offers.hpp"

// Which alternative of a consignment has the largest key v_j + nu (g_j + ln Z_n): the contest of its routes.
// Exact keys decide, in double, ties by the smaller hash; they are only taken where bounds do not tell. Phase
// Plan, called by the choice. Source: MODEL, "Choice" and "Same luck".
namespace waterbed {

// An alternative with its utility and its noise.
class Contender {
 public:
  static constexpr std::size_t nothing = std::numeric_limits<std::size_t>::max();

  // Loses against every other.
  Contender() = default;
  // The key is utility + scale (noise of `word` + shift).
  Contender(float utility, double scale, double shift, std::uint32_t word, std::uint32_t hash)
      : utility_(utility), scale_(scale), shift_(shift), word_(word), hash_(hash) {
    const NoiseBounds noise = noise_bounds(word);
    constexpr double rounding = 1e-9;
    const double size = utility < 0.0F ? -static_cast<double>(utility) : static_cast<double>(utility);
    const double margin = rounding * (1.0 + size + scale * (shift < 0.0 ? -shift : shift));
    low_ = with_noise(noise.low) - margin;
    high_ = with_noise(noise.high) + margin;
  }

  [[nodiscard]] bool is_better_than(const Contender& other) const {
    if (low_ > other.high_) return true;
    if (high_ < other.low_) return false;
    const double mine = key();
    const double others = other.key();
    return mine > others || (mine == others && hash_ < other.hash_);
  }

  [[nodiscard]] double key() const { return with_noise(gumbel_noise(word_)); }
  [[nodiscard]] double at_least() const { return low_; }
  [[nodiscard]] std::uint32_t hash() const { return hash_; }

  std::size_t route = nothing;  // or not to ship
  BestOffer offer{};            // of the route, without the insider's wage

 private:
  [[nodiscard]] double with_noise(double noise) const {
    return static_cast<double>(utility_) + scale_ * (noise + shift_);
  }

  float utility_ = -std::numeric_limits<float>::infinity();
  double scale_ = 1.0;
  double shift_ = 0.0;
  double low_ = -std::numeric_limits<double>::infinity();
  double high_ = -std::numeric_limits<double>::infinity();
  std::uint32_t word_ = 0;
  std::uint32_t hash_ = 0;
};

// What a week offers all consignments of an organisation, by route.
struct RoutesOnOffer {
  const RouteTerms& terms;
  const ValueCoefficients& coefficients;
  const Survival& survival;
  const std::vector<std::uint32_t>& hash;
  const std::vector<float>* contact_cost = nullptr;  // EUR to pay before the route can be used; null: nothing
};

// One consignment before the routes of one nest.
struct NestQuery {
  std::size_t begin;
  std::size_t end;
  Load load;
  std::uint32_t key[2];  // k0, k1 of the consignment's draw
  float nest_utility;    // what the entry place adds: inertia, distance from home
  double log_stable;     // ln Z_n of the nest; 0 for nu = 1
};

// A route with its bound, and what its nest adds.
struct Promise {
  float bound = 2 * closed_bound;
  Index route = none;
  float nest_utility = 0.0F;
  double log_stable = 0.0;
};

// The two routes with the largest bounds of all nests that were looked at, and what the others can reach.
struct Favourites {
  Promise first;
  Promise second;
  float third = 2 * closed_bound;
  float margin = 0.0F;  // of rounding, for all of them

  void add(const Promise& promise) {
    if (promise.bound > first.bound) {
      third = second.bound;
      second = first;
      first = promise;
    } else if (promise.bound > second.bound) {
      third = second.bound;
      second = promise;
    } else {
      third = std::max(third, promise.bound);
    }
  }
};

[[nodiscard]] constexpr bool is_open(float bound) {
  return bound > 0.5F * closed_bound;
}

// Routes of one nest that are bounded together, at most most_bounds.
struct RouteBlock {
  BoundRoutes routes;
  std::size_t begin;  // the first
  std::size_t nest;   // number
};

// Puts a route of the nest in the place of `best` (so far, of other nests) if it is better, every key taken
// exactly. This is what is meant; choose_by_bounds gives the same, faster. `pull` by route: -infinity where
// closed.
void choose_by_all_keys(const RoutesOnOffer& offers, const std::vector<float>& pull, const NestQuery& query,
                        Contender& best);

// How keys are bounded. `base` is by route, that of the table or with more routes closed.
struct Bounding {
  const ChoiceLoops& loops;
  const BoundTable& table;
  const std::vector<float>& base;
};

// The same by bounds: only routes whose bound reaches what the best has at least are looked at, the most
// promising first. Returns how many.
std::size_t choose_by_bounds(const RoutesOnOffer& offers, const Bounding& bounding, const NestQuery& query,
                             Contender& best);

[[nodiscard]] inline BoundQuery bound_query_of(const NestQuery& query, const BoundTable& table) {
  const float shift = query.nest_utility + table.noise_scale * static_cast<float>(query.log_stable);
  return {
      1.0F / query.load.kilograms, table.arrest_cost, table.noise_scale, shift, {query.key[0], query.key[1]}};
}

// Adds some routes of the nest that the consignment stands before.
inline void look_for_favourites(const RouteBlock& block, const Bounding& bounding, const NestQuery& query,
                                Favourites& favourites) {
  const BoundQuery bound_query = bound_query_of(query, bounding.table);
  const Leaders leaders = bounding.loops.lead(block.routes, bound_query);
  WATERBED_CHECK(!leaders.has_no_number);
  const auto add = [&](float bound) {
    favourites.add({bound, index_of(block.begin + position_of(bound)), query.nest_utility, query.log_stable});
  };
  add(leaders.first);
  add(leaders.second);
  favourites.third = std::max(favourites.third, leaders.third);
  favourites.margin =
      std::max(favourites.margin, bounding.table.margin(bound_query.inverse_kilograms, bound_query.shift));
}

// A route with its utility and its noise. Inlined, so that it is made in registers: a copy of what was just
// written in pieces makes processors wait. `pull` is that of the route.
WATERBED_INLINE Contender contender_of(std::size_t route, const Believed& believed,
                                       const RoutesOnOffer& offers, const NestQuery& query, float pull) {
  Load load = query.load;
  if (offers.contact_cost != nullptr) load.contact_cost = (*offers.contact_cost)[route] / load.kilograms;
  const BestOffer offer = best_offer(offers.terms, believed, route, offers.coefficients, load);
  const float utility = offers.coefficients.theta * offer.value.value + (pull + query.nest_utility);
  const std::uint32_t hash = offers.hash[route];
  Contender contender(utility, offers.coefficients.nest_scale, query.log_stable,
                      alternative_word(hash, query.key), hash);
  contender.route = route;
  contender.offer = offer;
  return contender;
}

// What a bound must reach for its key to be better than one that is at least `low`. A packed bound is off by
// packed_error of itself, and in size no bound in question is larger than `low` or the largest, and the
// margin.
WATERBED_INLINE float needed_bound(float largest, float margin, double low_key) {
  constexpr float open = 0.5F * closed_bound;
  const auto low = static_cast<float>(low_key);
  if (low < open) return open;
  const float packing = packed_error * (std::max(std::abs(largest), std::abs(low)) + margin);
  constexpr float rounding = 1e-6F;  // of `low`
  return low - (margin + packing + rounding * std::abs(low));
}

WATERBED_INLINE float needed_bound(const Favourites& favourites, double low_key) {
  return needed_bound(favourites.first.bound, favourites.margin, low_key);
}

}  // namespace waterbed
