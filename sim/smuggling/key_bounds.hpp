// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

// Upper bounds of the keys of routes: the inner loop of the model. Most routes cannot win a consignment, and a
// bound shows it without a division, a root, an exponential or a logarithm; only the few that might are looked
// at exactly (contest.hpp). As bounds decide nothing, they need not have the same bits on all machines.
//
// One source text (key_bounds_body.hpp) is compiled for plain x86-64, AVX2 and AVX-512; elsewhere all three
// are alike.
namespace waterbed {

// Numbers that can be read, whatever they are, behind the last route of an array.
constexpr std::size_t bound_padding = 16;
// The bound of a route that is closed: below that of any other.
constexpr float closed_bound = -1e30F;
// Routes of one call: their numbers are kept in the low bits of bounds.
constexpr std::size_t most_bounds = 512;

// By route of a nest, with the padding behind it. Money is in utility: EUR times theta.
struct BoundRoutes {
  const float* base;         // pull + theta ((1 - phi) V - K - tau); closed_bound where closed
  const float* stake;        // utility per kg that is lost with a lot, beside what an arrest costs
  const float* lot_cost;     // theta f, times kg
  const float* inverse_cap;  // 1 / q_max, 1/kg
  const std::uint32_t* hash;
  const float* survival;  // believed chance that a small lot lands
  std::size_t count;      // at most most_bounds
  const float* hired_cost = nullptr;  // as lot_cost and survival, with an insider; null: nobody can be hired
  const float* hired_survival = nullptr;
};

// One consignment before one nest.
struct BoundQuery {
  float inverse_kilograms;
  float arrest_cost;  // utility of an arrest, times kg
  float noise_scale;  // nu
  float shift;        // what the nest adds: its utility and nu ln Z
  std::uint32_t key[2];
};

struct Leader {
  std::size_t route;  // position of the largest bound
  float bound;
  float second;  // the next bound
};

// Writes a bound for each route to `bounds` (room for most_bounds) and returns the largest. Bounds lack a
// margin for rounding, which is the caller's (BoundTable::margin); their relative error is that of
// packed_error.
using KeyBounds = Leader (*)(const BoundRoutes& routes, const BoundQuery& query, float* bounds);
constexpr float packed_error = 0x1p-13F;

Leader key_bounds_plain(const BoundRoutes& routes, const BoundQuery& query, float* bounds);
Leader key_bounds_avx2(const BoundRoutes& routes, const BoundQuery& query, float* bounds);
Leader key_bounds_avx512(const BoundRoutes& routes, const BoundQuery& query, float* bounds);

}  // namespace waterbed
