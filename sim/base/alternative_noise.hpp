// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>

#include "sim/base/math.hpp"

namespace waterbed {

// The word of one alternative of a choice, from its name's hash and two words of the draw that the choice was
// given. The mixing is fixed: every golden file hangs on it.
WATERBED_INLINE std::uint32_t alternative_word(std::uint32_t hash, const std::uint32_t (&key)[2]) {
  std::uint32_t word = (hash ^ key[0]) * (key[1] | 1U);
  word ^= word >> 15U;
  word *= 0x846ca68bU;
  return word ^ (word >> 16U);
}

// Standard Gumbel noise of the word of an alternative.
WATERBED_INLINE double gumbel_noise(std::uint32_t word) {
  const double uniform = (word + 0.5) * 0x1p-32;
  return -log(-log(1.0 - uniform));
}
WATERBED_INLINE double gumbel_noise(std::uint32_t hash, const std::uint32_t (&key)[2]) {
  return gumbel_noise(alternative_word(hash, key));
}

// Numbers between which the noise lies.
struct NoiseBounds {
  double low;
  double high;
};

// Without a logarithm for half of the words, those of likely winners. The bits of whole = V 2^24 as a float,
// exponent and mantissa m read as one number, are log2 whole without log2(1 + m) - m (Mitchell 1962,
// doi:10.1109/TEC.1962.5219391), which .34 m (1 - m) comes within -.0065 and .0087 of; and for U <= 1/2,
// U / 2 + .208 U^2 <= ln(-ln(1 - U) / U) <= U / 2 + .307 U^2.
WATERBED_INLINE NoiseBounds noise_bounds(std::uint32_t word) {
  const std::uint32_t whole = word >> 8U;
  if (whole < (1U << 12U) || whole > (1U << 23U)) {
    const double noise = gumbel_noise(word);
    return {noise, noise};
  }
  constexpr double ln2 = 0.6931471805599453;
  constexpr std::uint32_t mantissa_bits = (1U << 23U) - 1;
  const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(whole));
  const double mantissa = (bits & mantissa_bits) * 0x1p-23;
  const double log2_v = bits * 0x1p-23 - (24.0 + 127.0) + 0.34 * mantissa * (1.0 - mantissa);
  const double uniform = word * 0x1p-32;
  const double rest = -uniform * 0.5;
  const double square = uniform * uniform;
  constexpr double cut_off = 0x1p-12;  // of V, relative
  return {-ln2 * (log2_v + 0.0088) - cut_off + rest - 0.308 * square,
          -ln2 * (log2_v - 0.0066) + rest - 0.207 * square};
}

}  // namespace waterbed
