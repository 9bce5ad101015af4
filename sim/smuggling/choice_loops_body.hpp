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
// The vectors are those of GCC and Clang, not loops left to the compiler: it does not keep the three largest
// of a column in registers by itself.
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

// The same word as alternative_word, and V of its noise as a float's bits, exponent and mantissa read as one
// number.
[[gnu::always_inline]] inline void noise_bits(const Words& hash, const std::uint32_t (&key)[2],
                                              Floats& bits) {
  Words word = (hash ^ key[0]) * (key[1] | 1U);
  word ^= word >> 15U;
  word *= 0x846ca68bU;
  word ^= word >> 16U;
  const Floats whole = __builtin_convertvector(reinterpret_cast<Integers>(word >> 8U), Floats);  // V 2^24
  bits = __builtin_convertvector(reinterpret_cast<Integers>(whole), Floats);
}

// What a consignment adds to the bounds of a nest's routes: fixed - a_bit x bits is the bound of the noise
// and what the nest adds.
struct Shift {
  float fixed;
  float a_bit;
};

inline Shift shift_of(const BoundQuery& query) {
  constexpr float ln2 = 0.693147181F;
  const float noise = ln2 * (24.0F + 127.0F);
  return {query.noise_scale * noise + query.shift, query.noise_scale * (ln2 * 0x1p-23F)};
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

// `sum` is a number if all that is looked at are numbers.
template <bool hiring>
[[gnu::always_inline]] inline void bound_of(const BoundRoutes& routes, const BoundQuery& query,
                                            const Shift& shift, std::size_t route, Floats& bound,
                                            Floats& sum) {
  Floats lots_a_kilogram;
  load(lots_a_kilogram, routes.inverse_cap + route);
  raise(lots_a_kilogram, Floats{} + query.inverse_kilograms);
  Floats stake;
  load(stake, routes.stake + route);
  stake += query.arrest_cost * lots_a_kilogram;
  Floats value;
  add_value(routes.survival + route, routes.lot_cost + route, lots_a_kilogram, stake, value);
  sum = Floats{};
  if constexpr (hiring) {
    add_value(routes.hired_survival + route, routes.hired_cost + route, lots_a_kilogram, stake, sum);
    raise(value, sum);
  }
  Floats base;
  Words hash;
  Floats bits;
  load(base, routes.base + route);
  load(hash, routes.hash + route);
  noise_bits(hash, query.key, bits);
  bound = ((base + shift.fixed) + value) - shift.a_bit * bits;
  sum += bound;
}

// The three largest numbers of each column, and the sum of all.
struct Columns {
  Floats first;
  Floats second;
  Floats third;
  Floats sum;
};

// Keeps the larger in `kept` and leaves the smaller.
[[gnu::always_inline]] inline void sift(Floats& kept, Floats& bound) {
  const Floats smaller = bound < kept ? bound : kept;
  raise(kept, bound);
  bound = smaller;
}

// Takes part in the contest for the largest, with its number in the place of its lowest bits.
[[gnu::always_inline]] inline void enter(const Integers& number, Floats& bound, Columns& columns) {
  constexpr auto mask = static_cast<std::int32_t>(most_bounds - 1);
  bound = reinterpret_cast<Floats>((reinterpret_cast<Integers>(bound) & ~mask) | number);
  Floats rest = bound;
  sift(columns.first, rest);
  sift(columns.second, rest);
  raise(columns.third, rest);
}

template <std::size_t by, class Vector, std::size_t... lane>
[[gnu::always_inline]] inline void turn(const Vector& vector, Vector& turned, std::index_sequence<lane...>) {
  turned = __builtin_shufflevector(vector, vector, ((lane + by) % lanes)...);
}

// Folds until each lane holds the largest of all.
template <std::size_t by>
[[gnu::always_inline]] inline void fold_largest(Floats& largest) {
  if constexpr (by > 0) {
    Floats other;
    turn<by>(largest, other, std::make_index_sequence<lanes>{});
    raise(largest, other);
    fold_largest<by / 2>(largest);
  }
}

template <std::size_t by>
[[gnu::always_inline]] inline void fold_sum(Floats& sum) {
  if constexpr (by > 0) {
    Floats other;
    turn<by>(sum, other, std::make_index_sequence<lanes>{});
    sum += other;
    fold_sum<by / 2>(sum);
  }
}

// Takes the largest number out of the columns. No two bounds are alike, as each holds its number: it stands
// in one column only.
[[gnu::always_inline]] inline float take_largest(Columns& columns) {
  Floats largest = columns.first;
  fold_largest<lanes / 2>(largest);
  const Integers is_largest = columns.first == largest;
  columns.first = is_largest ? columns.second : columns.first;
  columns.second = is_largest ? columns.third : columns.second;
  return largest[0];
}

[[gnu::always_inline]] inline Leaders leaders_of(Columns& columns) {
  const float first = take_largest(columns);
  const float second = take_largest(columns);
  fold_largest<lanes / 2>(columns.first);
  fold_sum<lanes / 2>(columns.sum);
  const float difference = columns.sum[0] - columns.sum[0];  // of no number and of infinity: no number
  return {first, second, columns.first[0], difference != 0.0F};
}

// Both are taken by value: what they point to is not written, and the compiler need not look again. Bounds
// are written where `bounds` is not null.
template <bool hiring, bool writing>
[[gnu::always_inline]] inline Leaders bound_keys_with(const BoundRoutes routes, const BoundQuery query,
                                                      float* bounds) {
  constexpr float nothing = 2 * closed_bound;
  Integers number;
  for (std::size_t lane = 0; lane < lanes; ++lane) number[lane] = static_cast<std::int32_t>(lane);
  const Integers first_numbers = number;
  const Shift shift = shift_of(query);
  Columns columns{Floats{} + nothing, Floats{} + nothing, Floats{} + nothing, Floats{}};
  Floats bound;
  Floats sum;
  const std::size_t whole = routes.count - routes.count % lanes;
  for (std::size_t route = 0; route < whole; route += lanes) {
    bound_of<hiring>(routes, query, shift, route, bound, sum);
    columns.sum += sum;
    enter(number, bound, columns);
    if constexpr (writing) __builtin_memcpy(bounds + route, &bound, sizeof(bound));
    number += static_cast<std::int32_t>(lanes);
  }
  if (whole < routes.count) {
    bound_of<hiring>(routes, query, shift, whole, bound, sum);
    const Integers is_route = first_numbers < static_cast<std::int32_t>(routes.count - whole);
    columns.sum += is_route ? sum : Floats{};
    bound = is_route ? bound : Floats{} + nothing;
    enter(number, bound, columns);
    if constexpr (writing) __builtin_memcpy(bounds + whole, &bound, sizeof(bound));
  }
  return leaders_of(columns);
}

Leaders bound_keys(const BoundRoutes& routes, const BoundQuery& query, float* bounds) {
  return routes.hired_cost == nullptr ? bound_keys_with<false, true>(routes, query, bounds)
                                      : bound_keys_with<true, true>(routes, query, bounds);
}

Leaders lead(const BoundRoutes& routes, const BoundQuery& query) {
  return routes.hired_cost == nullptr ? bound_keys_with<false, false>(routes, query, nullptr)
                                      : bound_keys_with<true, false>(routes, query, nullptr);
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
