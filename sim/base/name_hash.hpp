// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

// Names enter the draws by a 32-bit hash; two names with one hash in a scenario are refused where they meet.
namespace waterbed {

// FNV-1a over the bytes, then two rounds of multiply and shift, so that near names differ in all bits.
[[nodiscard]] constexpr std::uint32_t name_hash(std::string_view name) {
  std::uint32_t hash = 2166136261U;
  for (const char letter : name) {
    hash ^= static_cast<std::uint8_t>(letter);
    hash *= 16777619U;
  }
  hash ^= hash >> 16U;
  hash *= 0x85ebca6bU;
  hash ^= hash >> 13U;
  hash *= 0xc2b2ae35U;
  hash ^= hash >> 16U;
  return hash;
}

}  // namespace waterbed
