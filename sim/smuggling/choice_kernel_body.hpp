// SPDX-License-Identifier: Apache-2.0
// No include guard: included once by each file that compiles it. Everything is inlined always (see math.hpp).
#include <cmath>
#include <cstdint>
#include <limits>

#include "sim/base/alternative_noise.hpp"
#include "sim/smuggling/choice_kernel.hpp"
#include "sim/smuggling/route_value.hpp"

namespace waterbed {
namespace {

constexpr std::size_t block_size = 64;  // routes a block: keys stay in the first-level cache

// Two loops, so that each has one width of numbers and becomes vector code.
WATERBED_INLINE void fill_keys(const KernelRoutes& routes, const KernelCoefficients& coefficients,
                               const KernelConsignment& consignment, std::size_t begin, std::size_t count,
                               double* keys) {
  float utilities[block_size];
  for (std::size_t offset = 0; offset < count; ++offset) {
    const std::size_t route = begin + offset;
    const RouteOffer offer{routes.survival[route], routes.net_price[route], routes.unit_cost[route],
                           routes.lot_cost[route], routes.lot_cap[route]};
    const float value = route_value(offer, coefficients, consignment.kilograms, consignment.split_uniform).value;
    utilities[offset] = coefficients.theta * value + (routes.pull[route] + consignment.nest_utility);
  }
  for (std::size_t offset = 0; offset < count; ++offset) {
    const double noise = gumbel_noise(routes.hash[begin + offset], consignment.key);
    keys[offset] =
        static_cast<double>(utilities[offset]) + coefficients.nest_scale * (noise + consignment.log_stable);
  }
}

WATERBED_INLINE KernelBest best_route(const KernelRoutes& routes, const KernelCoefficients& coefficients,
                                      const KernelConsignment& consignment) {
  KernelBest best{-std::numeric_limits<double>::infinity(), 0, 0};
  double keys[block_size];
  for (std::size_t begin = 0; begin < routes.count; begin += block_size) {
    const std::size_t rest = routes.count - begin;
    const std::size_t count = rest < block_size ? rest : block_size;
    fill_keys(routes, coefficients, consignment, begin, count, keys);
    for (std::size_t offset = 0; offset < count; ++offset) {
      const std::uint32_t hash = routes.hash[begin + offset];
      const bool wins = keys[offset] > best.key || (keys[offset] == best.key && hash < best.hash);
      if (wins) best = {keys[offset], hash, begin + offset};
    }
  }
  return best;
}

}  // namespace
}  // namespace waterbed
