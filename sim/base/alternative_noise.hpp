// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/base/math.hpp"

namespace waterbed {

// Standard Gumbel noise of one alternative of a choice, from its name's hash and two words of the draw that the
// choice was given. The mixing is fixed: every golden file hangs on it.
WATERBED_INLINE double gumbel_noise(std::uint32_t hash, const std::uint32_t (&key)[2]) {
  std::uint32_t word = (hash ^ key[0]) * (key[1] | 1U);
  word ^= word >> 15U;
  word *= 0x846ca68bU;
  word ^= word >> 16U;
  // The word as a double without an unsigned conversion: put below the bits of 2^52.
  const double whole = std::bit_cast<double>(0x4330000000000000U | static_cast<std::uint64_t>(word)) - 0x1p52;
  return -log(-log(1.0 - (whole + 0.5) * 0x1p-32));
}

}  // namespace waterbed
