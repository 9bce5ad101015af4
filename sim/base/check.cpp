// SPDX-License-Identifier: Apache-2.0
#include "sim/base/check.hpp"

#include <string>

namespace waterbed {

void check_failed(const char* what, const char* file, int line) {
  throw Broken(std::string(file) + ":" + std::to_string(line) + ": does not hold: " + what);
}

}  // namespace waterbed
