// SPDX-License-Identifier: Apache-2.0
// lint: allow once: included once by each file that compiles it. Everything is inlined always (see math.hpp).
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/base/alternative_noise.hpp"
#include "sim/smuggling/choice_kernel.hpp"
#include "sim/smuggling/route_value.hpp"

namespace waterbed {
namespace {

constexpr std::size_t block_size = 64;  // routes a block: their bounds stay in the first-level cache

enum class Hiring { impossible, possible };

struct Block {
  float utility[block_size];
  float bound[block_size];  // at least the route's key
};

// An upper bound of a route's noise -ln E, E = -ln(1 - V) >= V, so of -ln V: from the bits of V as a float,
// whose exponent and mantissa, read as one number, are at most log2 V.
WATERBED_INLINE float gumbel_bound(std::uint32_t word) {
  const auto whole = static_cast<float>(static_cast<std::int32_t>(word >> 8U));  // V 2^24, rounded down
  const auto bits = static_cast<float>(std::bit_cast<std::int32_t>(whole));
  constexpr float ln2 = 0.693147181F;
  return ln2 * ((24.0F + 127.0F) - bits * 0x1p-23F);
}

template <PremiumKind kind, Hiring hiring>
WATERBED_INLINE void fill(const KernelRoutes& routes, const KernelCoefficients& coefficients,
                          const KernelConsignment& consignment, std::size_t begin, std::size_t count,
                          Block& block) {
  for (std::size_t offset = 0; offset < count; ++offset) {
    const std::size_t route = begin + offset;
    RouteOffer offer{routes.survival[route], routes.net_price[route], routes.unit_cost[route],
                     routes.lot_cost[route], routes.lot_cap[route]};
    if constexpr (kind == PremiumKind::cara) offer.risk_price = routes.risk_price[route];
    float value =
        route_value<kind>(offer, coefficients, consignment.kilograms, consignment.split_uniform).value;
    if constexpr (hiring == Hiring::possible) {
      offer.survival = routes.hired_survival[route];
      offer.lot_cost = routes.hired_cost[route];
      const float hired =
          route_value<kind>(offer, coefficients, consignment.kilograms, consignment.split_uniform).value;
      value = hired > value ? hired : value;
    }
    block.utility[offset] = coefficients.theta * value + (routes.pull[route] + consignment.nest_utility);
  }
  const auto scale = static_cast<float>(coefficients.nest_scale);
  const auto shift = static_cast<float>(consignment.log_stable);
  for (std::size_t offset = 0; offset < count; ++offset) {
    const float noise = gumbel_bound(alternative_word(routes.hash[begin + offset], consignment.key));
    const float sum = block.utility[offset] + scale * (noise + shift);
    // The margin is far more than this loop rounds; it is bounded so that a closed route's -infinity stays
    // one.
    const float size = sum < 0.0F ? -sum : sum;
    const float bounded = size < 1e7F ? size : 1e7F;
    block.bound[offset] = sum + (1e-3F + 1e-5F * bounded);
  }
}

// The exact key decides; ties go to the smaller hash.
WATERBED_INLINE void compare(const KernelRoutes& routes, const KernelCoefficients& coefficients,
                             const KernelConsignment& consignment, const Block& block, std::size_t begin,
                             std::size_t offset, KernelBest& best) {
  const std::uint32_t hash = routes.hash[begin + offset];
  const double noise = gumbel_noise(hash, consignment.key);
  const double key =
      static_cast<double>(block.utility[offset]) + coefficients.nest_scale * (noise + consignment.log_stable);
  if (key > best.key || (key == best.key && hash < best.hash)) best = {key, hash, begin + offset};
}

// The largest bound of the block; eight running maxima, which the compiler keeps in one vector.
WATERBED_INLINE float largest_bound(const Block& block, std::size_t count) {
  float largest[8];
  for (float& value : largest) value = -std::numeric_limits<float>::infinity();
  std::size_t offset = 0;
  for (; offset + 8 <= count; offset += 8)
    for (std::size_t lane = 0; lane < 8; ++lane)
      largest[lane] = block.bound[offset + lane] > largest[lane] ? block.bound[offset + lane] : largest[lane];
  for (; offset < count; ++offset)
    largest[0] = block.bound[offset] > largest[0] ? block.bound[offset] : largest[0];
  for (const float value : largest) largest[0] = value > largest[0] ? value : largest[0];
  return largest[0];
}

// Only routes whose bound reaches the best key so far are looked at exactly, the most promising first. The
// bounds' margin also covers the rounding of the best key to float.
template <PremiumKind kind, Hiring hiring>
WATERBED_INLINE KernelBest best_route_with(const KernelRoutes& routes, const KernelCoefficients& coefficients,
                                           const KernelConsignment& consignment, KernelBest best) {
  Block block;
  for (std::size_t begin = 0; begin < routes.count; begin += block_size) {
    const std::size_t rest = routes.count - begin;
    const std::size_t count = rest < block_size ? rest : block_size;
    fill<kind, hiring>(routes, coefficients, consignment, begin, count, block);
    const float largest = largest_bound(block, count);
    if (largest < static_cast<float>(best.key)) continue;
    std::size_t first = 0;
    while (first + 1 < count && block.bound[first] != largest) ++first;
    compare(routes, coefficients, consignment, block, begin, first, best);
    for (std::size_t offset = 0; offset < count; ++offset)
      if (block.bound[offset] >= static_cast<float>(best.key) && offset != first)
        compare(routes, coefficients, consignment, block, begin, offset, best);
  }
  return best;
}

// Its own function, so that without a premium and insiders nothing of it is entered.
[[gnu::noinline]] KernelBest best_route_by_kind(const KernelRoutes& routes,
                                                const KernelCoefficients& coefficients,
                                                const KernelConsignment& consignment, KernelBest best) {
  return with_premium(coefficients.premium.kind, [&]<PremiumKind kind>() {
    return routes.hired_cost == nullptr
               ? best_route_with<kind, Hiring::impossible>(routes, coefficients, consignment, best)
               : best_route_with<kind, Hiring::possible>(routes, coefficients, consignment, best);
  });
}

// One loop for each kind of premium, with insiders and without, so that none costs nothing.
WATERBED_INLINE KernelBest best_route(const KernelRoutes& routes, const KernelCoefficients& coefficients,
                                      const KernelConsignment& consignment, KernelBest best) {
  if (coefficients.premium.kind == PremiumKind::neutral && routes.hired_cost == nullptr)
    return best_route_with<PremiumKind::neutral, Hiring::impossible>(routes, coefficients, consignment, best);
  return best_route_by_kind(routes, coefficients, consignment, best);
}

}  // namespace
}  // namespace waterbed
