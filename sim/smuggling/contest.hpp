// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include "sim/base/alternative_noise.hpp"
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

}  // namespace waterbed
