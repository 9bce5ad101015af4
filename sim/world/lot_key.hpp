// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// Which lot of which consignment of an organisation's week: part of the key of a lot's draws, and how its
// fate is traced back to the consignment.
namespace waterbed {

// A consignment has at most this many lots.
constexpr int most_lots = 256;

constexpr std::uint32_t key_of_lot(std::uint32_t consignment, std::int64_t lot) {
  return consignment * most_lots + static_cast<std::uint32_t>(lot);
}

constexpr std::uint32_t consignment_of_lot(std::uint32_t key) {
  return key / most_lots;
}

}  // namespace waterbed
