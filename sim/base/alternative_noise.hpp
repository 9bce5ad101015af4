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
// exponent and mantissa read as one number, are log2 whole less at most 0.0861 (Mitchell 1962,
// doi:10.1109/TEC.1962.5219391); and -ln V - 0.7 V <= noise <= -ln V for V <= 1/2.
WATERBED_INLINE NoiseBounds noise_bounds(std::uint32_t word) {
  const std::uint32_t whole = word >> 8U;
  if (whole < (1U << 12U) || whole > (1U << 23U)) {
    const double noise = gumbel_noise(word);
    return {noise, noise};
  }
  constexpr double ln2 = 0.6931471805599453;
  const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(whole));
  const double high = ln2 * ((24.0 + 127.0) - bits * 0x1p-23);
  constexpr double below = 0.0597 + 0x1p-12;  // ln 2 x 0.0861, and what is cut off V
  return {high - below - 0.7 * (word * 0x1p-32), high};
}

}  // namespace waterbed
