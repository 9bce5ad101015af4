// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/base/name_hash.hpp"
#include "sim/base/philox.hpp"
#include "sim/base/units.hpp"

// All luck of a replicate. Every random number is a function of (seed, replicate, purpose, who, when, which)
// and of nothing else: not of thread, order, arm, or what else is switched on. Nobody stores a stream.
namespace waterbed {

// What a number is drawn for, by name. Purposes are declared in the file that draws them.
struct Purpose {
  std::uint32_t hash;
  constexpr explicit Purpose(std::string_view name) : hash(name_hash(name)) {}
};

class Luck {
 public:
  Luck(std::uint64_t seed, std::uint32_t replicate) {
    const PhiloxBlock block = philox(
        {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U), replicate, 0}, {0, 0});
    key_ = {block[0], block[1]};
  }

  // Of the generator.
  [[nodiscard]] PhiloxKey key() const { return key_; }

  // Four independent words.
  [[nodiscard]] PhiloxBlock draw(Purpose purpose, std::uint32_t who, Week when, std::uint32_t which) const {
    return philox({purpose.hash, who, static_cast<std::uint32_t>(when.number), which}, key_);
  }
  // What is drawn once, before the first week.
  [[nodiscard]] PhiloxBlock draw_once(Purpose purpose, std::uint32_t who, std::uint32_t which) const {
    return draw(purpose, who, Week{-1}, which);
  }

 private:
  PhiloxKey key_;
};

// A word as a number in the open interval (0, 1).
WATERBED_INLINE double unit_interval(std::uint32_t word) {
  return (word + 0.5) * 0x1p-32;
}

// Two words as a number in the open interval (0, 1), of 52 bits.
WATERBED_INLINE double unit_interval(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 20U) | (low >> 12U);  // 52 bits
  return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

// Standard exponential by inversion.
WATERBED_INLINE double exponential(double uniform) {
  return -log(uniform);
}

}  // namespace waterbed
