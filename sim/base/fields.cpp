// SPDX-License-Identifier: Apache-2.0
#include "sim/base/fields.hpp"

namespace waterbed {

std::string key_of(const QuantityField& field) {
  std::string key(field.name);
  if (field.unit.key_ending[0] != '\0') key.append("_").append(field.unit.key_ending);
  return key;
}

}  // namespace waterbed
