// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "sim/base/instruction_set.hpp"

// The inner loops of the choice: what an organisation believes of each slot, and upper bounds of the keys of
// routes. Most routes cannot win a consignment, and a bound shows it without a division, a root, an
// exponential or a logarithm; only the few that might are looked at exactly (contest.hpp). As bounds decide
// nothing, they need not have the same bits on all machines; all else has.
//
// One source text (choice_loops_body.hpp) is compiled for plain x86-64, AVX2 and AVX-512; elsewhere all three
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
  const float* survival;              // believed chance that a small lot lands
  std::size_t count;                  // at most most_bounds
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

// The three largest bounds, each with the position of its route in its lowest bits.
struct Leaders {
  float first;
  float second;
  float third;
  // Some bound is no number; it would lose every comparison in silence. Seen by the sum of all, which for the
  // largest values that parameters may have is below 1e37 in size: 512 routes, each of nobody_to_hire times
  // theta = 10 for lots of a gram.
  bool has_no_number;
};

[[nodiscard]] constexpr std::size_t position_of(float bound) {
  return std::bit_cast<std::uint32_t>(bound) & (most_bounds - 1);
}

// Bounds lack a margin for rounding, which is the caller's (BoundTable::margin), and have this relative
// error.
constexpr float packed_error = 0x1p-13F;

// Counts by slot, in one unit.
struct SlotCounts {
  const float* common_lost;  // prior and what all have heard
  const float* common_passed;
  const float* lost;  // what the organisation remembers besides
  const float* passed;
};

struct ChoiceLoops {
  // Writes a bound for each route to `bounds` (room for most_bounds and the padding), and returns the three
  // largest.
  Leaders (*bound_keys)(const BoundRoutes& routes, const BoundQuery& query, float* bounds);
  // The same without writing any.
  Leaders (*lead)(const BoundRoutes& routes, const BoundQuery& query);
  // passes[slot] = b / (a + b), of `count` slots.
  void (*believe)(const SlotCounts& counts, std::size_t count, float* passes);
  // to[i] = factor x from[i].
  void (*scale)(const float* from, float factor, std::size_t count, float* to);
};

[[nodiscard]] const ChoiceLoops& choice_loops(InstructionSet instruction_set);
extern const ChoiceLoops choice_loops_plain;
extern const ChoiceLoops choice_loops_avx2;
extern const ChoiceLoops choice_loops_avx512;

}  // namespace waterbed
