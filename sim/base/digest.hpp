// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace waterbed {

// A 64-bit hash of a sequence of whole numbers; the same on every machine.
class Digest {
 public:
  void add(std::int64_t number) {
    state_ ^= static_cast<std::uint64_t>(number);
    state_ *= 0x9e3779b97f4a7c15ULL;
    state_ ^= state_ >> 32U;
    state_ *= 0xd6e8feb86659fd93ULL;
    state_ ^= state_ >> 29U;
  }
  void add(std::span<const std::int64_t> numbers) {
    for (const std::int64_t number : numbers) add(number);
  }
  [[nodiscard]] std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0x243f6a8885a308d3ULL;  // fractional part of pi; any odd-looking start would do
};

}  // namespace waterbed
