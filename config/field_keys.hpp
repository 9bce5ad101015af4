// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/parameter_set.hpp"

// The keys that a block's entries may have.
namespace waterbed {

struct FieldKey {
  std::string key;   // with the ending of the unit
  std::string name;  // without
  bool is_quantity = false;
};

[[nodiscard]] FieldKey key_for(const QuantityField& field);

// In the order of the description.
[[nodiscard]] std::vector<FieldKey> keys_of(const ParameterBlock& block);

[[nodiscard]] bool has_key(const std::vector<FieldKey>& keys, std::string_view key);

// What to say behind "... is not a key": the right ending of a unit, the nearest key, or the keys there are.
[[nodiscard]] std::string key_advice(std::string_view written, const std::vector<FieldKey>& keys);

}  // namespace waterbed
