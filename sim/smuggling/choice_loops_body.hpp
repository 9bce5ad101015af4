// SPDX-License-Identifier: Apache-2.0
// lint: allow once: included once by each file that compiles it, with WATERBED_LANES numbers a vector. All of
// it has internal linkage, and shared headers give it types only, so that a file compiled for a newer
// processor leaves no copy of a function that others would call.
#include <cstddef>
#include <cstdint>
#include <utility>

#include "sim/smuggling/choice_loops.hpp"

// Why a bound is one. A route's value is
//   (1 - s') (1 - phi) V - K - tau - (f + s' A) n / Q - premium,   n lots of Q / n kg, s' the loss of one.
// The loss of a small lot is no greater than s', n / Q no smaller than 1 / Q and 1 / q_max, and a premium is
// no smaller than 0 (salience: than what is saved if only the share delta of s' is felt), so with those for
// s' and n / Q and without a premium the value is no smaller. The noise -ln E, E = -ln(1 - V) >= V, is at
// most -ln V; the bits of V as a float, exponent and mantissa read as one number, are at most log2 V, and at
// least log2 V - 0.0861 (Mitchell 1962, doi:10.1109/TEC.1962.5219391).
//
// The vectors are those of GCC and Clang, not loops left to the compiler: it does not keep the two largest of
// a column in registers by itself.
namespace waterbed {
namespace {

constexpr std::size_t lanes = WATERBED_LANES;

using Floats [[gnu::vector_size(4 * lanes)]] = float;
using Words [[gnu::vector_size(4 * lanes)]] = std::uint32_t;
using Integers [[gnu::vector_size(4 * lanes)]] = std::int32_t;

template <class Vector, class Number>
[[gnu::always_inline]] inline void load(Vector& vector, const Number* from) {
  __builtin_memcpy(&vector, from, sizeof(vector));
}

[[gnu::always_inline]] inline void raise(Floats& largest, const Floats& other) {
  largest = other > largest ? other : largest;
}

// The same word as alternative_word, and the bound of its noise.
[[gnu::always_inline]] inline void noise_bounds(const Words& hash, const std::uint32_t (&key)[2],
                                                Floats& noise) {
  Words word = (hash ^ key[0]) * (key[1] | 1U);
  word ^= word >> 15U;
  word *= 0x846ca68bU;
  word ^= word >> 16U;
  const Floats whole = __builtin_convertvector(reinterpret_cast<Integers>(word >> 8U), Floats);  // V 2^24
  const Floats bits = __builtin_convertvector(reinterpret_cast<Integers>(whole), Floats);
  constexpr float ln2 = 0.693147181F;
  noise = ln2 * (24.0F + 127.0F) - (ln2 * 0x1p-23F) * bits;
}

// Utility, at most, of a route's value.
[[gnu::always_inline]] inline void add_value(const float* survival, const float* lot_cost,
                                             const Floats& lots_a_kilogram, const Floats& stake,
                                             Floats& utility) {
  Floats passes;
  Floats cost;
  load(passes, survival);
  load(cost, lot_cost);
  utility = -(lots_a_kilogram * cost) - (1.0F - passes) * stake;
}

template <bool hiring>
[[gnu::always_inline]] inline void bound_of(const BoundRoutes& routes, const BoundQuery& query,
                                            std::size_t route, Floats& bound, Integers& broken) {
  Floats lots_a_kilogram;
  load(lots_a_kilogram, routes.inverse_cap + route);
  raise(lots_a_kilogram, Floats{} + query.inverse_kilograms);
  Floats stake;
  load(stake, routes.stake + route);
  stake += query.arrest_cost * lots_a_kilogram;
  Floats value;
  add_value(routes.survival + route, routes.lot_cost + route, lots_a_kilogram, stake, value);
  if constexpr (hiring) {
    Floats hired;
    add_value(routes.hired_survival + route, routes.hired_cost + route, lots_a_kilogram, stake, hired);
    broken |= hired != hired;
    raise(value, hired);
  }
  Floats base;
  Words hash;
  Floats noise;
  load(base, routes.base + route);
  load(hash, routes.hash + route);
  noise_bounds(hash, query.key, noise);
  bound = (base + value) + (query.noise_scale * noise + query.shift);
}

// The two largest numbers of each column, and what is no number.
struct Columns {
  Floats first;
  Floats second;
  Integers broken;
};

// Takes part in the contest for the largest, with its number in the place of its lowest bits.
[[gnu::always_inline]] inline void enter(const Integers& number, Floats& bound, Columns& columns) {
  constexpr auto mask = static_cast<std::int32_t>(most_bounds - 1);
  bound = reinterpret_cast<Floats>((reinterpret_cast<Integers>(bound) & ~mask) | number);
  columns.broken |= bound != bound;  // an infinite bound is no number now, either
  const Floats smaller = bound < columns.first ? bound : columns.first;
  raise(columns.second, smaller);
  raise(columns.first, bound);
}

template <std::size_t by, class Vector, std::size_t... lane>
[[gnu::always_inline]] inline void turn(const Vector& vector, Vector& turned, std::index_sequence<lane...>) {
  turned = __builtin_shufflevector(vector, vector, ((lane + by) % lanes)...);
}

// Folds the columns until each lane holds the two largest of all.
template <std::size_t by>
[[gnu::always_inline]] inline void fold(Columns& columns) {
  if constexpr (by > 0) {
    constexpr std::make_index_sequence<lanes> all{};
    Columns other;
    turn<by>(columns.first, other.first, all);
    turn<by>(columns.second, other.second, all);
    turn<by>(columns.broken, other.broken, all);
    columns.broken |= other.broken;
    raise(columns.second, other.second);
    const Floats smaller = columns.first < other.first ? columns.first : other.first;
    raise(columns.second, smaller);
    raise(columns.first, other.first);
    fold<by / 2>(columns);
  }
}

[[gnu::always_inline]] inline Leader leader_of(Columns columns) {
  fold<lanes / 2>(columns);
  const float first = columns.first[0];
  const auto bits = __builtin_bit_cast(std::uint32_t, first);
  return {bits & (most_bounds - 1), first, columns.second[0], columns.broken[0] != 0};
}

// Both are taken by value: what they point to is not written, and the compiler need not look again.
template <bool hiring>
[[gnu::always_inline]] inline Leader bound_keys_with(const BoundRoutes routes, const BoundQuery query,
                                                     float* bounds) {
  constexpr float nothing = 2 * closed_bound;
  Integers number;
  for (std::size_t lane = 0; lane < lanes; ++lane) number[lane] = static_cast<std::int32_t>(lane);
  const Integers first_numbers = number;
  Columns columns{Floats{} + nothing, Floats{} + nothing, Integers{}};
  Floats bound;
  const std::size_t whole = routes.count - routes.count % lanes;
  for (std::size_t route = 0; route < whole; route += lanes) {
    bound_of<hiring>(routes, query, route, bound, columns.broken);
    enter(number, bound, columns);
    __builtin_memcpy(bounds + route, &bound, sizeof(bound));
    number += static_cast<std::int32_t>(lanes);
  }
  if (whole < routes.count) {
    Integers padding_broken{};
    bound_of<hiring>(routes, query, whole, bound, padding_broken);
    const Integers is_route = first_numbers < static_cast<std::int32_t>(routes.count - whole);
    columns.broken |= padding_broken & is_route;
    bound = is_route ? bound : Floats{} + nothing;
    enter(number, bound, columns);
    __builtin_memcpy(bounds + whole, &bound, sizeof(bound));
  }
  return leader_of(columns);
}

Leader bound_keys(const BoundRoutes& routes, const BoundQuery& query, float* bounds) {
  return routes.hired_cost == nullptr ? bound_keys_with<false>(routes, query, bounds)
                                      : bound_keys_with<true>(routes, query, bounds);
}

template <class Vector>
[[gnu::always_inline]] inline void believe_at(const SlotCounts& counts, std::size_t slot, float* passes) {
  Vector common_lost;
  Vector common_passed;
  Vector lost;
  Vector passed;
  load(common_lost, counts.common_lost + slot);
  load(common_passed, counts.common_passed + slot);
  load(lost, counts.lost + slot);
  load(passed, counts.passed + slot);
  passed += common_passed;
  const Vector pass = passed / ((common_lost + lost) + passed);
  __builtin_memcpy(passes + slot, &pass, sizeof(pass));
}

void believe(const SlotCounts& counts, std::size_t count, float* passes) {
  const std::size_t whole = count - count % lanes;
  for (std::size_t slot = 0; slot < whole; slot += lanes) believe_at<Floats>(counts, slot, passes);
  for (std::size_t slot = whole; slot < count; ++slot) believe_at<float>(counts, slot, passes);
}

void scale(const float* from, float factor, std::size_t count, float* to) {
  const std::size_t whole = count - count % lanes;
  for (std::size_t number = 0; number < whole; number += lanes) {
    Floats values;
    load(values, from + number);
    values *= factor;
    __builtin_memcpy(to + number, &values, sizeof(values));
  }
  for (std::size_t number = whole; number < count; ++number) to[number] = from[number] * factor;
}

}  // namespace
}  // namespace waterbed
