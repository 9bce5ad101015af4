// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/table.hpp"

namespace waterbed {

#define MECHANISM(name) Mechanism name##_mechanism();
#include "sim/smuggling/mechanisms.def"
#undef MECHANISM

std::vector<Mechanism> smuggling_mechanisms() {
  return {
#define MECHANISM(name) name##_mechanism(),
#include "sim/smuggling/mechanisms.def"
#undef MECHANISM
  };
}

}  // namespace waterbed
