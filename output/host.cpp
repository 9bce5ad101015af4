// SPDX-License-Identifier: Apache-2.0
#include "output/host.hpp"

#include <unistd.h>

namespace waterbed {

std::string host_name() {
  std::string name(256, '\0');
  if (gethostname(name.data(), name.size() - 1) != 0) return "unknown";
  name.resize(name.find('\0'));
  return name;
}

}  // namespace waterbed
