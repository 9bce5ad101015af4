// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/smuggling/premium.hpp"

// The inner loop of the model: the best route of one consignment among the routes of one nest. One source
// text (choice_kernel_body.hpp) is compiled for plain x86-64 and for AVX2; both give the same bits, because
// it uses only IEEE add, multiply, divide, square root and conversions, without contraction.
namespace waterbed {

// What is the same for all consignments of a week; arrays by route, positioned at the nest's first route.
struct KernelRoutes {
  const float* survival;   // the organisation's belief that a small lot passes, by route
  const float* net_price;  // EUR/kg
  const float* unit_cost;  // EUR/kg
  const float* lot_cost;   // EUR per lot
  const float* lot_cap;    // kg
  const float* pull;       // utility of the stratum's traffic
  const std::uint32_t* hash;
  std::size_t count;
  const float* risk_price = nullptr;  // see LotAtRisk; read for the premium cara alone
  // With an insider, where there are any to hire: survival, and EUR per lot. Null: nobody can be hired.
  const float* hired_survival = nullptr;
  const float* hired_cost = nullptr;
};

struct KernelCoefficients {
  float theta;        // kg/EUR
  float arrest_loss;  // EUR per lot lost
  float size_effect;  // 1/kg
  float split_scale;  // 1 / sqrt(s_ref (1 - s_ref)); 0: no splitting for risk
  double nest_scale;  // nu
  PremiumTerms premium{};
};

// One consignment before one nest.
struct KernelConsignment {
  float kilograms;
  float split_uniform;
  float nest_utility;    // what the entry place adds: inertia, distance from home
  double log_stable;     // ln Z_n of the nest; 0 for nu = 1
  std::uint32_t key[2];  // k0, k1 of the consignment's draw
};

struct KernelBest {
  double key;          // v_j + nu (g_j + ln Z_n); -infinity: no open route
  std::uint32_t hash;  // of the route; ties go to the smaller one
  std::size_t route;   // position in the nest
};

// The best of `best` (so far, of other nests) and the nest's routes; when it is of this nest, `route` is a
// position in it and `hash` that of the route.
using ChoiceKernel = KernelBest (*)(const KernelRoutes&, const KernelCoefficients&, const KernelConsignment&,
                                    KernelBest best);

KernelBest best_route_plain(const KernelRoutes& routes, const KernelCoefficients& coefficients,
                            const KernelConsignment& consignment, KernelBest best);
KernelBest best_route_avx2(const KernelRoutes& routes, const KernelCoefficients& coefficients,
                           const KernelConsignment& consignment, KernelBest best);

}  // namespace waterbed
