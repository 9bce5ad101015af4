// SPDX-License-Identifier: Apache-2.0
#include "sim/base/fields.hpp"

namespace waterbed {

std::string key_of(const QuantityField& field) {
  std::string key;
  append_key(field, key);
  return key;
}

void append_key(const QuantityField& field, std::string& text) {
  text.append(field.name);
  if (field.unit.key_ending[0] != '\0') text.append("_").append(field.unit.key_ending);
}

}  // namespace waterbed
