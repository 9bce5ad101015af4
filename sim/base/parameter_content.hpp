// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "sim/base/parameter_set.hpp"

// All that parameters hold, as bytes: names of entries and the value of every field of whatever kind, numbers
// bit for bit.
namespace waterbed {

struct BlockContent {
  std::string bytes;
  std::size_t quantities = 0;  // how many it has
};

// Two blocks of one type are equal if and only if their bytes are.
[[nodiscard]] BlockContent content_of(ParameterBlock& block);

// Two sets are equal if and only if their contents are.
[[nodiscard]] std::string content_of(ParameterSet parameters);

}  // namespace waterbed
