// SPDX-License-Identifier: Apache-2.0
#include "sim/base/csv_field.hpp"

namespace waterbed {

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string field = "\"";
  for (const char letter : text) field.append(letter == '"' ? 2 : 1, letter);
  return field + '"';
}

}  // namespace waterbed
