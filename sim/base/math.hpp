// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <span>

// Elementary functions with the same bits on every machine: plain multiply, add and divide in a fixed order,
// no library call (libraries pick variants by processor). Relative errors are below 1e-15 in double (normal
// distribution: 1e-13) and 2e-7 in float; tests/base/math_test.cpp measures them. Every function is inlined
// always: they stand in inner loops.
#define WATERBED_INLINE [[gnu::always_inline]] inline

namespace waterbed {

constexpr double pi = 3.14159265358979323846;
// ln 2 in two parts: the first has 24 trailing zero bits, so that k x ln2_high is exact for |k| < 2^24.
constexpr double ln2_high = 0x1.62e42fe000000p-1;
constexpr double ln2_low = 0x1.f473de6af278fp-30;

// Natural logarithm of a positive normal number. x = 2^k m, m in [sqrt(1/2), sqrt(2)), then
// ln m = 2 artanh(s) with s = (m - 1) / (m + 1), |s| < 0.1716.
WATERBED_INLINE double log(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  constexpr std::uint64_t bits_of_sqrt_half = 0x3fe6a09e667f3bcd;
  constexpr std::uint64_t exponent_mask = 0xfff0000000000000;
  const std::uint64_t offset = bits - bits_of_sqrt_half;
  const auto mantissa = std::bit_cast<double>(bits - (offset & exponent_mask));
  // The exponent as a double without an integer conversion: put below the bits of 2^52.
  constexpr std::uint64_t bias = 1023;
  constexpr std::uint64_t bits_of_two_52 = 0x4330000000000000;
  const std::uint64_t biased = (offset + (bias << 52U)) >> 52U;
  const double exponent = std::bit_cast<double>(bits_of_two_52 | biased) - (0x1p52 + 1023.0);
  const double s = (mantissa - 1.0) / (mantissa + 1.0);
  const double s2 = s * s;
  double series = 1.0 / 23.0;
  series = series * s2 + 1.0 / 21.0;
  series = series * s2 + 1.0 / 19.0;
  series = series * s2 + 1.0 / 17.0;
  series = series * s2 + 1.0 / 15.0;
  series = series * s2 + 1.0 / 13.0;
  series = series * s2 + 1.0 / 11.0;
  series = series * s2 + 1.0 / 9.0;
  series = series * s2 + 1.0 / 7.0;
  series = series * s2 + 1.0 / 5.0;
  series = series * s2 + 1.0 / 3.0;
  const double two_s = s + s;
  return exponent * ln2_high + (two_s + (two_s * (s2 * series) + exponent * ln2_low));
}

// Exponential; below -708 the result is 0, above 709 it is 2^1023.
WATERBED_INLINE double exp(double x) {
  constexpr double log2_e = 1.4426950408889634;
  constexpr double round_to_integer = 0x1.8p52;
  const double bounded = x < -708.0 ? -708.0 : (x > 709.0 ? 709.0 : x);
  const double shifted = bounded * log2_e + round_to_integer;
  const double exponent = shifted - round_to_integer;
  const double rest = (bounded - exponent * ln2_high) - exponent * ln2_low;
  double series = 1.0 / 6227020800.0;  // 1 / 13!
  series = series * rest + 1.0 / 479001600.0;
  series = series * rest + 1.0 / 39916800.0;
  series = series * rest + 1.0 / 3628800.0;
  series = series * rest + 1.0 / 362880.0;
  series = series * rest + 1.0 / 40320.0;
  series = series * rest + 1.0 / 5040.0;
  series = series * rest + 1.0 / 720.0;
  series = series * rest + 1.0 / 120.0;
  series = series * rest + 1.0 / 24.0;
  series = series * rest + 1.0 / 6.0;
  series = series * rest + 0.5;
  series = series * rest + 1.0;
  series = series * rest + 1.0;
  // The low bits of `shifted` hold the integer; moved up they are the exponent.
  const std::uint64_t scale = (std::bit_cast<std::uint64_t>(shifted) << 52U) + 0x3ff0000000000000;
  const double result = series * std::bit_cast<double>(scale);
  return x < -708.0 ? 0.0 : result;
}

// Exponential of a number in [-87, 88] in float; below that 0.
WATERBED_INLINE float exp(float x) {
  constexpr float log2_e = 1.44269504F;
  constexpr float ln2_high_f = 0.693145752F;  // 0x1.62e400p-1: 9 trailing zero bits
  constexpr float ln2_low_f = 1.42860677e-6F;
  constexpr float round_to_integer = 0x1.8p23F;
  const float bounded = x < -87.0F ? -87.0F : (x > 88.0F ? 88.0F : x);
  const float shifted = bounded * log2_e + round_to_integer;
  const float exponent = shifted - round_to_integer;
  const float rest = (bounded - exponent * ln2_high_f) - exponent * ln2_low_f;
  float series = 1.0F / 5040.0F;
  series = series * rest + 1.0F / 720.0F;
  series = series * rest + 1.0F / 120.0F;
  series = series * rest + 1.0F / 24.0F;
  series = series * rest + 1.0F / 6.0F;
  series = series * rest + 0.5F;
  series = series * rest + 1.0F;
  series = series * rest + 1.0F;
  const std::uint32_t scale = (std::bit_cast<std::uint32_t>(shifted) << 23U) + 0x3f800000U;
  const float result = series * std::bit_cast<float>(scale);
  return x < -87.0F ? 0.0F : result;
}

// sin(pi x) for x in [0, 1].
WATERBED_INLINE double sin_pi(double x) {
  const double folded = x > 0.5 ? 1.0 - x : x;  // exact for x in [1/2, 1]
  // Near 1/2 by the cosine of the distance from 1/2, so that both series stay below pi/4.
  const bool by_cosine = folded > 0.25;
  const double angle = pi * (by_cosine ? 0.5 - folded : folded);
  const double a2 = angle * angle;
  if (by_cosine) {
    double series = 1.0 / 20922789888000.0;  // 1 / 16!
    series = series * a2 - 1.0 / 87178291200.0;
    series = series * a2 + 1.0 / 479001600.0;
    series = series * a2 - 1.0 / 3628800.0;
    series = series * a2 + 1.0 / 40320.0;
    series = series * a2 - 1.0 / 720.0;
    series = series * a2 + 1.0 / 24.0;
    series = series * a2 - 0.5;
    return series * a2 + 1.0;
  }
  double series = 1.0 / 1307674368000.0;  // 1 / 15!, sign below
  series = 1.0 / 6227020800.0 - series * a2;
  series = series * a2 - 1.0 / 39916800.0;
  series = series * a2 + 1.0 / 362880.0;
  series = series * a2 - 1.0 / 5040.0;
  series = series * a2 + 1.0 / 120.0;
  series = series * a2 - 1.0 / 6.0;
  return angle + angle * (series * a2);
}

// Standard normal distribution function.
[[nodiscard]] double normal_cdf(double x);
// Its inverse, for p in the open interval (0, 1).
[[nodiscard]] double normal_quantile(double p);
// Both for many values: each is replaced by its result, with the same bits as one by one, but sooner, because
// a processor computes several side by side.
void normal_cdf(std::span<double> values);
void normal_quantile(std::span<double> values);
// Inverse tangent of x >= 0.
[[nodiscard]] double arctan(double x);

}  // namespace waterbed
