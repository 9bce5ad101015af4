// SPDX-License-Identifier: Apache-2.0
#pragma once

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

// Standard Gumbel noise of the alternative.
WATERBED_INLINE double gumbel_noise(std::uint32_t hash, const std::uint32_t (&key)[2]) {
  const double uniform = (alternative_word(hash, key) + 0.5) * 0x1p-32;
  return -log(-log(1.0 - uniform));
}

}  // namespace waterbed
